----------------------------- MODULE ContractRun -----------------------------
(***************************************************************************)
(* What the runs of real drivers show beyond VfioMigration: departures     *)
(* from it that have a name, as actions of their own.  An action is taken  *)
(* where an event has no other explanation, and the report names it.       *)
(***************************************************************************)
EXTENDS VfioMigration

Loading == state = RESUMING /\ session = "resuming"

(* Linux virtio, mlx5: RESUMING is left whatever was written. *)
DepartK1 ==
    /\ Loading /\ ~Loaded
    /\ image'   = "whole"
    /\ pending' = FALSE
    /\ dead'    = FALSE
    /\ UNCHANGED <<features, state, goal, session, file, reply>>

(* mtty: that a write failed is forgotten. *)
DepartK17 ==
    /\ Loading /\ dead
    /\ dead' = FALSE
    /\ UNCHANGED <<features, state, goal, session, image, pending, file, reply>>

RunSpec == Init /\ [][Next \/ DepartK1 \/ DepartK17]_vars
=============================================================================
