--------------------------- MODULE MCMigrationTable ---------------------------
(***************************************************************************)
(* The theorems about the table, as invariants.  TLC visits every cell of  *)
(* every feature set, 4 * 8 * 8 of them, and a violation names the cell.   *)
(* Requests name states by number; two numbers without a state are among   *)
(* them.                                                                   *)
(***************************************************************************)
EXTENDS MigrationTableDepartures

VARIABLES features,    \* of the device
          current,     \* the row
          number,      \* of the state that is requested
          requested    \* the column, if the number has a state

vars == <<features, current, number, requested>>

Init == /\ features \in FeatureSets
        /\ current   = ERROR
        /\ number    = 0
        /\ requested = ERROR

LookUp(c, n) == /\ current'   = c
                /\ number'    = n
                /\ requested' = Number(n)
                /\ UNCHANGED features

Next == \E c \in States, n \in 0..9 : LookUp(c, n)

Spec == Init /\ [][Next]_vars
-----------------------------------------------------------------------------
Answer == AnswerTo(features, current, number)
Path   == TablePath(features, current, requested)

(* A P2P state is supported with P2P, a PRE_COPY state with PRE_COPY, and    *)
(* ERROR is never requested; all other states are those of any device.       *)
SupportedByFeatures ==
    current \in Supported(features) <=>
        /\ current # ERROR
        /\ current \in {RUNNING_P2P, PRE_COPY_P2P} => "P2P" \in features
        /\ current \in {PRE_COPY, PRE_COPY_P2P} => "PRE_COPY" \in features

(* Every lookup returns. *)
EveryLookupReturns == NextState(features, current, requested) # NEVER

(* The number of a state is looked up. *)
NumberOfStateIsLookedUp ==
    number \in 0..7 => Answer = NextState(features, current, requested)

(* A number without a state is refused. *)
NumberOfNoStateIsRefused == number \notin 0..7 => Answer = EINVAL

(* Where the table answers, it answers what the rules give. *)
TableFollowsRules ==
    NextState(features, current, requested)
        \in {NextByRules(features, current, requested), NEVER}

(* The rules allow at most one path. *)
RulesAreUnambiguous ==
    Cardinality(Paths(features, current, requested)) <= 1

(* Every request that is allowed arrives after at most four arcs. *)
RequestTerminates ==
    Allowed(features, current, requested) =>
        /\ Path[Len(Path)] = requested
        /\ Len(Path) - 1 <= 4

(* A path never passes through a state that the device lacks. *)
PathIsSupported ==
    Allowed(features, current, requested) =>
        \A i \in 1..Len(Path) : Path[i] \in Supported(features)

(* Each step of a path is an arc that the driver has. *)
PathConsistsOfArcs ==
    \A i \in 1..(Len(Path) - 1) : <<Path[i], Path[i + 1]>> \in Arcs(features)

(* A data_fd is returned on the last arc of a path only. *)
FileComesLast ==
    \A i \in 1..(Len(Path) - 2) : <<Path[i], Path[i + 1]>> \notin FileArcs

(* The rules refuse for one of these reasons, and for no other. *)
RefusedOnlyWithReason ==
    Paths(features, current, requested) = {} <=>
        \/ current   \notin Supported(features)
        \/ requested \notin Supported(features)
        \/ <<current, requested>> \in Blocked
=============================================================================
