------------------------------ MODULE VirtioRun ------------------------------
(***************************************************************************)
(* What the runs of real drivers show beyond VirtioVf: departures from it  *)
(* that have a name, and failures of the system around the driver.         *)
(***************************************************************************)
EXTENDS VirtioVf

(* Linux virtio: RESUMING is left whatever was written. *)
DepartK1 ==
    /\ state = RESUMING /\ session = "resuming" /\ ~Loaded
    /\ image'   = "whole"
    /\ pending' = FALSE
    /\ dead'    = FALSE
    /\ UNCHANGED <<features, state, goal, session, file, reply, driverVars, deviceVars>>

(* A call ends before an arc begins, or between two: the request cannot be   *)
(* read, or there is no memory.  The state that was reached stays.           *)
SystemFails ==
    /\ goal # Idle
    /\ task = "none" /\ ~resetting
    /\ Contract!AnswerFailure("ESYS")
    /\ UNCHANGED <<state, session, dead, image, pending, driverVars, deviceVars>>

RunSpec == Init /\ [][Next \/ DepartK1 \/ SystemFails]_vars
=============================================================================
