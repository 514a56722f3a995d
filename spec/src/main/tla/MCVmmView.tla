----------------------------- MODULE MCVmmView ------------------------------
(* VmmView for TLC. *)
EXTENDS VmmViewDepartures

(* What TLC checks the refinement against. *)
DeviceSpec == Device!Spec

(***************************************************************************)
(* Not properties, and useful for validating.                              *)
(***************************************************************************)

(* A failed request leaves the device in the old state or in the one asked   *)
(* for, unless it goes down.                                                 *)
OldOrRequested ==
    [][goal # Device!Idle /\ goal' = Device!Idle /\ reply'.errno # "0"
         => state' \in {believed, goal, ERROR}]_vars

(* No device is made to run by the request that is to recover it; nor by     *)
(* the VMM's reset, with which alone its belief changes while it is sure.    *)
NeverByRequest ==
    plan = "by request" /\ goal = RUNNING => state # RUNNING \/ believed = RUNNING
NeverByReset   == [][Sure => believed' = believed]_vars

(* For a request of several arcs that fails between them: no arc takes the   *)
(* device down.                                                              *)
NeverDown(e) == FALSE

(* A VMM may forget to recover: RunsAgain must fail. *)
ForgetfulSpec == Init /\ [][Next]_vars /\ WF_vars(Driver)
=============================================================================
