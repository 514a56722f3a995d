---------------------------- MODULE MCSharedFile -----------------------------
(* SharedFile for TLC: two callers, and a buffer for two writes. *)
EXTENDS SharedFileDepartures

CONSTANTS c1, c2

(* Not a property, and useful for validating: the buffer gets full. *)
NeverFull == Position < Size

(* Without fairness a caller may wait for the lock for ever. *)
UnfairSpec == Init /\ [][Next]_vars
=============================================================================
