------------------------- MODULE VmmViewDepartures --------------------------
(***************************************************************************)
(* VMMs that depart from VmmView. A configuration puts a definition of     *)
(* this module in the place of the one without the id.                     *)
(*                                                                         *)
(* None of these changes the device: VmmView refines VfioMigration with    *)
(* each of them.                                                           *)
(*                                                                         *)
(* Source: docs/findings.md, under the same ids.                           *)
(***************************************************************************)
EXTENDS VmmView

-----------------------------------------------------------------------------
(* U-1, clients of libvfio-user: a reset by the guest is not noticed.      *)
DoubtAfterResetU1 == doubt \/ goal # Device!Idle

(* U-7, rust-vmm: after a failure the VMM keeps the old state and the old  *)
(* file.                                                                   *)
DoubtAfterFailureU7 == doubt

(* U-8, an early VMM: it recovers by request only, and never resets the    *)
(* device.                                                                 *)
NextPlanU8 == IF plan = "migrate" THEN "by request" ELSE plan
=============================================================================
