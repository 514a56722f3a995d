-------------------------- MODULE VmmViewDepartures --------------------------
(***************************************************************************)
(* VMMs that depart from VmmView.  A configuration puts a definition of    *)
(* this module in the place of the one without the id.                     *)
(*                                                                         *)
(* None of them changes the device: VmmView with any of them still refines *)
(* VfioMigration.                                                          *)
(*                                                                         *)
(* Source: docs/findings.md, under the same ids.                           *)
(***************************************************************************)
EXTENDS VmmView

-----------------------------------------------------------------------------
(* U-1, clients of libvfio-user: the VMM does not notice a reset by the      *)
(* guest.                                                                    *)
DoubtAfterResetU1 == doubt \/ goal # Contract!Idle

(* U-7, rust-vmm: after a failure the VMM keeps the old state and the old    *)
(* data_fd.                                                                  *)
DoubtAfterFailureU7 == doubt

(* U-8, a VMM that recovers by request only, and never resets the device.    *)
NextPlanU8 == IF plan = "migrate" THEN "by request" ELSE plan
=============================================================================
