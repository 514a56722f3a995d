----------------------------- MODULE SharedFile ------------------------------
(***************************************************************************)
(* Several callers write to one data file of a RESUMING device.  The       *)
(* driver puts what comes into a buffer, behind what it has already, and   *)
(* refuses what no longer fits.  A lock makes one write follow the other.  *)
(*                                                                         *)
(* Source: the write functions of the variant drivers of Linux, and a fix  *)
(* of the qat driver (June 2026, commit 4ec5e932e636): the position was    *)
(* compared with the size before the lock was taken, so that two callers   *)
(* passed, and the second one wrote behind the buffer (H-12).              *)
(*                                                                         *)
(* Left out: the content of the stream, its records, reads (which share    *)
(* position and lock in the same way), and the end of the session.         *)
(*                                                                         *)
(* Guaranteed: nothing is written behind the buffer, and the writes are as *)
(* if they had come one after the other: a write is refused exactly if the *)
(* buffer is full when its turn comes.                                     *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
    Callers,   \* the threads that write
    None,      \* the holder of a lock that is free
    Size       \* how many writes the buffer takes

ASSUME NoneIsNoCaller   == None \notin Callers
ASSUME SizeIsNatural    == Size \in Nat

VARIABLES
    at,       \* of each caller: how far its write is
    fits,     \* of each caller: what the comparison with the size has told it
    lock,     \* its holder, or None
    buffer    \* the writers, in the order of their bytes

vars == <<at, fits, lock, buffer>>

(* The position of the file is where the buffer ends. *)
Position == Len(buffer)

Init ==
    /\ at     = [c \in Callers |-> "idle"]
    /\ fits   = [c \in Callers |-> "unknown"]
    /\ lock   = None
    /\ buffer = << >>

TypeOK ==
    /\ at     \in [Callers -> {"idle", "called", "locked", "done"}]
    /\ fits   \in [Callers -> {"unknown", "yes", "no"}]
    /\ lock   \in Callers \cup {None}
    /\ buffer \in Seq(Callers)

-----------------------------------------------------------------------------
(* The VMM. *)
Call(c) ==
    /\ at[c] = "idle"
    /\ at' = [at EXCEPT ![c] = "called"]
    /\ UNCHANGED <<fits, lock, buffer>>

-----------------------------------------------------------------------------
(* The driver.  Where a write is when its position is compared. *)
ComparesWhen == "locked"

Compare(c) ==
    /\ at[c] = ComparesWhen /\ fits[c] = "unknown"
    /\ fits' = [fits EXCEPT ![c] = IF Position < Size THEN "yes" ELSE "no"]
    /\ UNCHANGED <<at, lock, buffer>>

Lock(c) ==
    /\ at[c] = "called" /\ lock = None
    /\ ComparesWhen = "called" => fits[c] # "unknown"
    /\ lock' = c
    /\ at'   = [at EXCEPT ![c] = "locked"]
    /\ UNCHANGED <<fits, buffer>>

Put(c) ==
    /\ at[c] = "locked" /\ fits[c] = "yes"
    /\ buffer' = Append(buffer, c)
    /\ at'     = [at EXCEPT ![c] = "done"]
    /\ UNCHANGED <<fits, lock>>

Refuse(c) ==
    /\ at[c] = "locked" /\ fits[c] = "no"
    /\ at' = [at EXCEPT ![c] = "done"]
    /\ UNCHANGED <<fits, lock, buffer>>

Return(c) ==
    /\ at[c] = "done"
    /\ lock' = None
    /\ at'   = [at EXCEPT ![c] = "idle"]
    /\ fits' = [fits EXCEPT ![c] = "unknown"]
    /\ UNCHANGED buffer

-----------------------------------------------------------------------------
Step(c) == Compare(c) \/ Lock(c) \/ Put(c) \/ Refuse(c) \/ Return(c)

Next == \E c \in Callers : Call(c) \/ Step(c)

(* The lock is fair to waiting callers. *)
Spec == Init /\ [][Next]_vars /\ \A c \in Callers : WF_vars(Step(c)) /\ SF_vars(Lock(c))

-----------------------------------------------------------------------------
(* Properties. *)

(* Nothing is written behind the buffer. *)
NothingBehindTheBuffer == Position <= Size

(* One write at a time is carried out, by the caller that has the lock. *)
OneAfterTheOther == \A c \in Callers : at[c] \in {"locked", "done"} <=> lock = c

(* A write is refused only if the buffer is full when its turn comes. *)
RefusedOnlyIfFull == [][\A c \in Callers : Refuse(c) => Position = Size]_vars

(* What was written stays where it is. *)
BufferOnlyGrows ==
    [][/\ Len(buffer') \in {Position, Position + 1}
       /\ SubSeq(buffer', 1, Position) = buffer]_vars

(* Every write is answered. *)
WriteEnds == \A c \in Callers : at[c] = "called" ~> at[c] = "idle"
=============================================================================
