--------------------------- MODULE MCRingPosition ---------------------------
(* RingPosition for TLC. *)
EXTENDS RingPosition

(* A non-property, useful for validating: TLC has to violate it.  Two lives  *)
(* never leave the same, after chains, and with a buffer waiting.            *)
NeverAlike ==
    ~(/\ first # << >> /\ ~running /\ first[1] = Left
      /\ offered # << >> /\ next > 0 /\ \E i \in BufferIds : lent[i] > 1)
=============================================================================
