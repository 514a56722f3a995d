--------------------------- MODULE MCLiveMigration ---------------------------
(* LiveMigration for TLC: one or two pages, one write each. *)
EXTENDS LiveMigration

CONSTANTS p1, p2

(* Not properties, and useful for validating: TLC has to find each of these. *)
NeverAtTarget == guest # {"target"}
NeverBack     == ~(decision = "source" /\ vmm = "ended" /\ "source" \in guest)

UnfairSpec == Init /\ [][Next]_vars
=============================================================================
