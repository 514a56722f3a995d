------------------------------- MODULE Commit --------------------------------
(* A transaction that all participants commit, or none of them.               *)
CONSTANT Participant

VARIABLES
    vote,     \* of each participant: "none", "yes" or "no"
    decision  \* of the coordinator: "none", "commit" or "abort"

vars == <<vote, decision>>

Init == vote = [p \in Participant |-> "none"] /\ decision = "none"

Vote(p) ==
    /\ vote[p] = "none"
    /\ \E choice \in {"yes", "no"} : vote' = [vote EXCEPT ![p] = choice]
    /\ UNCHANGED decision

Decide ==
    /\ decision = "none"
    /\ decision' = IF \A p \in Participant : vote[p] = "yes" THEN "commit" ELSE "abort"
    /\ UNCHANGED vote

Next == Decide \/ \E p \in Participant : Vote(p)

Spec == Init /\ [][Next]_vars /\ WF_vars(Decide)

CommitNeedsAll == decision = "commit" => \A p \in Participant : vote[p] = "yes"
DecisionStays == [][decision # "none" => decision' = decision]_vars
Decides == <>(decision # "none")
==============================================================================
