------------------------- MODULE MCMigrationTable --------------------------
(***************************************************************************)
(* The theorems about the table, as invariants: TLC visits every cell of   *)
(* every feature set, 4 * 8 * 8 of them, and a violation names the cell.   *)
(***************************************************************************)
EXTENDS MigrationTable

VARIABLES features,    \* of the device
          current,     \* the row
          requested    \* the column

vars == <<features, current, requested>>

Init == /\ features \in FeatureSets
        /\ current   = ERROR
        /\ requested = ERROR

LookUp(c, r) == /\ current'   = c
                /\ requested' = r
                /\ UNCHANGED features

Next == \E c, r \in States : LookUp(c, r)

Spec == Init /\ [][Next]_vars
-----------------------------------------------------------------------------
Path == TablePath(features, current, requested)

(* The table is what the rules give. *)
TableFollowsRules ==
    NextState(features, current, requested)
        = NextByRules(features, current, requested)

(* The rules leave no choice. *)
RulesAreUnambiguous ==
    Cardinality(Paths(features, current, requested)) <= 1

(* Every request terminates, after at most four arcs. *)
RequestTerminates ==
    Allowed(features, current, requested) =>
        /\ Path[Len(Path)] = requested
        /\ Len(Path) - 1 <= 4

(* A path never passes through a state that the device lacks. *)
PathIsSupported ==
    Allowed(features, current, requested) =>
        \A i \in 1..Len(Path) : Path[i] \in Supported(features)

(* Each of its steps is an arc that the driver has. *)
PathConsistsOfArcs ==
    \A i \in 1..(Len(Path) - 1) : <<Path[i], Path[i + 1]>> \in Arcs(features)

(* A data file comes back only on the last arc of a path. *)
FileComesLast ==
    \A i \in 1..(Len(Path) - 2) : <<Path[i], Path[i + 1]>> \notin FileArcs

(* A request is refused for one of these reasons, and for no other. *)
RefusedOnlyWithReason ==
    ~Allowed(features, current, requested) <=>
        \/ current   \notin Supported(features)
        \/ requested \notin Supported(features)
        \/ <<current, requested>> \in Blocked
=============================================================================
