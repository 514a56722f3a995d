---------------------------- MODULE DeviceBarrier ----------------------------
(***************************************************************************)
(* The barrier among the devices of one VM, for every request of the VMM   *)
(* and every reset: what a log or a trace of a VM is judged by.            *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h of Linux, RUNNING_P2P; QEMU,          *)
(* hw/vfio/migration.c, vfio_vmstate_change_prepare.                       *)
(*                                                                         *)
(* PeerToPeer has one migration in which nothing fails; here devices go    *)
(* back, are reset, are loaded, and begin again, in all states of the      *)
(* table.  A request is a step to the state that it names.  A device that  *)
(* was reset does no DMA before the guest uses it again: it is not live.   *)
(*                                                                         *)
(* Guaranteed: no write comes in at a device that must not change.         *)
(***************************************************************************)
EXTENDS MigrationTable

CONSTANTS
    Devices  \* of the VM, all with P2P and PRE_COPY

ASSUME DevicesAreSeveral == IsFiniteSet(Devices) /\ Devices # {}

VARIABLES
    state,   \* of each device
    live,    \* the devices that the guest has in use
    writes,  \* of each device: whom it has a write outstanding to, or itself if none
    lost     \* whether a write came in where nothing may change

vars == <<state, live, writes, lost>>

(* Where a device may start peer-to-peer DMA. *)
Stirring == {RUNNING, PRE_COPY}

(* Where nothing of a device changes. *)
Still == {STOP, STOP_COPY, RESUMING}

Quiet(d) == writes[d] = d

TypeOK ==
    /\ state  \in [Devices -> States \ {ERROR}]
    /\ live   \in SUBSET Devices
    /\ writes \in [Devices -> Devices]
    /\ lost   \in BOOLEAN

(* The VM runs, or its devices have been opened and it has not begun. *)
Init ==
    /\ state  = [d \in Devices |-> RUNNING]
    /\ live   \in {Devices, {}}
    /\ writes = [d \in Devices |-> d]
    /\ lost   = FALSE

-----------------------------------------------------------------------------
(***************************************************************************)
(* The devices.                                                            *)
(***************************************************************************)
Write(d, peer) ==
    /\ d \in live /\ state[d] \in Stirring
    /\ Quiet(d) /\ peer # d
    /\ writes' = [writes EXCEPT ![d] = peer]
    /\ UNCHANGED <<state, live, lost>>

Land(d) ==
    /\ ~Quiet(d)
    /\ writes' = [writes EXCEPT ![d] = d]
    /\ lost'   = (lost \/ state[writes[d]] \in Still)
    /\ UNCHANGED <<state, live>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The VMM.                                                                *)
(***************************************************************************)
Others(d, P(_)) == \A peer \in Devices \ {d} : P(peer)

Quiesced(d) == ~(d \in live /\ state[d] \in Stirring)

CanTakeWrites(d) == state[d] \notin Still

(* A device becomes still when none is left that could write to it. *)
MayStop(d) == Others(d, Quiesced)

(* A device becomes active when each that it could write to can take it. *)
MayRun(d) == Others(d, CanTakeWrites)

Active(d) == ~Quiesced(d)

MayEnter(d, s) ==
    /\ s \in Still /\ state[d] \notin Still => MayStop(d)
    /\ s \in Stirring /\ ~Active(d) => MayRun(d)

(* The arc out of an active state ends when what is outstanding has landed. *)
MayLeave(d, s) == s \notin Stirring => Quiet(d)

Request(d, s) ==
    /\ s # state[d]
    /\ Allowed(Features, state[d], s)
    /\ MayEnter(d, s) /\ MayLeave(d, s)
    /\ state' = [state EXCEPT ![d] = s]
    /\ live'  = (IF s \in Stirring THEN live \cup {d} ELSE live)
    /\ UNCHANGED <<writes, lost>>

(* A reset ends what is outstanding; the device is RUNNING, and idle. *)
Reset(d) ==
    /\ state'  = [state EXCEPT ![d] = RUNNING]
    /\ live'   = live \ {d}
    /\ writes' = [writes EXCEPT ![d] = d]
    /\ UNCHANGED lost

(* The guest goes on, and may use each device that runs. *)
GuestGoesOn ==
    /\ \A d \in Devices : state[d] = RUNNING
    /\ live' = Devices
    /\ UNCHANGED <<state, writes, lost>>

-----------------------------------------------------------------------------
Next ==
    \/ \E d \in Devices :
        \/ \E peer \in Devices : Write(d, peer)
        \/ Land(d)
        \/ \E s \in States : Request(d, s)
        \/ Reset(d)
    \/ GuestGoesOn

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties.                                                             *)
(***************************************************************************)

(* No write comes in at a device that must not change. *)
NoWriteIsLost == ~lost

(* Nothing is outstanding to a device that must not change. *)
NothingOnItsWay == \A d \in Devices : ~Quiet(d) => state[writes[d]] \notin Still

(* At first all devices are RUNNING, and all or none are live (a property of *)
(* initial states).                                                          *)
BeginsRunning ==
    /\ \A d \in Devices : state[d] = RUNNING /\ Quiet(d)
    /\ live \in {Devices, {}} /\ ~lost

(* Both beginnings are possible: a device without its guest is none that     *)
(* writes.                                                                   *)
OnlyLiveWrite ==
    \A d, peer \in Devices :
        ENABLED Write(d, peer) <=>
            d \in live /\ state[d] \in {RUNNING, PRE_COPY} /\ writes[d] = d /\ peer # d

(* The VMM may request each state that the table has a path to, and the      *)
(* barrier is all that keeps it from one: a device becomes still when no     *)
(* peer is active, it becomes active when no peer is still, and it is left   *)
(* active while a write of it is outstanding.                                *)
BarrierIsAll ==
    \A d \in Devices, s \in States \ {ERROR} :
        LET active(x) == x \in live /\ state[x] \in {RUNNING, PRE_COPY}
            still(x)  == state[x] \in {STOP, STOP_COPY, RESUMING}
            peers     == Devices \ {d}
        IN  ENABLED Request(d, s) <=>
              /\ s # state[d] /\ Allowed(Features, state[d], s)
              /\ s \in {STOP, STOP_COPY, RESUMING} /\ ~still(d)
                    => \A peer \in peers : ~active(peer)
              /\ s \in {RUNNING, PRE_COPY} /\ ~active(d)
                    => \A peer \in peers : ~still(peer)
              /\ s \notin {RUNNING, PRE_COPY} => writes[d] = d

(* A device can be reset at any moment.  A reset leaves it RUNNING, without  *)
(* a write, and not in use; the others are as before.                        *)
ResetLeavesIdle ==
    \A d \in Devices :
        /\ ENABLED Reset(d)
        /\ ~ENABLED (Reset(d) /\ ~(state'[d] = RUNNING /\ writes'[d] = d))
        /\ ~ENABLED (Reset(d) /\ live' # live \ {d})
        /\ ~ENABLED (Reset(d) /\ \E peer \in Devices \ {d} :
                        <<state'[peer], writes'[peer]>> # <<state[peer], writes[peer]>>)

(* The guest can use its devices again exactly when all of them run. *)
GuestCanGoOn == ENABLED GuestGoesOn <=> \A d \in Devices : state[d] = RUNNING

(* A request is for one device, which is in use from the first state in      *)
(* which it may write; what is outstanding stays so.  So is a reset, after   *)
(* which the device is not in use.                                           *)
RequestIsForOne ==
    [][\A d \in Devices : state'[d] # state[d] =>
         /\ \A peer \in Devices \ {d} : state'[peer] = state[peer]
         /\ \/ live' = (IF state'[d] \in {RUNNING, PRE_COPY} THEN live \cup {d} ELSE live)
                  /\ writes' = writes
            \/ live' = live \ {d} /\ state'[d] = RUNNING]_vars

(* A device is out of use by a reset only, and all are in use when the guest *)
(* goes on.                                                                  *)
UseEndsWithReset ==
    [][live' # live =>
         \/ live' = Devices /\ UNCHANGED <<state, writes>>
         \/ \E d \in Devices : live' = live \cup {d} /\ state'[d] # state[d]
         \/ \E d \in Devices : live' = live \ {d} /\ state'[d] = RUNNING]_vars

(* A write lands at any moment; nothing else changes. *)
WriteLands ==
    /\ \A d \in Devices : ENABLED Land(d) <=> writes[d] # d
    /\ \A d \in Devices : ~ENABLED (Land(d) /\ \E peer \in Devices :
                                writes'[peer] # (IF peer = d THEN d ELSE writes[peer]))
    /\ \A d \in Devices : ~ENABLED (Land(d) /\ <<state', live'>> # <<state, live>>)

(* Only a write that begins or ends changes what is outstanding. *)
OneWriteAtATime ==
    [][writes' # writes => \E d \in Devices :
         /\ \A peer \in Devices \ {d} : writes'[peer] = writes[peer]
         /\ writes[d] = d \/ writes'[d] = d
         /\ writes[d] = d => UNCHANGED <<state, live>>]_vars
=============================================================================
MCDeviceBarrier           2537 states, depth 7    three devices
Must fail: MCDeviceBarrierLoads, MCDeviceBarrierBesideReset, MCDeviceBarrierStopsAlone,
MCDeviceBarrierRunsFirst, MCDeviceBarrierU16
