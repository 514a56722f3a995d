----------------------------- MODULE PeerToPeer ------------------------------
(***************************************************************************)
(* Several devices of one VM that write into each other: why VFIO has      *)
(* RUNNING_P2P, and what goes wrong without it.                            *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h of Linux: in RUNNING_P2P a device     *)
(* starts no peer-to-peer DMA, and the arc into it does not end before     *)
(* what it has outstanding is done; in STOP and STOP_COPY nothing of a     *)
(* device changes, not even by what comes in.                              *)
(*                                                                         *)
(* A device is the number of writes of its peers that it has taken.  The   *)
(* VMM moves all of them from the source to the target: the same variable  *)
(* holds a device before and after, "saved" lies between.  Left out: the   *)
(* data stream, failures, DMA to memory (see LiveMigration), and PRE_COPY, *)
(* which is to RUNNING as PRE_COPY_P2P is to RUNNING_P2P.                  *)
(*                                                                         *)
(* Guaranteed: no write comes in at a device that must not change, the     *)
(* final state of a device has all writes in it, and the VM arrives.  The  *)
(* VMM's part is the barrier: no device is stopped before all are          *)
(* quiesced, and none is let go before all can take writes again.          *)
(***************************************************************************)
EXTENDS MigrationTable

CONSTANTS
    Devices,   \* of the VM
    MaxWrites  \* how many writes each takes at most

VARIABLES
    state,     \* of each device: of the source until it is saved, then of the target
    writes,    \* of each device: whom it has a write outstanding to, or itself if none
    taken,     \* of each device: how many writes it has taken
    saved,     \* of each device: what its final state says, or Unsaved
    lost       \* whether a write came in where nothing may change

vars == <<state, writes, taken, saved, lost>>

Unsaved == MaxWrites + 1

Quiet(d) == writes[d] = d

(* Where nothing of a device changes. *)
Silent == {STOP, STOP_COPY, RESUMING}

TypeOK ==
    /\ state  \in [Devices -> {RUNNING, RUNNING_P2P} \cup Silent]
    /\ writes \in [Devices -> Devices]
    /\ taken  \in [Devices -> 0..MaxWrites]
    /\ saved  \in [Devices -> 0..Unsaved]
    /\ lost   \in BOOLEAN

Init ==
    /\ state  = [d \in Devices |-> RUNNING]
    /\ writes = [d \in Devices |-> d]
    /\ taken  = [d \in Devices |-> 0]
    /\ saved  = [d \in Devices |-> Unsaved]
    /\ lost   = FALSE

-----------------------------------------------------------------------------
(***************************************************************************)
(* The devices.                                                            *)
(***************************************************************************)
Write(d, peer) ==
    /\ state[d] = RUNNING
    /\ Quiet(d) /\ peer # d
    /\ taken[peer] < MaxWrites
    /\ writes' = [writes EXCEPT ![d] = peer]
    /\ UNCHANGED <<state, taken, saved, lost>>

Land(d) ==
    /\ ~Quiet(d)
    /\ writes' = [writes EXCEPT ![d] = d]
    /\ taken'  = (IF taken[writes[d]] < MaxWrites
                  THEN [taken EXCEPT ![writes[d]] = @ + 1] ELSE taken)
    /\ lost'   = (lost \/ state[writes[d]] \in Silent)
    /\ UNCHANGED <<state, saved>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The VMM.                                                                *)
(***************************************************************************)
Others(d, P(_)) == \A peer \in Devices \ {d} : P(peer)

Quiesced(d) == state[d] # RUNNING

CanTakeWrites(d) == saved[d] # Unsaved /\ state[d] \in {RUNNING_P2P, RUNNING}

Enter(d, s) ==
    /\ state' = [state EXCEPT ![d] = s]
    /\ UNCHANGED <<writes, taken, lost>>

MayQuiesce(d) == Quiet(d)

Quiesce(d) ==
    /\ state[d] = RUNNING /\ saved[d] = Unsaved
    /\ MayQuiesce(d)
    /\ Enter(d, RUNNING_P2P)
    /\ UNCHANGED saved

(* The barrier of the source: nobody is left who could write to it. *)
MayStop(d) == Others(d, Quiesced)

Stop(d) ==
    /\ state[d] = RUNNING_P2P /\ saved[d] = Unsaved
    /\ MayStop(d)
    /\ Enter(d, STOP)
    /\ UNCHANGED saved

Save(d) ==
    /\ state[d] = STOP /\ saved[d] = Unsaved
    /\ Enter(d, STOP_COPY)
    /\ saved' = [saved EXCEPT ![d] = taken[d]]

(* The target begins where the stream says, whatever the source has become. *)
Load(d) ==
    /\ state[d] = STOP_COPY
    /\ state' = [state EXCEPT ![d] = RESUMING]
    /\ taken' = [taken EXCEPT ![d] = saved[d]]
    /\ UNCHANGED <<writes, saved, lost>>

ResumeQuiesced(d) ==
    /\ state[d] = RESUMING
    /\ Enter(d, RUNNING_P2P)
    /\ UNCHANGED saved

(* The barrier of the target: whomever it writes to can take it. *)
MayRun(d) == Others(d, CanTakeWrites)

Run(d) ==
    /\ state[d] = RUNNING_P2P /\ saved[d] # Unsaved
    /\ MayRun(d)
    /\ Enter(d, RUNNING)
    /\ UNCHANGED saved

-----------------------------------------------------------------------------
Next ==
    \E d \in Devices :
        \/ \E peer \in Devices : Write(d, peer)
        \/ Land(d)
        \/ Quiesce(d) \/ Stop(d) \/ Save(d)
        \/ Load(d) \/ ResumeQuiesced(d) \/ Run(d)

(***************************************************************************)
(* What is outstanding lands.  The VMM goes on; a device that writes all   *)
(* the time is quiet again and again, so that quiescing it needs strong    *)
(* fairness: in a real device the arc itself keeps it from starting more.  *)
(***************************************************************************)
Fairness ==
    \A d \in Devices :
        /\ WF_vars(Land(d))
        /\ SF_vars(Quiesce(d))
        /\ WF_vars(Stop(d) \/ Save(d) \/ Load(d) \/ ResumeQuiesced(d) \/ Run(d))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties.                                                             *)
(***************************************************************************)

(* No write comes in at a device that must not change. *)
NoWriteIsLost == ~lost

(* The final state of a device is final. *)
SavedIsWhole ==
    \A d \in Devices : state[d] \in {STOP_COPY, RESUMING} => saved[d] = taken[d]

(* A quiesced device has nothing outstanding. *)
QuiescedIsQuiet == \A d \in Devices : state[d] # RUNNING => Quiet(d)

(* A device that is stopped does not change. *)
SilentDoesNotChange ==
    [][\A d \in Devices : {state[d], state'[d]} \subseteq Silent
         => taken'[d] = taken[d]]_vars

(* A write that has begun stays outstanding until it lands. *)
BegunWritesLand ==
    [][\A d \in Devices : ~Quiet(d) => writes'[d] \in {writes[d], d}]_vars

(* Every device runs at the target. *)
Arrived == \A d \in Devices : saved[d] # Unsaved /\ state[d] = RUNNING

(* The VM arrives, for good. *)
Arrives == <>[]Arrived
=============================================================================
