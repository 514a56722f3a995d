-------------------------- MODULE LiveMigrationSteps --------------------------
(***************************************************************************)
(* LiveMigration step by step: when each step is possible, and all that it *)
(* changes.  The properties of LiveMigration say what the owner of a VM    *)
(* may rely on; these leave VMMs and devices no other behaviour by which   *)
(* they could keep them.                                                   *)
(*                                                                         *)
(* Source: as in LiveMigration and LiveMigrationSource.                    *)
(***************************************************************************)
EXTENDS LiveMigration

-----------------------------------------------------------------------------
(***************************************************************************)
(* When it is possible.                                                    *)
(***************************************************************************)

(* A VM begins at the source, with nothing sent and nothing decided (a       *)
(* property of initial states).                                              *)
BeginsAtSource ==
    /\ guest = {"source"} /\ source = RUNNING /\ target = RUNNING /\ vmm = "idle"
    /\ memory = copy /\ dirtyPages = {} /\ unsent = {} /\ wire = << >> /\ link = "up"
    /\ device = 0 /\ targetImage = NoImage
    /\ ~ended /\ decision = "open" /\ ~stateLost

(* Until its bound, memory and device change whenever the guest or the       *)
(* device runs.  The guest may reset a device that it uses.                  *)
RunningMayChange ==
    /\ \A p \in Pages :
          /\ ENABLED GuestWrites(p) <=> "source" \in guest /\ memory[p] < MaxWrites
          /\ ENABLED Dma(p) <=> source \in DmaStates /\ memory[p] < MaxWrites
    /\ ENABLED DeviceChanges <=> source \in DmaStates /\ device < MaxWrites
    /\ ENABLED GuestResets   <=> "source" \in guest /\ source = PRE_COPY

(* The VMM of the source copies while it can, and stops copying when it      *)
(* likes.                                                                    *)
CopyingIsPossible ==
    LET room == decision = "open" /\ link = "up" /\ Len(wire) < MaxWire
    IN  /\ ENABLED Begin <=> decision = "open" /\ vmm = "idle" /\ target = RUNNING
        /\ ENABLED SyncRound <=> decision = "open" /\ vmm = "copying" /\ dirtyPages # {}
        /\ \A p \in Pages :
              ENABLED SendPage(p) <=> room /\ vmm \in {"copying", "synced"} /\ p \in unsent
        /\ ENABLED SendPreCopy <=> room /\ vmm = "copying" /\ source = PRE_COPY
        /\ ENABLED Pause <=> decision = "open" /\ vmm = "copying" /\ source = PRE_COPY

(* After that each phase leads to the next one: the device is quiesced and   *)
(* stopped, and what is left is sent.                                        *)
SwitchoverIsPossible ==
    LET open == decision = "open"
        room == open /\ link = "up" /\ Len(wire) < MaxWire
    IN  /\ ENABLED Quiesce   <=> open /\ vmm = "paused"
        /\ ENABLED Stop      <=> open /\ vmm = "quiesced"
        /\ ENABLED LastSync  <=> open /\ vmm = "stopped"
        /\ ENABLED SendFinal <=> room /\ vmm = "synced" /\ unsent = {}
        /\ ENABLED SendEnd   <=> room /\ vmm = "sent"

(* A migration can fail at any step: at the source, at the link, at the      *)
(* target.                                                                   *)
FaultsArePossible ==
    /\ ENABLED Fail        <=> decision = "open" /\ vmm # "idle"
    /\ ENABLED LoseLink    <=> link = "up" /\ vmm # "idle"
    /\ ENABLED TargetFails <=> target # "gone" /\ decision # "target"

(* The target takes what has arrived, loads its device after the end of the  *)
(* device state, and starts once that is decided.                            *)
TargetStepsArePossible ==
    /\ ENABLED Receive <=> wire # << >> /\ target = RESUMING
    /\ ENABLED Load    <=> target = RESUMING /\ ended /\ targetImage # NoImage
    /\ ENABLED Start   <=> target = STOP /\ decision = "target"

(* A decision is possible as soon as the VM can go on at one side only, and  *)
(* is carried out by a VMM that recovers as it says.                         *)
DecisionIsPossible ==
    LET here == decision = "source" /\ (source # RUNNING \/ "source" \notin guest)
    IN  /\ ENABLED DecideTarget <=> decision = "open" /\ vmm = "ended" /\ target = STOP
        /\ ENABLED DecideSource <=>
              decision = "open" /\ (\/ vmm = "failed" \/ target = "gone"
                                    \/ link = "down" /\ target = RESUMING)
        /\ ENABLED RecoverByReset <=> here /\ Recovery # "request only"
        /\ Recovery = "simple VMM" => ~ENABLED RecoverByRequest
        /\ Recovery # "simple VMM" /\ RequestIsGranted => (ENABLED RecoverByRequest <=> here)

(* A reset that the guest did not ask for loses its state, unless the device *)
(* runs already; a request loses nothing.                                    *)
ResetLosesState ==
    /\ ~ENABLED (RecoverByReset /\ stateLost' # (stateLost \/ source # RUNNING))
    /\ ~ENABLED (RecoverByRequest /\ stateLost' # stateLost)

-----------------------------------------------------------------------------
(***************************************************************************)
(* What it changes.                                                        *)
(***************************************************************************)

(* A write changes one page and marks it; it needs a guest or a device that  *)
(* runs.  A change of the device changes nothing else.                       *)
WritesAreMarked ==
    [][/\ memory' # memory =>
             /\ \E p \in Pages : /\ memory' = [memory EXCEPT ![p] = @ + 1]
                                 /\ dirtyPages' = dirtyPages \cup {p}
             /\ "source" \in guest \/ source \in DmaStates
             /\ UNCHANGED <<device, unsent, source, vmm, stateLost, targetVars, linkVars, whereVars>>
       /\ device' # device =>
             /\ device' = device + 1
             /\ UNCHANGED <<memory, copyVars, source, vmm, stateLost, targetVars, linkVars,
                            whereVars>>]_vars

(* The phases of the source VMM, each with the states of its device before   *)
(* and after; or it fails and leaves everything as it is.                    *)
PhasesInOrder ==
    [][vmm' # vmm =>
         \/ vmm' = "failed" /\ UNCHANGED <<vmVars, copyVars, source, stateLost, targetVars,
                                           linkVars, whereVars>>
         \/ /\ <<vmm, vmm', source, source'>> \in
                  {<<"idle", "copying", RUNNING, PRE_COPY>>,
                   <<"copying", "paused", PRE_COPY, PRE_COPY>>,
                   <<"paused", "quiesced", PRE_COPY, PRE_COPY_P2P>>,
                   <<"quiesced", "stopped", PRE_COPY_P2P, STOP_COPY>>,
                   <<"stopped", "synced", STOP_COPY, STOP_COPY>>,
                   <<"synced", "sent", STOP_COPY, STOP_COPY>>,
                   <<"sent", "ended", STOP_COPY, STOP>>}
            /\ UNCHANGED <<vmVars, stateLost, decision, link, copy, targetImage, ended>>]_vars

(* The source device changes its state with a phase, by a reset of the       *)
(* guest, and when the VM goes on at the source.                             *)
SourceHasReason ==
    [][source' # source =>
         \/ vmm' # vmm
         \/ source = PRE_COPY /\ source' = RUNNING /\ "source" \in guest /\ guest' = guest
            /\ UNCHANGED <<vmVars, copyVars, stateLost, targetVars, linkVars, decision>>
         \/ source' = RUNNING /\ decision = "source" /\ guest' = guest \cup {"source"}]_vars

(* A migration begins with every page to be sent, and the target RESUMING.   *)
(* The set of pages to be sent grows by a read of the bitmap, which clears   *)
(* it, and shrinks by a page that is sent as it is.                          *)
EveryPageIsSent ==
    [][/\ vmm = "idle" /\ vmm' = "copying" =>
             unsent' = Pages /\ target' = RESUMING /\ UNCHANGED <<dirtyPages, wire, guest>>
       /\ unsent' # unsent =>
             \/ vmm = "idle" /\ vmm' = "copying"
             \/ unsent' = unsent \cup dirtyPages /\ dirtyPages' = {}
             \/ \E p \in unsent : unsent' = unsent \ {p} /\ wire' = Append(wire, <<"page", p, memory[p]>>)
       /\ ~(dirtyPages \subseteq dirtyPages') =>
             unsent' = unsent \cup dirtyPages /\ dirtyPages' = {} /\ vmm' \in {"copying", "synced"}
       /\ vmm' = "synced" /\ vmm # "synced" => dirtyPages \subseteq unsent']_vars

(* A message is one of the VMM at its phase: a page, an image of the device  *)
(* as it is, or the end.  A message is taken in order, or lost with the      *)
(* link.                                                                     *)
MessagesInOrder ==
    [][wire' # wire =>
         \/ /\ Len(wire') = Len(wire) + 1 /\ SubSeq(wire', 1, Len(wire)) = wire
            /\ link = "up" /\ UNCHANGED <<link, targetVars, guest, device>>
            /\ LET message == wire'[Len(wire')]
               IN  CASE message[1] = "page"  -> message[2] \in unsent /\ vmm \in {"copying", "synced"}
                                                /\ UNCHANGED <<vmm, dirtyPages, source>>
                     [] message[1] = "image" -> message[2] = device /\ UNCHANGED <<copyVars, source>>
                                                /\ <<vmm, vmm'>> \in {<<"copying", "copying">>, <<"synced", "sent">>}
                     [] OTHER                -> message = <<"end">> /\ vmm' = "ended" /\ vmm = "sent"
         \/ link = "up" /\ link' = "down" /\ wire' = << >>
         \/ wire' = Tail(wire) /\ UNCHANGED <<sourceVars, link, target, whereVars>>]_vars

(* The target keeps what it receives: a page in its memory, an image in its  *)
(* device, the end; and nothing else changes them.                           *)
ReceivedIsKept ==
    [][LET message == Head(wire)
           taken   == wire # << >> /\ wire' = Tail(wire) /\ link' = link /\ target = RESUMING
       IN  /\ copy' = (IF taken /\ message[1] = "page"
                       THEN [copy EXCEPT ![message[2]] = message[3]] ELSE copy)
           /\ targetImage' = (IF taken /\ message[1] = "image" THEN message[2] ELSE targetImage)
           /\ ended' = (ended \/ (taken /\ message[1] = "end"))]_vars

(* The target device is loaded after the end, runs by decision, and is gone  *)
(* with a fault, or when the VM goes on at the source.                       *)
TargetHasReason ==
    [][target' # target =>
         \/ target = RUNNING /\ target' = RESUMING /\ vmm = "idle" /\ vmm' = "copying"
         \/ target = RESUMING /\ target' = STOP /\ ended /\ UNCHANGED <<sourceVars, linkVars, whereVars>>
         \/ target = STOP /\ target' = RUNNING /\ decision = "target" /\ guest' = guest \cup {"target"}
            /\ UNCHANGED <<sourceVars, linkVars, decision>>
         \/ target' = "gone" /\ decision # "target" /\ link' = "down" /\ wire' = << >>
            /\ UNCHANGED <<sourceVars, whereVars>>
         \/ target' = "gone" /\ target = RESUMING /\ decision = "source"
            /\ guest' = guest \cup {"source"}]_vars

(* The guest is paused by the source VMM, and goes on where that is decided. *)
GuestHasReason ==
    [][guest' # guest =>
         \/ guest' = {} /\ vmm = "copying" /\ vmm' = "paused" /\ UNCHANGED <<copyVars, targetVars, linkVars>>
         \/ guest' = guest \cup {"target"} /\ target' = RUNNING
         \/ guest' = guest \cup {"source"} /\ decision = "source" /\ source' = RUNNING
            /\ UNCHANGED <<vmVars, copyVars, vmm, linkVars, decision, copy, targetImage, ended>>]_vars

(* A decision changes nothing else, and is for the side that can go on.  A   *)
(* link that is lost stays lost, and loses what was in flight.               *)
DecisionHasReason ==
    [][/\ decision' # decision =>
             /\ UNCHANGED <<sourceVars, targetVars, linkVars, guest>>
             /\ \/ decision' = "target" /\ vmm = "ended" /\ target = STOP
                \/ decision' = "source" /\ (\/ vmm = "failed" \/ target = "gone"
                                            \/ link = "down" /\ target = RESUMING)
       /\ link' # link =>
             /\ link' = "down" /\ wire' = << >>
             /\ UNCHANGED <<sourceVars, copy, targetImage, ended, whereVars>>
             /\ target' \in {target, "gone"}]_vars

(* When the VM goes on at the source, a target that is still being loaded is *)
(* gone, and everything else is as it was.                                   *)
RecoveryIsClean ==
    [][decision = "source" /\ guest' # guest =>
         target' = (IF target = RESUMING THEN "gone" ELSE target)]_vars
=============================================================================
Checked in the models of LiveMigration.
