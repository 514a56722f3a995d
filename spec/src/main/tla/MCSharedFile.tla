---------------------------- MODULE MCSharedFile -----------------------------
(* SharedFile for TLC: two writers, and a buffer for two writes. *)
EXTENDS SharedFileDepartures

CONSTANTS c1, c2

(* A non-property, useful for validating: the buffer never gets full. *)
NeverFull == Position < Capacity

(* Without fairness a write may wait for ever: WriteEnds must fail. *)
UnfairSpec == Init /\ [][Next]_vars
=============================================================================
