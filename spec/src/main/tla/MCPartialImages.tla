--------------------------- MODULE MCPartialImages ---------------------------
(* PartialImages for TLC. *)
EXTENDS PartialImagesDepartures

(***************************************************************************)
(* Not properties, and useful for validating.  Each says that something    *)
(* cannot happen that must be able to happen, so that TLC has to find it.  *)
(***************************************************************************)

(* A switchover can be made with fewer parts than there are.                 *)
NeverPartly ==
    ~(\E i \in 1..Len(wire) :
        wire[i].kind = "partial" /\ Has(wire[i].parts) # {} /\ Has(wire[i].parts) # Has(source))

(* What has vanished at the source has vanished at the target: so it is if a *)
(* whole image replaces what there was, and not otherwise.                   *)
NothingIsLeftOver == Arrived => Has(target) = Has(source)
=============================================================================
