----------------------------- MODULE SharedFile ------------------------------
(***************************************************************************)
(* Several threads write to one data_fd of a RESUMING device.  The driver  *)
(* appends the bytes to a buffer, and refuses a write that does not fit.   *)
(* A lock serialises the writes.                                           *)
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
    Writers,   \* the threads that write
    None,      \* the holder of a lock that is free
    Capacity   \* the number of writes that fit into the buffer

ASSUME NoneIsNoWriter    == Writers # {} /\ None \notin Writers
ASSUME CapacityIsNatural == Capacity \in Nat

VARIABLES
    at,       \* of each writer: the progress of its write
    fits,     \* of each writer: the result of the comparison with the capacity
    lock,     \* its holder, or None
    buffer    \* the writers, in the order of their bytes

vars == <<at, fits, lock, buffer>>

(* The position of the file is where the buffer ends. *)
Position == Len(buffer)

Init ==
    /\ at     = [c \in Writers |-> "idle"]
    /\ fits   = [c \in Writers |-> "unknown"]
    /\ lock   = None
    /\ buffer = << >>

TypeOK ==
    /\ at     \in [Writers -> {"idle", "called", "locked", "done"}]
    /\ fits   \in [Writers -> {"unknown", "yes", "no"}]
    /\ lock   \in Writers \cup {None}
    /\ buffer \in Seq(Writers)

-----------------------------------------------------------------------------
(* The VMM. *)
Call(c) ==
    /\ at[c] = "idle"
    /\ at' = [at EXCEPT ![c] = "called"]
    /\ UNCHANGED <<fits, lock, buffer>>

-----------------------------------------------------------------------------
(* The driver.  The progress at which a write compares its position. *)
ComparesWhen == "locked"

Compare(c) ==
    /\ at[c] = ComparesWhen /\ fits[c] = "unknown"
    /\ fits' = [fits EXCEPT ![c] = IF Position < Capacity THEN "yes" ELSE "no"]
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

Next == \E c \in Writers : Call(c) \/ Step(c)

(* The lock is fair to waiting writers. *)
Spec == Init /\ [][Next]_vars /\ \A c \in Writers : WF_vars(Step(c)) /\ SF_vars(Lock(c))

-----------------------------------------------------------------------------
(* Properties. *)

(* Nothing is written behind the buffer. *)
NothingBehindTheBuffer == Position <= Capacity

(* One write at a time is carried out, by the writer that holds the lock. *)
OneAfterTheOther == \A c \in Writers : at[c] \in {"locked", "done"} <=> lock = c

(* A write is refused only if the buffer is full when its turn comes. *)
RefusedOnlyIfFull ==
    [][\A c \in Writers : at[c] = "locked" /\ at'[c] = "done" /\ buffer' = buffer
           => Position = Capacity]_vars

(* Bytes in the buffer stay where they are; the writer that holds the lock   *)
(* appends to them, once in a write.                                         *)
BufferOnlyGrows ==
    [][buffer' # buffer =>
         /\ buffer' = Append(buffer, lock)
         /\ at[lock] = "locked" /\ at'[lock] = "done"]_vars

(* At first no write is in progress, and nothing is written (a property of   *)
(* initial states).                                                          *)
BeginsIdle == at = [c \in Writers |-> "idle"] /\ lock = None /\ buffer = << >>

(* A write is called, then takes the lock, then is carried out or refused,   *)
(* then returns.                                                             *)
WritesInOrder ==
    [][\A c \in Writers : <<at[c], at'[c]>> \in
           {<<at[c], at[c]>>, <<"idle", "called">>, <<"called", "locked">>,
            <<"locked", "done">>, <<"done", "idle">>}]_vars

(* A write can be called whenever the writer has none in progress. *)
CanBeCalled == \A c \in Writers : ENABLED Call(c) <=> at[c] = "idle"

(* Every write is answered. *)
WriteEnds == \A c \in Writers : at[c] = "called" ~> at[c] = "idle"
=============================================================================
MCSharedFile    112 states, depth 16   two writers, room for two writes
Must fail: MCSharedFileFull, MCSharedFileUnfair, MCSharedFileH12
