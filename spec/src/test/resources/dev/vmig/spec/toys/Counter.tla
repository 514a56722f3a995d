------------------------------ MODULE Counter ------------------------------
(* A counter that steps by one or two, and starts again. *)
EXTENDS Integers, Sequences

CONSTANTS Max, Nobody

VARIABLES count, last

vars == <<count, last>>

Steps == {1, 2}

Init == count = 0 /\ last = Nobody

Add(k) ==
    /\ count + k <= Max
    /\ count' = count + k
    /\ last'  = [by |-> k, from |-> count]

Restart ==
    /\ count = Max
    /\ count' = 0
    /\ last'  = Nobody

Next == (\E k \in Steps : Add(k)) \/ Restart

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
Bounds ==
    /\ Low::  count >= 0
    /\ High:: count <= Max

Bounded == Bounds

Below(n) == count < n

AlwaysBelowThree == Below(3)

GrowsOrRestarts == [][count' > count \/ count' = 0]_vars

NeverByTwo ==
    [][ /\ count' # count
        /\ \A k \in Steps : k = 2 => count' # count + k ]_vars

Twice(n) == 2 * n
Same(x) == x
Endless[n \in Int] == Endless[n + 1]
Forever == Endless[0]
Pair(a, b) == <<a, b>>
Members == {"a", "b"}
Table == [m \in Members |-> Len(<<m>>)]
Values == [int |-> 7, str |-> "s", bool |-> TRUE, set |-> {1, 2}, seq |-> <<"x", 2>>,
           fun |-> Table, interval |-> 1..3, model |-> Nobody, empty |-> {},
           chosen |-> {n \in 1..5 : n > 3}, pairs |-> {1} \X {2}]
=============================================================================
