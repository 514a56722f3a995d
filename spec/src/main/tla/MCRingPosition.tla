--------------------------- MODULE MCRingPosition ---------------------------
(* RingPosition for TLC. *)
EXTENDS RingPosition

(***************************************************************************)
(* Not properties, and useful for validating: each says that something     *)
(* cannot happen that must be able to happen, so that TLC has to find it.  *)
(***************************************************************************)

(* Two lives can leave the same, after chains, and with a buffer waiting.    *)
NeverAlike ==
    ~(/\ first # << >> /\ ~running /\ first[1] = Left
      /\ offered # << >> /\ next > 0 /\ \E i \in Ids : lent[i] > 1)
=============================================================================
