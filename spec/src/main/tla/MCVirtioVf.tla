----------------------------- MODULE MCVirtioVf -----------------------------
(* VirtioVf for TLC: features 3 and 7, one errno. *)
EXTENDS VirtioVfDepartures, VirtioVfSteps

(* The driver and its device refine the contract. *)
ContractSpec == Contract!Spec

(***************************************************************************)
(* Non-properties, useful for validating: TLC has to violate each of them. *)
(***************************************************************************)

(* No doorbell rings while the device is stopped. *)
NeverRungWhileStopped == ~(mode = "STOPPED" /\ doorbell)

(* A device is never loaded and then made to run. *)
NeverResumed == ~(goal = RUNNING /\ state = RESUMING /\ Loaded)

(* Without fairness of the completions a command may never be answered:      *)
(* RequestEnds must fail.                                                    *)
NoCompletionSpec ==
    Init /\ [][Next]_vars /\ WF_vars(Driver) /\ WF_vars(Settle)
=============================================================================
