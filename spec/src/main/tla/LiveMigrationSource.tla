------------------------ MODULE LiveMigrationSource -------------------------
(***************************************************************************)
(* The steps of the source host in LiveMigration: the VM and its device    *)
(* run and change, and the source VMM copies them.                         *)
(*                                                                         *)
(* Source: QEMU, hw/vfio/migration.c and migration/, for the order: device *)
(* to PRE_COPY, rounds of memory and pre-copy images, the VM is paused,    *)
(* the device is quiesced and stopped, the bitmap is read for the last     *)
(* time, and the rest of memory and the final image are sent.              *)
(***************************************************************************)
EXTENDS LiveMigrationState

-----------------------------------------------------------------------------
(***************************************************************************)
(* The VM at the source.                                                   *)
(***************************************************************************)
WriteTo(p) ==
    /\ memory[p] < MaxWrites
    /\ memory' = [memory EXCEPT ![p] = @ + 1]
    /\ dirtyPages' = dirtyPages \cup {p}
    /\ UNCHANGED <<device, unsent, source, vmm, stateLost, targetVars, linkVars, whereVars>>

GuestWrites(p) == "source" \in guest /\ WriteTo(p)

Dma(p) == source \in DmaStates /\ WriteTo(p)

DeviceChanges ==
    /\ source \in DmaStates
    /\ device < MaxWrites
    /\ device' = device + 1
    /\ UNCHANGED <<memory, copyVars, source, vmm, stateLost, targetVars, linkVars, whereVars>>

(* The driver of the guest resets the device.  The session is gone, and the  *)
(* state that the VMM assumes is out of date (U-1).                          *)
GuestResets ==
    /\ "source" \in guest
    /\ source = PRE_COPY
    /\ source' = RUNNING
    /\ UNCHANGED <<vmVars, copyVars, vmm, stateLost, targetVars, linkVars, whereVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The source VMM.  A device that is not in the state in which the VMM     *)
(* left it makes the migration fail.                                       *)
(***************************************************************************)
Going == decision = "open"

Step(from, to, before, after) ==
    /\ Going /\ vmm = from
    /\ vmm' = to
    /\ source = before
    /\ source' = after
    /\ UNCHANGED <<vmVars, stateLost, decision>>

SendMessage(message) ==
    /\ link = "up" /\ Len(wire) < MaxWire
    /\ wire' = Append(wire, message)
    /\ UNCHANGED <<link, targetVars>>

(* Every page has to be sent once. *)
Begin ==
    /\ Step("idle", "copying", RUNNING, PRE_COPY)
    /\ target = RUNNING /\ target' = RESUMING
    /\ unsent' = Pages
    /\ UNCHANGED <<dirtyPages, copy, targetImage, ended, linkVars, guest>>

(* A read of the bitmap clears it. *)
ReadBitmap ==
    /\ unsent'     = unsent \cup dirtyPages
    /\ dirtyPages' = {}

SyncRound ==
    /\ Going /\ vmm = "copying" /\ dirtyPages # {}
    /\ ReadBitmap
    /\ UNCHANGED <<vmVars, source, vmm, stateLost, targetVars, linkVars, whereVars>>

SendPage(p) ==
    /\ Going /\ vmm \in {"copying", "synced"}
    /\ p \in unsent
    /\ SendMessage(Page(p))
    /\ unsent' = unsent \ {p}
    /\ UNCHANGED <<vmVars, dirtyPages, source, vmm, stateLost, whereVars>>

(* An image of the running device; it may be out of date when it arrives. *)
SendPreCopy ==
    /\ Going /\ vmm = "copying" /\ source = PRE_COPY
    /\ SendMessage(Image)
    /\ UNCHANGED <<sourceVars, whereVars>>

(* The bitmap is read for the last time when the device has stopped. *)
SyncAtPause == UNCHANGED copyVars
SyncAtStop  == ReadBitmap

Pause ==
    /\ Step("copying", "paused", PRE_COPY, PRE_COPY)
    /\ guest' = {}
    /\ SyncAtPause
    /\ UNCHANGED <<targetVars, linkVars>>

Quiesce ==
    /\ Step("paused", "quiesced", PRE_COPY, PRE_COPY_P2P)
    /\ UNCHANGED <<copyVars, targetVars, linkVars, guest>>

Stop ==
    /\ Step("quiesced", "stopped", PRE_COPY_P2P, STOP_COPY)
    /\ UNCHANGED <<copyVars, targetVars, linkVars, guest>>

(* No device can start DMA any more: now the bitmap is complete. *)
LastSync ==
    /\ Step("stopped", "synced", STOP_COPY, STOP_COPY)
    /\ SyncAtStop
    /\ UNCHANGED <<targetVars, linkVars, guest>>

SendFinal ==
    /\ Step("synced", "sent", STOP_COPY, STOP_COPY)
    /\ unsent = {}
    /\ SendMessage(Image)
    /\ UNCHANGED <<copyVars, guest>>

(* The stream has no end marker: this one is the VMM's (S-3). *)
SendEnd ==
    /\ Step("sent", "ended", STOP_COPY, STOP)
    /\ SendMessage(EndMark)
    /\ UNCHANGED <<copyVars, guest>>

(* The link is lost, an arc fails, the migration is cancelled, or the device *)
(* is not in the state in which the VMM left it.                             *)
Fail ==
    /\ Going /\ vmm # "idle"
    /\ vmm' = "failed"
    /\ UNCHANGED <<vmVars, copyVars, source, stateLost, targetVars, linkVars, whereVars>>

-----------------------------------------------------------------------------
Guest == DeviceChanges \/ GuestResets \/ \E p \in Pages : GuestWrites(p) \/ Dma(p)

Vmm == \/ Begin \/ SyncRound \/ SendPreCopy \/ Pause \/ Quiesce \/ Stop
       \/ LastSync \/ SendFinal \/ SendEnd
       \/ \E p \in Pages : SendPage(p)
=============================================================================
Checked in the models of LiveMigration.
