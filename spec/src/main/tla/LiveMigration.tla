--------------------------- MODULE LiveMigration ----------------------------
(***************************************************************************)
(* A VM with one device moves from a source host to a destination host     *)
(* while it runs: two devices, two VMMs, the link between them, guest      *)
(* memory that guest and device write, and its dirty bitmap.               *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h of Linux for the states; QEMU,        *)
(* hw/vfio/migration.c, for the order of a migration; QEMU and Cloud       *)
(* Hypervisor for recovery after a failure (docs/findings.md, U-1, U-7 to  *)
(* U-9).                                                                   *)
(*                                                                         *)
(* Read in this order: LiveMigrationState (variables and messages),        *)
(* LiveMigrationSource (the source), and this module.                      *)
(*                                                                         *)
(* It holds for any driver with PRE_COPY and P2P.  An image is a version   *)
(* of the device state; MigratedDevice states what is assumed of a device, *)
(* and VirtioImages proves that of vfio-virtio.  Abstracted: the arcs of a *)
(* request (VfioMigration), records and their splitting (MigrationStream), *)
(* peers (PeerToPeer).  Writes are bounded, so that numbers are.           *)
(*                                                                         *)
(* At every step may happen: the link is lost, the migration is cancelled, *)
(* the target fails, the guest resets the device, an arc of the source     *)
(* fails.  Assumed: one decision, known to both hosts (that of libvirt,    *)
(* say), tells whether the VM goes on at the source or at the target.  Two *)
(* hosts that have only the link cannot agree on it.                       *)
(*                                                                         *)
(* What sets the bits of the bitmap is in DirtyTracking; LostWrites is the  *)
(* definition of a lost write that the two have in common.                  *)
(*                                                                         *)
(* Guaranteed: source and target never run at the same time; the target    *)
(* runs only on the last device state and memory of the source, without    *)
(* loss of DMA; the migration ends, and the VM runs at the target or the   *)
(* source.                                                                 *)
(***************************************************************************)
EXTENDS LiveMigrationSource

-----------------------------------------------------------------------------
(***************************************************************************)
(* The link and the target.                                                *)
(***************************************************************************)
LoseLink ==
    /\ link = "up" /\ vmm # "idle"
    /\ link' = "down"
    /\ wire' = << >>
    /\ UNCHANGED <<sourceVars, targetVars, whereVars>>

Receive ==
    /\ wire # << >> /\ target = RESUMING
    /\ wire'  = Tail(wire)
    /\ copy'  = (IF Head(wire)[1] = "page"
                 THEN [copy EXCEPT ![Head(wire)[2]] = Head(wire)[3]] ELSE copy)
    /\ targetImage' = (IF Head(wire)[1] = "image" THEN Head(wire)[2] ELSE targetImage)
    /\ ended' = (ended \/ Head(wire) = EndMark)
    /\ UNCHANGED <<sourceVars, target, link, whereVars>>

(* RESUMING>STOP.  The device demands one whole image; only the end of the   *)
(* device state tells that it is the last one.                               *)
StreamEnded == ended

Load ==
    /\ target = RESUMING
    /\ targetImage # NoImage
    /\ StreamEnded
    /\ target' = STOP
    /\ UNCHANGED <<sourceVars, copy, targetImage, ended, linkVars, whereVars>>

TargetFails ==
    /\ target # "gone" /\ decision # "target"
    /\ target' = "gone"
    /\ wire'   = << >>
    /\ link'   = "down"
    /\ UNCHANGED <<sourceVars, copy, targetImage, ended, whereVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* Where the VM goes on.                                                   *)
(***************************************************************************)
DecideTarget ==
    /\ decision = "open" /\ vmm = "ended" /\ target = STOP
    /\ decision' = "target"
    /\ UNCHANGED <<sourceVars, targetVars, linkVars, guest>>

(* The migration cannot complete any more. *)
DecideSource ==
    /\ decision = "open"
    /\ \/ vmm = "failed" \/ target = "gone"
       \/ link = "down" /\ target = RESUMING
    /\ decision' = "source"
    /\ UNCHANGED <<sourceVars, targetVars, linkVars, guest>>

TargetMayStart == decision = "target"
SourceMayGoOn  == decision = "source"

Start ==
    /\ TargetMayStart
    /\ target = STOP
    /\ target' = RUNNING
    /\ guest'  = guest \cup {"target"}
    /\ UNCHANGED <<sourceVars, copy, targetImage, ended, linkVars, decision>>

RunSource ==
    /\ guest' = guest \cup {"source"}
    /\ target' = (IF target = RESUMING THEN "gone" ELSE target)
    /\ source' = RUNNING
    /\ UNCHANGED <<vmVars, copyVars, vmm, copy, targetImage, ended, linkVars, decision>>

Unfinished == source # RUNNING \/ "source" \notin guest

(***************************************************************************)
(* The recovery strategies, and why the migration ends with each:          *)
(*                                                                         *)
(* "QEMU": a request for a state names the state to recover to.  If it     *)
(* fails, QEMU requests that state, and resets the device if it refuses    *)
(* that, too.  A reset leads to RUNNING from any state.                    *)
(*                                                                         *)
(* "Cloud Hypervisor": the same order, with the reset as the last resort   *)
(* (U-8).                                                                  *)
(*                                                                         *)
(* "simple VMM": resets at once.  No request can be refused; the device    *)
(* state is lost each time.                                                *)
(*                                                                         *)
(* "request only": ends as long as no request is refused, which no         *)
(* contract promises (U-9).                                                *)
(***************************************************************************)
Requests == Recovery # "simple VMM"
Resets   == Recovery # "request only"

(* The device grants the request for RUNNING from every state. *)
RequestIsGranted == TRUE

RecoverByRequest ==
    /\ SourceMayGoOn /\ Unfinished /\ Requests
    /\ RequestIsGranted
    /\ RunSource
    /\ UNCHANGED stateLost

(* A reset always leads to RUNNING; the guest has to set up the device anew. *)
RecoverByReset ==
    /\ SourceMayGoOn /\ Unfinished /\ Resets
    /\ RunSource
    /\ stateLost' = (stateLost \/ source # RUNNING)

Recover == RecoverByRequest \/ RecoverByReset

-----------------------------------------------------------------------------
Target == Receive \/ Load \/ Start
Fault  == Fail \/ LoseLink \/ TargetFails

Next == Guest \/ Vmm \/ Target \/ Fault \/ DecideTarget \/ DecideSource \/ Recover

(***************************************************************************)
(* A migration that has begun goes on.  The source VMM does not copy for   *)
(* ever, and notices when it cannot go on; messages in flight arrive, or   *)
(* the link is lost; a decision is made and carried out.  Nothing is       *)
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
PagesInFlight == {wire[i][2] : i \in {j \in 1..Len(wire) : wire[j][1] = "page"}}

TargetRuns == vmm # "idle" /\ target = RUNNING
SourceRuns == source \in DmaStates

(* Source and target never run both, neither the devices nor the guest. *)
NeverBoth == ~(TargetRuns /\ SourceRuns) /\ guest # {"source", "target"}

(* A page that has been written since it was sent is in the bitmap, or still *)
(* to be sent, or in flight.                                                 *)
NoWriteIsLost ==
    link = "up" => Lost(memory, copy, dirtyPages \cup unsent \cup PagesInFlight) = {}

(* The target runs on the last device state and memory of the source. *)
TargetIsTheSource ==
    TargetRuns => targetImage = device /\ Lost(memory, copy, {}) = {}

(* The guest runs only where its device runs. *)
GuestHasDevice == /\ "target" \in guest => TargetRuns
                  /\ "source" \in guest => SourceRuns

(* What this module assumes of its devices; see MigratedDevice. *)
Assumed == INSTANCE MigratedDevice WITH
    State       <- source,
    Hop         <- source,
    Resetting   <- FALSE,
    Changes     <- device' # device,
    EndsStream  <- vmm = "synced" /\ vmm' = "sent",
    LastIsHeld  <- wire'[Len(wire')] = <<"image", device>>,
    IsLoaded    <- target = RESUMING /\ target' = STOP,
    GivenIsHeld <- targetImage' = targetImage

(* The device state changes only while the source device runs. *)
ChangesOnlyWhileItMay == [][Assumed!ChangesOnlyWhileItMay]_vars

(* The final image that the source sends is the device state. *)
FinalImageIsLast == [][Assumed!FinalImageIsLast]_vars

(* The target runs on the image that it received last. *)
LoadedIsGiven == [][Assumed!LoadedIsGiven]_vars

(* What has been decided stays. *)
DecidedOnce == [][decision # "open" => decision' = decision]_vars

(* After the decision the source VMM takes no further step of the migration. *)
OverOnceDecided == [][decision # "open" => UNCHANGED <<vmm, unsent>>]_vars

(* The VM runs at the target, or at the source, as was decided. *)
Ended == \/ decision = "target" /\ TargetRuns /\ guest = {"target"}
         \/ decision = "source" /\ source = RUNNING /\ guest = {"source"}

(* A migration that has begun ends with a VM at the target, or at the source. *)
MigrationEnds == vmm # "idle" ~> Ended

(* A VM that goes on at the source has lost nothing. *)
SourceKeepsItsState == ~stateLost
=============================================================================
MCLiveMigration          92191 states, depth 22   two pages, one write each
MCLiveMigrationEnds       8420 states, depth 19   one page; liveness
MCLiveMigrationResets     7815 states, depth 19   a VMM that resets at once; liveness
MCLiveMigrationRefuses    8315 states, depth 19   a device that refuses RUNNING; liveness
MCLiveMigrationInductive 119296 states, depth 1   one step from every state with Inv
MCLiveMigrationDeep   28350440 states             three pages, two writes each
Must fail: MCLiveMigrationU9, MCLiveMigrationU1, MCLiveMigrationCompletes,
MCLiveMigrationComesBack, MCLiveMigrationEarlySync, MCLiveMigrationS3,
MCLiveMigrationNoDecision, MCLiveMigrationResetLoses
