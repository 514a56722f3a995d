---------------------------- MODULE ResetAnswer -----------------------------
(***************************************************************************)
(* The answer to a request that a reset overtakes: an error, never         *)
(* success.  The device runs by then, and a data_fd of the request would   *)
(* be dead.  VirtioVf and DeferredReset take the definition from here.     *)
(*                                                                         *)
(* Source: this project's decision.  Linux finishes the path and answers   *)
(* success (facts of drivers/vfio/pci/virtio/migrate.c; K-5).              *)
(***************************************************************************)

(* failure is the errno of the request without the reset, "0" if none. *)
AnswersOfOvertaken(failure) == {failure, "EIO"} \ {"0"}
=============================================================================
Checked in the models of VirtioVf and DeferredReset, as
NoSuccessAfterResetAsked.
