---------------------------- MODULE TrafficLight ----------------------------
(* Two lights at one crossing: at most one of them is not red. *)
EXTENDS FiniteSets

VARIABLE colour

Ways == {"north", "east"}

Init == colour = [w \in Ways |-> "red"]

AllRed == \A w \in Ways : colour[w] = "red"

Green(w) ==
    /\ AllRed
    /\ colour' = [colour EXCEPT ![w] = "green"]

Red(w) ==
    /\ colour[w] = "green"
    /\ colour' = [colour EXCEPT ![w] = "red"]

Next == \E w \in Ways : Green(w) \/ Red(w)

Spec == Init /\ [][Next]_colour

FairSpec == Spec /\ WF_colour(Next)

-----------------------------------------------------------------------------
TypeOK == colour \in [Ways -> {"red", "green"}]

Exclusive ==
    \A a, b \in Ways :
        /\ a # b
        /\ colour[a] = "green"
        => colour[b] = "red"

Safe == TypeOK /\ Exclusive

(* Red again after every green; needs fairness. *)
GoesRed == ~AllRed ~> AllRed

-----------------------------------------------------------------------------
(* One light that stands for the crossing as a whole. *)
busy == ~AllRed
Crossing == INSTANCE Crossing
Refines == Crossing!Spec
=============================================================================
