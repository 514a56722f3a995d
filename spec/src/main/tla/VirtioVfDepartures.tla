------------------------- MODULE VirtioVfDepartures -------------------------
(***************************************************************************)
(* Drivers and devices that depart from VirtioVf. A configuration puts a   *)
(* definition of this module in the place of the one without the id. None  *)
(* of these is a name that VfioMigration uses, so that the contract of the *)
(* instance stays as it is.                                                *)
(*                                                                         *)
(* Source: docs/findings.md, under the same ids.                           *)
(***************************************************************************)
EXTENDS VirtioVf

-----------------------------------------------------------------------------
(* K-1, Linux vfio-virtio and mlx5: RESUMING>STOP checks nothing. The      *)
(* device runs on whatever it has.                                         *)
MayLeaveResumingK1 == TRUE

ImageAfterArcK1 == CASE state' = RESUMING           -> "none"
                     [] state = RESUMING /\ ~Loaded -> image
                     [] OTHER                       -> "own"

PendingAfterArcK1 == pending /\ state = RESUMING /\ ~Loaded

(* K-5, Linux vfio-virtio: a request that a reset overtakes is answered    *)
(* with success.                                                           *)
MayAnswerK5 == TRUE

(* K-15, Linux vfio-virtio: a device that is closed and opened again is    *)
(* not reset, and reports RUNNING.                                         *)
Reopen ==
    /\ Free
    /\ Contract!Reset
    /\ object' = "none"
    /\ UNCHANGED <<task, todo, flight, failure, spare, resetting, deviceVars>>

NextK15 == Reopen \/ Vmm \/ Driver \/ Completion \/ Device \/ Ring

(* H-5, V3 of the Linux series: a failed arc releases its object twice.    *)
ReleaseH5 == <<Destroy, Destroy>>

(* S-2: a function-level reset leaves the device mode as it is. Virtio 1.4 *)
(* does not say.                                                           *)
ModeAfterResetS2 == mode
=============================================================================
