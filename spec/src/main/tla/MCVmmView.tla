----------------------------- MODULE MCVmmView ------------------------------
(* VmmView for TLC. *)
EXTENDS VmmViewDepartures

(* The steps of the device keep the contract. *)
DeviceSpec == Contract!Spec

(***************************************************************************)
(* Non-properties, useful for validating: TLC has to violate each of them. *)
(***************************************************************************)

(* A failed request leaves the device in the old state or in the requested   *)
(* one, unless it goes to ERROR.                                             *)
OldOrRequested ==
    [][goal # Contract!Idle /\ goal' = Contract!Idle /\ reply'.errno # "0"
         => state' \in {believed, goal, ERROR}]_vars

(* The request that is to recover a device never makes it run.               *)
NeverByRequest ==
    plan = "by request" /\ goal = RUNNING => state # RUNNING \/ believed = RUNNING

(* Nor does the reset of the VMM, the only step by which a VMM that is sure  *)
(* changes what it assumes.                                                  *)
NeverByReset   == [][Sure => believed' = believed]_vars

(* For a request of several arcs that fails between them: no arc leaves the  *)
(* device in ERROR.                                                          *)
NeverDown(e) == FALSE

(* A VMM may not recover at all: RunsAgain must fail. *)
ForgetfulSpec == Init /\ [][Next]_vars /\ WF_vars(Driver)
=============================================================================
