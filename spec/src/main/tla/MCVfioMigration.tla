-------------------------- MODULE MCVfioMigration ---------------------------
(* VfioMigration for TLC: all feature sets, one errno for each cause. *)
EXTENDS VfioMigrationDepartures, VfioMigrationSteps

(***************************************************************************)
(* Non-properties, useful for validating: TLC has to violate each of them. *)
(***************************************************************************)

(* A device is never loaded and then made to run. *)
NeverResumed == ~(goal = RUNNING /\ state = RESUMING /\ Loaded)

(* Without fairness a driver may stop half-way: RequestEnds must fail. *)
UnfairSpec == Init /\ [][Next]_vars

(***************************************************************************)
(* Inv is inductive: from every state of the right types in which it       *)
(* holds, reachable or not, each step leads to one in which it holds.      *)
(***************************************************************************)
Inv == /\ TypeOK /\ SessionBelongsToState /\ OnlySessionsDie /\ DeviceIsWhole
       /\ GoalIsAhead /\ FileOfGoal /\ InFlightIsPending /\ FileOnlyOfSuccess

InductiveInit ==
    /\ features \in FeatureSets
    /\ state    \in Supported(features) \cup {ERROR}
    /\ session  \in {"none", "saving", "resuming"}
    /\ SessionBelongsToState
    /\ dead     \in BOOLEAN
    /\ OnlySessionsDie
    /\ image    \in {"own", "none", "whole"}
    /\ pending  \in BOOLEAN
    /\ DeviceIsWhole
    /\ goal     \in Supported(features) \cup {Idle}
    /\ GoalIsAhead
    /\ file     \in {"none", "saving", "resuming"}
    /\ FileOfGoal
    /\ reply    \in {Pending} \cup {Ok(f) : f \in {"none", "saving", "resuming"}}
                             \cup {Err(e) : e \in Errnos}
    /\ Inv

InductiveSpec == InductiveInit /\ [][Next]_vars
=============================================================================
