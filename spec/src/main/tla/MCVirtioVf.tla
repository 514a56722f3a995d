----------------------------- MODULE MCVirtioVf -----------------------------
(* VirtioVf for TLC: features 3 and 7, one errno. *)
EXTENDS VirtioVfDepartures

(* What TLC checks the refinement against. *)
ContractSpec == Contract!Spec

(***************************************************************************)
(* Not properties, and useful for validating.                              *)
(***************************************************************************)

(* A device is served while it is stopped: a doorbell can arrive. *)
NeverRungWhileStopped == ~(mode = "STOPPED" /\ doorbell)

(* A device can be loaded and run on with what it was given. *)
NeverResumed == ~(goal = RUNNING /\ state = RESUMING /\ Loaded)

(* Without fairness of the completions a command may never be answered, and  *)
(* RequestEnds must fail.                                                    *)
NoCompletionSpec ==
    Init /\ [][Next]_vars /\ WF_vars(Driver) /\ WF_vars(Settle)
=============================================================================
