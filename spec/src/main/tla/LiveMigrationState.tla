------------------------- MODULE LiveMigrationState -------------------------
(***************************************************************************)
(* The state of LiveMigration: two hosts, their devices and VMMs, the link *)
(* between them, and guest memory.  LiveMigrationSource has the steps of   *)
(* the source, LiveMigration all others, and the properties.               *)
(***************************************************************************)
EXTENDS MigrationTable, LostWrites

CONSTANTS
    Pages,      \* of guest memory
    MaxWrites,  \* bound on the changes of a page, and of the device
    MaxWire,    \* bound on the messages in flight
    Recovery    \* how the VMM brings the source device back to RUNNING, once the VM
                \* goes on there: "QEMU", "Cloud Hypervisor", "simple VMM" (see
                \* Requests), or "request only", which is not enough

ASSUME PagesAreFinite   == IsFiniteSet(Pages)
ASSUME NumbersAreBounds == MaxWrites \in Nat /\ MaxWire \in Nat \ {0}
ASSUME RecoveryIsKnown  ==
    Recovery \in {"QEMU", "Cloud Hypervisor", "simple VMM", "request only"}

VARIABLES
    memory,      \* at the source: how often each page has been written
    copy,        \* of the memory, at the target
    device,      \* at the source: how often the device state has changed
    targetImage, \* at the target: the version that was applied last, or NoImage
    dirtyPages,  \* the bitmap: pages written since it was read
    unsent,      \* pages that the source still has to send
    wire,        \* messages in flight, in order
    link,        \* "up" or "down"
    source,      \* the state of the source device
    target,      \* the state of the target device, or "gone"
    guest,       \* where the guest runs: a subset of {"source", "target"}
    vmm,         \* how far the source VMM is
    ended,       \* whether the target VMM has received the end of the device state
    decision,    \* where the VM goes on: "open", "source" or "target"
    stateLost    \* whether the source device has lost the guest's state, by a reset
                 \* that the guest did not request

vmVars     == <<memory, device>>
copyVars   == <<dirtyPages, unsent>>
sourceVars == <<vmVars, copyVars, source, vmm, stateLost>>
targetVars == <<copy, targetImage, target, ended>>
linkVars   == <<wire, link>>
whereVars  == <<guest, decision>>
vars       == <<sourceVars, targetVars, linkVars, whereVars>>

-----------------------------------------------------------------------------
NoImage   == MaxWrites + 1

(* The phases of the source VMM, in order. *)
Phases == <<"idle", "copying", "paused", "quiesced", "stopped", "synced",
            "sent", "ended", "failed">>

Page(p)  == <<"page", p, memory[p]>>
Image    == <<"image", device>>
EndMark  == <<"end">>
Messages == {<<"page", p, v>> : p \in Pages, v \in 0..MaxWrites}
            \cup {<<"image", v>> : v \in 0..MaxWrites} \cup {EndMark}

TypeOK ==
    /\ memory \in [Pages -> 0..MaxWrites]
    /\ copy   \in [Pages -> 0..MaxWrites]
    /\ device \in 0..MaxWrites
    /\ targetImage \in 0..NoImage
    /\ dirtyPages  \subseteq Pages
    /\ unsent \subseteq Pages
    /\ Len(wire) <= MaxWire /\ \A i \in 1..Len(wire) : wire[i] \in Messages
    /\ link   \in {"up", "down"}
    /\ source \in {RUNNING, PRE_COPY, PRE_COPY_P2P, STOP_COPY, STOP}
    /\ target \in {RUNNING, RESUMING, STOP, "gone"}
    /\ guest  \subseteq {"source", "target"}
    /\ vmm    \in {Phases[i] : i \in 1..Len(Phases)}
    /\ ended  \in BOOLEAN
    /\ decision  \in {"open", "source", "target"}
    /\ stateLost \in BOOLEAN

Init ==
    /\ memory = [p \in Pages |-> 0]
    /\ copy   = [p \in Pages |-> 0]
    /\ device = 0
    /\ targetImage = NoImage
    /\ dirtyPages  = {}
    /\ unsent = {}
    /\ wire   = << >>
    /\ link   = "up"
    /\ source = RUNNING
    /\ target = RUNNING
    /\ guest  = {"source"}
    /\ vmm    = "idle"
    /\ ended  = FALSE
    /\ decision  = "open"
    /\ stateLost = FALSE
=============================================================================
Checked in the models of LiveMigration.
