-------------------------------- MODULE Queue --------------------------------
(* A queue with room for two numbers, between a producer and a consumer.      *)
EXTENDS Naturals, Sequences

CONSTANT Last

VARIABLES queue, next, got

vars == <<queue, next, got>>

Init == queue = <<>> /\ next = 1 /\ got = <<>>

Put ==
    /\ next <= Last
    /\ Len(queue) < 2
    /\ queue' = Append(queue, next)
    /\ next' = next + 1
    /\ UNCHANGED got

Take ==
    /\ queue # <<>>
    /\ got' = Append(got, Head(queue))
    /\ queue' = Tail(queue)
    /\ UNCHANGED next

Next == Put \/ Take
Spec == Init /\ [][Next]_vars /\ WF_vars(Put) /\ WF_vars(Take)

Bounded == Len(queue) <= 2
InOrder == got \o queue = [i \in 1..(next - 1) |-> i]
AllArrive == <>(got = [i \in 1..Last |-> i])
==============================================================================
