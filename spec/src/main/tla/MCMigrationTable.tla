------------------------- MODULE MCMigrationTable --------------------------
(***************************************************************************)
(* The theorems about the table, as invariants: TLC visits every cell of   *)
(* every feature set, 4 * 8 * 8 of them, and a violation names the cell.   *)
(* A request names a state by its number in the uAPI; two numbers that     *)
(* name none are asked for, too.                                           *)
(***************************************************************************)
EXTENDS MigrationTable

VARIABLES features,    \* of the device
          current,     \* the row
          number,      \* what is asked for,
          requested    \* and the column, if the number has one

vars == <<features, current, number, requested>>

(* The state with number n is the one at n + 1. *)
Numbered  == <<ERROR, STOP, RUNNING, STOP_COPY, RESUMING, RUNNING_P2P, PRE_COPY,
               PRE_COPY_P2P>>
NoState   == "no state"
Number(n) == IF n + 1 \in DOMAIN Numbered THEN Numbered[n + 1] ELSE NoState

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
(***************************************************************************)
(* A request by number: its range is checked, then the row is indexed.     *)
(***************************************************************************)
InRange(n) == n < 8

PastTheRow == "past the row"

Answer == CASE ~InRange(number)    -> EINVAL
            [] requested = NoState -> PastTheRow
            [] OTHER               -> NextState(features, current, requested)

Path == TablePath(features, current, requested)

(* Every lookup returns. *)
EveryLookupReturns == NextState(features, current, requested) # NEVER

(* A number that is a state is looked up. *)
NumberOfStateIsLookedUp ==
    number \in 0..7 => Answer = NextState(features, current, requested)

(* A number that is no state is refused. *)
NumberOfNoStateIsRefused == number \notin 0..7 => Answer = EINVAL

(* The table, where it answers, is what the rules give. *)
TableFollowsRules ==
    NextState(features, current, requested)
        \in {NextByRules(features, current, requested), NEVER}

(* The rules leave no choice. *)
RulesAreUnambiguous ==
    Cardinality(Paths(features, current, requested)) <= 1

(* Every request that is allowed arrives, after at most four arcs. *)
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

(* The rules refuse for one of these reasons, and for no other. *)
RefusedOnlyWithReason ==
    Paths(features, current, requested) = {} <=>
        \/ current   \notin Supported(features)
        \/ requested \notin Supported(features)
        \/ <<current, requested>> \in Blocked

-----------------------------------------------------------------------------
(***************************************************************************)
(* Tables that somebody had.  A configuration puts one in the place of the *)
(* definition without the id.                                              *)
(***************************************************************************)

(* H-1, Linux until commit a26b499b757c: a refusal is stepped over like a    *)
(* state that the device lacks, and leads to itself.                         *)
RECURSIVE StepOverH1(_, _, _, _)
StepOverH1(f, s, r, n) ==
    CASE s \in Supported(f) -> s
      [] n = 0              -> NEVER
      [] OTHER -> StepOverH1(f, IF s = EINVAL THEN s ELSE Cell(s, r), r, n - 1)

(* U-5, libvfio-user: transitions were allowed in the code that were not in  *)
(* the specification; this is one for which the rules have no path.          *)
CellU5(c, r) == IF <<c, r>> = <<STOP_COPY, PRE_COPY>> THEN STOP ELSE Table[c][r]

(* U-6, libvfio-user: the number of states passes for one of a state.        *)
InRangeU6(n) == n <= 8
=============================================================================
