------------------------- MODULE VirtioVfDepartures --------------------------
(***************************************************************************)
(* Drivers and devices that depart from VirtioVf.  A configuration puts a  *)
(* definition of this module in the place of the one without the id.       *)
(*                                                                         *)
(* None of them replaces a definition that VfioMigration extends, so that  *)
(* the contract of the instance stays as it is.                            *)
(*                                                                         *)
(* Source: docs/findings.md, under the same ids.                           *)
(***************************************************************************)
EXTENDS VirtioVf

-----------------------------------------------------------------------------
(* K-1, Linux vfio-virtio and mlx5: RESUMING>STOP checks nothing.  The       *)
(* device runs on whatever it holds.                                         *)
MayLeaveResumingK1 == TRUE

ImageAfterArcK1 == CASE state' = RESUMING           -> "none"
                     [] state = RESUMING /\ ~Loaded -> image
                     [] OTHER                       -> "own"

PendingAfterArcK1 == pending /\ state = RESUMING /\ ~Loaded

(* K-5, Linux vfio-virtio: a request that a reset overtakes is answered with *)
(* success.                                                                  *)
MayAnswerK5 == TRUE

(* K-15, Linux vfio-virtio: a device that is closed and opened again is not  *)
(* reset, and reports RUNNING.                                               *)
Reopen ==
    /\ NoCall
    /\ Contract!Reset
    /\ object' = "none"
    /\ UNCHANGED <<taskVars, flight, failure, spare, resetting, deviceVars>>

NextK15 == Vmm \/ Reopen \/ Driver \/ Completion \/ Device \/ Ring

(* H-5, V3 of the Linux series: a failed arc releases its object twice.      *)
ReleaseH5 == <<Destroy, Destroy>>

(* S-2: a function-level reset leaves the device mode as it is.              *)
ModeAfterResetS2 == mode
=============================================================================
