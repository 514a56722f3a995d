---------------------------- MODULE LiveMigration ----------------------------
(***************************************************************************)
(* A VM with one device moves from a source host to a target host while    *)
(* it runs: two devices, two VMMs, the link between them, guest memory     *)
(* that the guest and the device write, and its dirty bitmap.              *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h of Linux for the states; the order of *)
(* a migration as QEMU walks it (hw/vfio/migration.c), and what it and     *)
(* Cloud Hypervisor do about failures (what-users-hit U-1, U-7 to U-9).    *)
(*                                                                         *)
(* It holds for any driver with PRE_COPY and P2P: an image is a version of *)
(* the device, and says nothing else; VirtioImages is one such driver.     *)
(* Abstracted: how a request is broken into arcs (VfioMigration), records  *)
(* and their splitting (MigrationStream), peers (PeerToPeer).  Writes are  *)
(* bounded, so that numbers are.                                           *)
(*                                                                         *)
(* At every step may happen: the link is lost, the migration is cancelled, *)
(* the target fails, the guest resets the device, an arc of the source     *)
(* fails.  Assumed: whether the source or the target goes on is decided    *)
(* once, where both learn of it (libvirt, say); two hosts that only have   *)
(* the link cannot agree on that.                                          *)
(*                                                                         *)
(* Guaranteed: source and target never run at the same time; the target    *)
(* runs only on the source's last state and memory, no DMA lost; the       *)
(* migration ends, with a VM that runs at the target or the source.        *)
(***************************************************************************)
EXTENDS MigrationTable

CONSTANTS
    Pages,      \* of guest memory
    MaxWrites,  \* how often a page, or the device, changes at most
    MaxWire,    \* how many messages are under way at most
    Recovery    \* how the VMM gets the source device back to RUNNING, once the VM is
                \* to go on there: "QEMU", "Cloud Hypervisor", "simple VMM" (see
                \* Requests), or "request only", which is not enough

VARIABLES
    memory,     \* at the source: how often each page has been written
    copy,       \* at the target
    device,     \* at the source: how often its state has changed
    image,      \* at the target: the version that was applied last, or NoImage
    dirty,      \* the bitmap: pages written since it was read
    todo,       \* pages that the source has to send
    wire,       \* what is under way, in order
    link,       \* "up" or "down"
    source,     \* the state of the source device
    target,     \* the state of the target device, or "gone"
    guest,      \* where the guest runs: a subset of {"source", "target"}
    vmm,        \* how far the source VMM is
    ended,      \* whether the target VMM has seen the end of the state
    decision,   \* where the VM goes on: "open", "source", "target"
    lost        \* whether the source device has lost the guest's state, by a reset
                \* that the guest did not ask for

vars == <<memory, copy, device, image, dirty, todo, wire, link, source, target,
          guest, vmm, ended, decision, lost>>

sourceVars == <<memory, device, dirty, todo, source, vmm, lost>>
targetVars == <<copy, image, target, ended>>

-----------------------------------------------------------------------------
NoImage == MaxWrites + 1
Awake   == {RUNNING, PRE_COPY, PRE_COPY_P2P}
Steps   == <<"idle", "copying", "paused", "quiesced", "stopped", "synced",
             "sent", "ended", "failed">>

Page(p)  == <<"page", p, memory[p]>>
Image    == <<"image", device>>
End      == <<"end">>
Messages == {<<"page", p, v>> : p \in Pages, v \in 0..MaxWrites}
            \cup {<<"image", v>> : v \in 0..MaxWrites} \cup {End}

TypeOK ==
    /\ memory \in [Pages -> 0..MaxWrites]
    /\ copy   \in [Pages -> 0..MaxWrites]
    /\ device \in 0..MaxWrites
    /\ image  \in 0..NoImage
    /\ dirty  \subseteq Pages
    /\ todo   \subseteq Pages
    /\ Len(wire) <= MaxWire /\ \A i \in 1..Len(wire) : wire[i] \in Messages
    /\ link   \in {"up", "down"}
    /\ source \in {RUNNING, PRE_COPY, PRE_COPY_P2P, STOP_COPY, STOP}
    /\ target \in {RUNNING, RESUMING, STOP, "gone"}
    /\ guest  \subseteq {"source", "target"}
    /\ vmm    \in {Steps[i] : i \in 1..Len(Steps)}
    /\ ended  \in BOOLEAN
    /\ decision \in {"open", "source", "target"}
    /\ lost   \in BOOLEAN

Init ==
    /\ memory = [p \in Pages |-> 0]
    /\ copy   = [p \in Pages |-> 0]
    /\ device = 0
    /\ image  = NoImage
    /\ dirty  = {}
    /\ todo   = {}
    /\ wire   = << >>
    /\ link   = "up"
    /\ source = RUNNING
    /\ target = RUNNING
    /\ guest  = {"source"}
    /\ vmm    = "idle"
    /\ ended  = FALSE
    /\ decision = "open"
    /\ lost   = FALSE

-----------------------------------------------------------------------------
(***************************************************************************)
(* The VM at the source.                                                   *)
(***************************************************************************)
Written(p) ==
    /\ memory[p] < MaxWrites
    /\ memory' = [memory EXCEPT ![p] = @ + 1]
    /\ dirty'  = dirty \cup {p}
    /\ UNCHANGED <<copy, device, image, todo, wire, link, source, target, guest,
                   vmm, ended, decision, lost>>

GuestWrites(p) == "source" \in guest /\ Written(p)

Dma(p) == source \in Awake /\ Written(p)

DeviceChanges ==
    /\ source \in Awake
    /\ device < MaxWrites
    /\ device' = device + 1
    /\ UNCHANGED <<memory, copy, image, dirty, todo, wire, link, source, target,
                   guest, vmm, ended, decision, lost>>

(* The guest's own driver resets the device: the session is gone, and what  *)
(* the VMM believes about the state is out of date (U-1).                    *)
GuestResets ==
    /\ "source" \in guest
    /\ source = PRE_COPY
    /\ source' = RUNNING
    /\ UNCHANGED <<memory, copy, device, image, dirty, todo, wire, link, target,
                   guest, vmm, ended, decision, lost>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The source VMM.  What it does not find as it left it makes it fail.     *)
(***************************************************************************)
Going == decision = "open"

Step(from, to, before, after) ==
    /\ Going /\ vmm = from
    /\ vmm' = to
    /\ source = before
    /\ source' = after

Send(message) ==
    /\ link = "up" /\ Len(wire) < MaxWire
    /\ wire' = Append(wire, message)

(* All pages have to be sent once. *)
Begin ==
    /\ Step("idle", "copying", RUNNING, PRE_COPY)
    /\ target = RUNNING /\ target' = RESUMING
    /\ todo'  = Pages
    /\ UNCHANGED <<memory, copy, device, image, dirty, wire, link, guest, ended,
                   decision, lost>>

(* Reading the bitmap clears it. *)
ReadBitmap ==
    /\ todo'  = todo \cup dirty
    /\ dirty' = {}

SyncRound ==
    /\ Going /\ vmm = "copying" /\ dirty # {}
    /\ ReadBitmap
    /\ UNCHANGED <<memory, copy, device, image, wire, link, source, target, guest,
                   vmm, ended, decision, lost>>

SendPage(p) ==
    /\ Going /\ vmm \in {"copying", "synced"}
    /\ p \in todo
    /\ Send(Page(p))
    /\ todo' = todo \ {p}
    /\ UNCHANGED <<memory, device, dirty, source, vmm, lost, targetVars, link,
                   guest, decision>>

(* An image of the running device, which may be out of date when it arrives. *)
SendPreCopy ==
    /\ Going /\ vmm = "copying" /\ source = PRE_COPY
    /\ Send(Image)
    /\ UNCHANGED <<sourceVars, targetVars, link, guest, decision>>

(* The bitmap is read for the last time when the device has stopped.         *)
SyncAtPause == UNCHANGED <<todo, dirty>>
SyncAtStop  == ReadBitmap

Pause ==
    /\ Step("copying", "paused", PRE_COPY, PRE_COPY)
    /\ guest' = {}
    /\ SyncAtPause
    /\ UNCHANGED <<memory, device, lost, targetVars, wire, link, decision>>

Quiesce ==
    /\ Step("paused", "quiesced", PRE_COPY, PRE_COPY_P2P)
    /\ UNCHANGED <<memory, device, dirty, todo, lost, targetVars, wire, link, guest,
                   decision>>

Stop ==
    /\ Step("quiesced", "stopped", PRE_COPY_P2P, STOP_COPY)
    /\ UNCHANGED <<memory, device, dirty, todo, lost, targetVars, wire, link, guest,
                   decision>>

(* No device may start DMA any more: only now is the bitmap complete. *)
LastSync ==
    /\ Step("stopped", "synced", STOP_COPY, STOP_COPY)
    /\ SyncAtStop
    /\ UNCHANGED <<memory, device, lost, targetVars, wire, link, guest, decision>>

SendFinal ==
    /\ Step("synced", "sent", STOP_COPY, STOP_COPY)
    /\ todo = {}
    /\ Send(Image)
    /\ UNCHANGED <<memory, device, dirty, todo, lost, targetVars, link, guest, decision>>

(* The stream itself has no end marker: this one is the VMM's (S-3). *)
SendEnd ==
    /\ Step("sent", "ended", STOP_COPY, STOP)
    /\ Send(End)
    /\ UNCHANGED <<memory, device, dirty, todo, lost, targetVars, link, guest, decision>>

(* The link is gone, an arc fails, somebody cancels, or the device is not in *)
(* the state in which it was left.                                           *)
Fail ==
    /\ Going /\ vmm # "idle"
    /\ vmm' = "failed"
    /\ UNCHANGED <<memory, device, dirty, todo, source, lost, targetVars, wire, link,
                   guest, decision>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The link, and the target.                                               *)
(***************************************************************************)
LoseLink ==
    /\ link = "up" /\ vmm # "idle"
    /\ link' = "down"
    /\ wire' = << >>
    /\ UNCHANGED <<sourceVars, targetVars, guest, decision>>

Receive ==
    /\ wire # << >> /\ target = RESUMING
    /\ wire' = Tail(wire)
    /\ copy'  = (IF Head(wire)[1] = "page"
                 THEN [copy EXCEPT ![Head(wire)[2]] = Head(wire)[3]] ELSE copy)
    /\ image' = (IF Head(wire)[1] = "image" THEN Head(wire)[2] ELSE image)
    /\ ended' = (ended \/ Head(wire) = End)
    /\ UNCHANGED <<sourceVars, target, link, guest, decision>>

(* RESUMING>STOP.  The device asks for one whole image; that it is the last  *)
(* one only the end of the state can tell.                                   *)
StreamEnded == ended

Load ==
    /\ target = RESUMING
    /\ image # NoImage
    /\ StreamEnded
    /\ target' = STOP
    /\ UNCHANGED <<sourceVars, copy, image, ended, wire, link, guest, decision>>

TargetFails ==
    /\ target # "gone" /\ decision # "target"
    /\ target' = "gone"
    /\ wire'   = << >>
    /\ link'   = "down"
    /\ UNCHANGED <<sourceVars, copy, image, ended, guest, decision>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* Where the VM goes on.                                                   *)
(***************************************************************************)
DecideTarget ==
    /\ decision = "open" /\ vmm = "ended" /\ target = STOP
    /\ decision' = "target"
    /\ UNCHANGED <<sourceVars, targetVars, wire, link, guest>>

(* Nothing else can become of it. *)
DecideSource ==
    /\ decision = "open"
    /\ \/ vmm = "failed" \/ target = "gone"
       \/ link = "down" /\ target = RESUMING
    /\ decision' = "source"
    /\ UNCHANGED <<sourceVars, targetVars, wire, link, guest>>

TargetMayStart == decision = "target"
SourceMayGoOn  == decision = "source"

Start ==
    /\ TargetMayStart
    /\ target = STOP
    /\ target' = RUNNING
    /\ guest'  = guest \cup {"target"}
    /\ UNCHANGED <<sourceVars, copy, image, ended, wire, link, decision>>

GoesOn ==
    /\ guest' = guest \cup {"source"}
    /\ target' = (IF target = RESUMING THEN "gone" ELSE target)
    /\ source' = RUNNING
    /\ UNCHANGED <<memory, device, dirty, todo, vmm, copy, image, ended, wire, link,
                   decision>>

Unfinished == source # RUNNING \/ "source" \notin guest

(***************************************************************************)
(* Why the migration ends with each of the strategies:                     *)
(*                                                                         *)
(* "QEMU": a request names the state to recover to; if it fails, the       *)
(* device is asked for that state, and reset if it refuses that too.       *)
(* A reset brings RUNNING from any state, whatever was refused.            *)
(*                                                                         *)
(* "Cloud Hypervisor": the same order, with the reset as the last          *)
(* resort (U-8); it ends for the same reason.                              *)
(*                                                                         *)
(* "simple VMM": resets at once.  It ends since nothing is asked for       *)
(* that could be refused; what the device held is lost each time.          *)
(*                                                                         *)
(* "request only": ends as long as no request is refused, which nobody     *)
(* promises (U-9).                                                         *)
(***************************************************************************)
Requests == Recovery # "simple VMM"
Resets   == Recovery # "request only"

(* The request for RUNNING, from wherever it is. *)
RequestIsGranted == TRUE

RecoverByRequest ==
    /\ SourceMayGoOn /\ Unfinished /\ Requests
    /\ RequestIsGranted
    /\ GoesOn
    /\ UNCHANGED lost

(* A reset always brings RUNNING, but the guest has to set up the device anew. *)
RecoverByReset ==
    /\ SourceMayGoOn /\ Unfinished /\ Resets
    /\ GoesOn
    /\ lost' = (lost \/ source # RUNNING)

Recover == RecoverByRequest \/ RecoverByReset

-----------------------------------------------------------------------------
Guest  == DeviceChanges \/ GuestResets \/ \E p \in Pages : GuestWrites(p) \/ Dma(p)
Vmm    == \/ Begin \/ SyncRound \/ SendPreCopy \/ Pause \/ Quiesce \/ Stop
          \/ LastSync \/ SendFinal \/ SendEnd
          \/ \E p \in Pages : SendPage(p)
Target == Receive \/ Load \/ Start
Fault  == Fail \/ LoseLink \/ TargetFails

Next == Guest \/ Vmm \/ Target \/ Fault \/ DecideTarget \/ DecideSource \/ Recover

(***************************************************************************)
(* What has begun goes on: the source VMM does not copy for ever, it       *)
(* notices that it cannot go on, messages that are under way arrive or the *)
(* link is lost, and a decision is made and carried out.  Nothing is       *)
(* assumed about the guest, the device and the faults.                     *)
(***************************************************************************)
CannotGoOn ==
    \/ link = "down"
    \/ vmm = "copying" /\ source = RUNNING

Fairness ==
    /\ WF_vars(\E p \in Pages : SendPage(p))
    /\ WF_vars(Pause \/ Quiesce \/ Stop \/ LastSync \/ SendFinal \/ SendEnd)
    /\ WF_vars(Target)
    /\ WF_vars(CannotGoOn /\ Fail)
    /\ WF_vars(DecideTarget \/ DecideSource)
    /\ WF_vars(Recover)

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties.                                                             *)
(***************************************************************************)
TargetRuns == vmm # "idle" /\ target = RUNNING
SourceRuns == source \in {RUNNING, PRE_COPY, PRE_COPY_P2P}

(* Never both, neither the devices nor the guest. *)
NeverBoth == ~(TargetRuns /\ SourceRuns) /\ guest # {"source", "target"}

(* The target runs on the source's last state, with its last memory. *)
TargetIsTheSource == TargetRuns => image = device /\ copy = memory

(* A guest runs only where its device does. *)
GuestHasDevice == /\ "target" \in guest => TargetRuns
                  /\ "source" \in guest => SourceRuns

(* What this module assumes of a device; VirtioImages proves it, under the   *)
(* same names, of vfio-virtio.                                               *)
ChangesOnlyWhileItMay == [][device' # device => source \in Awake]_vars
FinalImageIsLast ==
    [][vmm = "synced" /\ vmm' = "sent" =>
         source = STOP_COPY /\ wire'[Len(wire')] = <<"image", device>>]_vars

(* What has been decided stays. *)
DecidedOnce == [][decision # "open" => decision' = decision]_vars

(* Once it is decided, the source VMM takes no further step of the migration. *)
OverOnceDecided == [][decision # "open" => UNCHANGED <<vmm, todo>>]_vars

(* The VM runs at the target, or at the source, as was decided. *)
Ended == \/ decision = "target" /\ TargetRuns /\ guest = {"target"}
         \/ decision = "source" /\ source = RUNNING /\ guest = {"source"}

(* A migration that has begun ends: with a VM at the target, or at the source. *)
MigrationEnds == vmm # "idle" ~> Ended

(* A VM that goes on at the source has lost nothing. *)
SourceKeepsItsState == ~lost
=============================================================================
