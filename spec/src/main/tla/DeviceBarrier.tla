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
        \/ \E s \in States \ {ERROR} : Request(d, s)
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
=============================================================================
MCDeviceBarrier           2537 states, depth 7    three devices
Must fail: MCDeviceBarrierLoads, MCDeviceBarrierBesideReset, MCDeviceBarrierStopsAlone,
MCDeviceBarrierRunsFirst, MCDeviceBarrierU16
