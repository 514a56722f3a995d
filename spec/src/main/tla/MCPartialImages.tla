-------------------------- MODULE MCPartialImages ---------------------------
(* PartialImages for TLC. *)
EXTENDS PartialImagesDepartures

(***************************************************************************)
(* Non-properties, useful for validating: TLC has to violate each of them. *)
(***************************************************************************)

(* No record has some of the parts only.                                     *)
NeverPartly ==
    ~(\E i \in 1..Len(wire) :
        /\ wire[i].kind = "partial"
        /\ Has(wire[i].parts) # {} /\ Has(wire[i].parts) # Has(sourceParts))

(* A part that has vanished at the source has vanished at the target: true   *)
(* if a whole image replaces all parts, and not otherwise.                   *)
NothingIsLeftOver == AllArrived => Has(targetParts) = Has(sourceParts)
=============================================================================
