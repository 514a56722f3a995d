----------------------- MODULE DeferredResetDepartures -----------------------
(***************************************************************************)
(* Drivers that depart from DeferredReset.  A configuration puts a         *)
(* definition of this module in the place of the one without the id.       *)
(*                                                                         *)
(* Source: docs/findings.md, under the same ids.                           *)
(***************************************************************************)
EXTENDS DeferredReset

-----------------------------------------------------------------------------
(* K-5, Linux vfio-virtio: a request that a reset overtakes goes on, and is  *)
(* answered with success.                                                    *)
GivesUpK5 == FALSE

OvertakenK5(t) == FALSE

(* K-12, pds: a read of an ended session is answered with 0 or EINVAL.       *)
AnswerOfEndedK12(t) == IF t \in Readers THEN {"0", "EINVAL"} ELSE {"ENODEV"}

(* H-6, Linux vfio-virtio before 7.1: a writer unlocks the state without     *)
(* looking for the mark.                                                     *)
MayUnlockH6(t) == ~mark \/ t \in Writers

(* H-7, pds until 2024: a reset leaves the files of the session usable.      *)
EndFilesH7(t) == IF t \in Closers THEN EndSession ELSE UNCHANGED <<openFile, live>>

(* Waits: a reset waits for the state lock.                                  *)
BeginOfResetWaits == "lock"
=============================================================================
