---------------------------- MODULE MCObjectIds -----------------------------
(* ObjectIds for TLC: two or three VFs, two ids. *)
EXTENDS ObjectIdsDepartures, ObjectIdsSteps, TLC

CONSTANTS v1, v2, v3

(* The VFs differ in nothing; for models without liveness only. *)
Symmetry == Permutations(Vfs)

(***************************************************************************)
(* Non-properties, useful for validating: TLC has to violate each of them. *)
(***************************************************************************)

(* Ids never run out. *)
NeverExhausted == \A v \in Vfs : reply[v] # "ENOSPC"

(* No VF gets an id that another one could not give back. *)
NeverReclaimed ==
    [][\A v \in Vfs : call[v].step = "retrying" /\ call[v].vf # v
                           => call[v] = call'[v] \/ call[v].id \in taken']_vars

(***************************************************************************)
(* Inv is inductive: from every state of the right types in which it       *)
(* holds, reachable or not, each step leads to one in which it holds.      *)
(***************************************************************************)
AsideLists == UNION {[1..n -> Vfs \X Ids] : n \in 0..Limit}

InductiveInit ==
    /\ call   \in [Vfs -> UNION {CallsOf(v) : v \in Vfs}]
    /\ owned  \in [Vfs -> SUBSET Ids]
    /\ \A v \in Vfs : call[v] \in CallsOf(v) /\ Objects(v) <= PerVf
    /\ OneCommandPerVf
    /\ aside  \in AsideLists
    /\ OneReason
    /\ taken  \in SUBSET Ids
    /\ TakenForReason
    /\ object \in [Ids -> Vfs \cup {NoVf}]
    /\ ObjectIsKnown
    /\ cut    \in SUBSET {v \in Vfs : InFlight(v)}
    /\ reply  = [v \in Vfs |-> IF call[v].step \in Asking THEN "none" ELSE "0"]

InductiveSpec == InductiveInit /\ [][Next]_vars
=============================================================================
