-------------------------------- MODULE Lock ---------------------------------
(* A lock that one process holds at a time.                                   *)
CONSTANT Process

VARIABLES
    place,  \* of each process: "idle", "waiting" or "inside"
    holder  \* the process that holds the lock, or "none"

vars == <<place, holder>>

Init ==
    /\ place = [p \in Process |-> "idle"]
    /\ holder = "none"

Ask(p) ==
    /\ place[p] = "idle"
    /\ place' = [place EXCEPT ![p] = "waiting"]
    /\ UNCHANGED holder

Enter(p) ==
    /\ place[p] = "waiting"
    /\ holder = "none"
    /\ place' = [place EXCEPT ![p] = "inside"]
    /\ holder' = p

Leave(p) ==
    /\ place[p] = "inside"
    /\ place' = [place EXCEPT ![p] = "idle"]
    /\ holder' = "none"

Next == \E p \in Process : Ask(p) \/ Enter(p) \/ Leave(p)

Spec ==
    /\ Init
    /\ [][Next]_vars
    /\ \A p \in Process : WF_vars(Leave(p)) /\ SF_vars(Enter(p))

OneInside == \A p, q \in Process : place[p] = "inside" /\ place[q] = "inside" => p = q
HolderIsInside == \A p \in Process : place[p] = "inside" <=> holder = p
Enters == \A p \in Process : place[p] = "waiting" ~> place[p] = "inside"
==============================================================================
