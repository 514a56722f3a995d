----------------------------- MODULE PeerToPeer -----------------------------
(***************************************************************************)
(* Several devices of one VM that write into each other: why VFIO has      *)
(* RUNNING_P2P, and what fails without it.                                 *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h of Linux: in RUNNING_P2P a device     *)
(* starts no peer-to-peer DMA, and the arc into it ends only when nothing  *)
(* of the device is outstanding; in STOP and STOP_COPY the device state    *)
(* does not change, not even by what comes in.                             *)
(*                                                                         *)
(* A device state is the number of writes that the device has taken from   *)
(* its peers.  The VMM moves all devices from the source to the target.    *)
(* One variable holds a device before and after; its final state, saved,   *)
(* lies between.  Left out: the data stream, failures, DMA to memory       *)
(* (LiveMigration), and PRE_COPY, which is to RUNNING as PRE_COPY_P2P is   *)
(* to RUNNING_P2P.                                                         *)
(*                                                                         *)
(* Guaranteed: no write reaches a device that must not change, the final   *)
(* state of a device has all of its writes, and the VM arrives.  The part  *)
(* of the VMM is the barrier: it stops no device before all are P2P        *)
(* quiescent, and runs none before all can take writes again.              *)
(***************************************************************************)
EXTENDS MigrationTable, LostWrites

CONSTANTS
    Devices,   \* of the VM
    MaxWrites  \* bound on the writes that each device takes

ASSUME DevicesAreSeveral == IsFiniteSet(Devices) /\ Devices # {}
ASSUME WritesAreBounded  == MaxWrites \in Nat

VARIABLES
    state,     \* of each device: at the source until it is saved, then at the target
    writes,    \* of each device: the peer that its outstanding write goes to, or itself
    received,  \* of each device: the number of writes that it has taken
    saved,     \* of each device: its final state, or Unsaved
    writeLost  \* whether a write has reached a device that must not change

vars == <<state, writes, received, saved, writeLost>>

Unsaved == MaxWrites + 1

(* A device that has no write outstanding. *)
Quiet(d) == writes[d] = d

(* The states in which the device state does not change. *)
Silent == {STOP, STOP_COPY, RESUMING}

TypeOK ==
    /\ state    \in [Devices -> {RUNNING, RUNNING_P2P} \cup Silent]
    /\ writes   \in [Devices -> Devices]
    /\ received \in [Devices -> 0..MaxWrites]
    /\ saved    \in [Devices -> 0..Unsaved]
    /\ writeLost \in BOOLEAN

Init ==
    /\ state    = [d \in Devices |-> RUNNING]
    /\ writes   = [d \in Devices |-> d]
    /\ received = [d \in Devices |-> 0]
    /\ saved    = [d \in Devices |-> Unsaved]
    /\ writeLost = FALSE

-----------------------------------------------------------------------------
(***************************************************************************)
(* The devices.                                                            *)
(***************************************************************************)
Write(d, peer) ==
    /\ state[d] = RUNNING
    /\ Quiet(d) /\ peer # d
    /\ received[peer] < MaxWrites
    /\ writes' = [writes EXCEPT ![d] = peer]
    /\ UNCHANGED <<state, received, saved, writeLost>>

Land(d) ==
    /\ ~Quiet(d)
    /\ writes'    = [writes EXCEPT ![d] = d]
    /\ received'  = (IF received[writes[d]] < MaxWrites
                     THEN [received EXCEPT ![writes[d]] = @ + 1] ELSE received)
    /\ writeLost' = (writeLost \/ state[writes[d]] \in Silent)
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
    /\ UNCHANGED <<writes, received, writeLost>>

(* The arc into RUNNING_P2P ends when the device is quiet. *)
MayQuiesce(d) == Quiet(d)

Quiesce(d) ==
    /\ state[d] = RUNNING /\ saved[d] = Unsaved
    /\ MayQuiesce(d)
    /\ Enter(d, RUNNING_P2P)
    /\ UNCHANGED saved

(* The barrier at the source: no peer can write to the device any more. *)
MayStop(d) == Others(d, Quiesced)

Stop(d) ==
    /\ state[d] = RUNNING_P2P /\ saved[d] = Unsaved
    /\ MayStop(d)
    /\ Enter(d, STOP)
    /\ UNCHANGED saved

Save(d) ==
    /\ state[d] = STOP /\ saved[d] = Unsaved
    /\ Enter(d, STOP_COPY)
    /\ saved' = [saved EXCEPT ![d] = received[d]]

(* The target device begins with the state in the stream, whatever the       *)
(* source device has become.                                                 *)
Load(d) ==
    /\ state[d] = STOP_COPY
    /\ state'    = [state EXCEPT ![d] = RESUMING]
    /\ received' = [received EXCEPT ![d] = saved[d]]
    /\ UNCHANGED <<writes, saved, writeLost>>

ResumeQuiesced(d) ==
    /\ state[d] = RESUMING
    /\ Enter(d, RUNNING_P2P)
    /\ UNCHANGED saved

(* The barrier at the target: every peer that the device may write to can    *)
(* take the write.                                                           *)
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
(* Outstanding writes land, and the VMM goes on.  A device that writes all *)
(* the time is quiet again and again, so that quiescing it needs strong    *)
(* fairness; in a real device the arc itself keeps it from starting more.  *)
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

(* No write reaches a device that must not change. *)
NoWriteIsLost == ~writeLost

(* The final state of a device has all writes that the device has taken. *)
SavedIsWhole ==
    Lost(received, saved, {d \in Devices : state[d] \notin {STOP_COPY, RESUMING}}) = {}

(* A device that is P2P quiescent has nothing outstanding. *)
QuiescedIsQuiet == \A d \in Devices : state[d] # RUNNING => Quiet(d)

(* A device that is stopped does not change. *)
SilentDoesNotChange ==
    [][\A d \in Devices : {state[d], state'[d]} \subseteq Silent
         => received'[d] = received[d]]_vars

(* A write that has begun stays outstanding until it lands. *)
BegunWritesLand ==
    [][\A d \in Devices : ~Quiet(d) => writes'[d] \in {writes[d], d}]_vars

(* At first every device runs at the source, and nothing is outstanding (a   *)
(* property of initial states).                                              *)
BeginsRunning ==
    \A d \in Devices : /\ state[d] = RUNNING /\ Quiet(d) /\ received[d] = 0
                       /\ saved[d] = Unsaved /\ ~writeLost

(* A device may begin to write to each peer exactly while it runs.           *)
RunningMayWrite ==
    \A d, peer \in Devices :
        ENABLED Write(d, peer) <=> /\ state[d] = RUNNING /\ Quiet(d) /\ peer # d
                                   /\ received[peer] < MaxWrites

(* The way of a device: quiesced, stopped and saved at the source; loaded,   *)
(* quiesced and run at the target.  A device that was not saved is at the    *)
(* source.                                                                   *)
DevicesGoTheWay ==
    [][\A d \in Devices : state'[d] # state[d] =>
         <<state[d], state'[d]>> \in
             IF saved'[d] = Unsaved THEN {<<RUNNING, RUNNING_P2P>>, <<RUNNING_P2P, STOP>>}
             ELSE {<<STOP, STOP_COPY>>, <<STOP_COPY, RESUMING>>, <<RESUMING, RUNNING_P2P>>,
                   <<RUNNING_P2P, RUNNING>>}]_vars

(* A device is saved once, on the way into STOP_COPY, with what it has       *)
(* received.                                                                 *)
SavedOnce ==
    [][\A d \in Devices : saved'[d] # saved[d] =>
         /\ saved[d] = Unsaved /\ saved'[d] = received[d] /\ state'[d] = STOP_COPY]_vars

(* The barriers: a device stops when no peer can write to it any more, and   *)
(* runs when each peer can take a write.                                     *)
BarriersHold ==
    [][\A d \in Devices : state'[d] # state[d] =>
         /\ state'[d] = STOP    => \A peer \in Devices : state[peer] # RUNNING
         /\ state'[d] = RUNNING => \A peer \in Devices \ {d} :
                saved[peer] # Unsaved /\ state[peer] \notin Silent]_vars

(* One device makes one step at a time.  A write that lands is counted at    *)
(* its receiver, up to the bound, and noted if that must not change.         *)
WriteLands ==
    [][\A d \in Devices : writes[d] # d /\ writes'[d] = d =>
         LET peer == writes[d] IN
         /\ received'[peer] = (IF received[peer] < MaxWrites THEN received[peer] + 1
                                                             ELSE received[peer])
         /\ \A other \in Devices \ {peer} : received'[other] = received[other]
         /\ writeLost' = (writeLost \/ state[peer] \in {STOP, STOP_COPY, RESUMING})
         /\ UNCHANGED <<state, saved>>]_vars

(* What a device has received changes only when a write lands: the device at *)
(* the target begins with what was saved, which is the same.                 *)
ReceivedOnlyByWrites ==
    [][received' # received => \E d \in Devices : writes[d] # d /\ writes'[d] = d]_vars

(* Every device runs at the target. *)
AllRunAtTarget == \A d \in Devices : saved[d] # Unsaved /\ state[d] = RUNNING

(* The VM arrives, for good. *)
Arrives == <>[]AllRunAtTarget
=============================================================================
MCPeerToPeer              2179 states, depth 27   three devices, one write each
MCPeerToPeerDeep       4888391 states             four devices, three writes each
Must fail: MCPeerToPeerWrites, MCPeerToPeerStopsAlone, MCPeerToPeerRunsAlone,
MCPeerToPeerNoDrain
