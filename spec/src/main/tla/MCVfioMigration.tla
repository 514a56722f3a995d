-------------------------- MODULE MCVfioMigration ---------------------------
(* VfioMigration for TLC: all feature sets, one errno for each cause. *)
EXTENDS VfioMigration

(***************************************************************************)
(* Not properties, and useful for validating: each says that something     *)
(* cannot happen that must be able to happen, so that TLC has to find it.  *)
(***************************************************************************)

(* A device can be loaded and run on with what it was given. *)
NeverResumed == ~(goal = RUNNING /\ state = RESUMING /\ Loaded)

(* Without fairness a driver may stop half-way: RequestEnds must fail. *)
UnfairSpec == Init /\ [][Next]_vars
=============================================================================
