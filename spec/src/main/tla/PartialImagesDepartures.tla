----------------------- MODULE PartialImagesDepartures -----------------------
(***************************************************************************)
(* Drivers that depart from PartialImages.  A configuration puts a         *)
(* definition of this module in the place of the one without the suffix.   *)
(***************************************************************************)
EXTENDS PartialImages

-----------------------------------------------------------------------------
(* LeavesOut: a partial image lacks a part that has changed.                 *)
ChangedLeavesOut(image) ==
    LET changed == {p \in Has(image) : image[p] # base[p]}
    IN  IF changed = {} THEN {} ELSE changed \ {CHOOSE p \in changed : TRUE}

(* OverVanished: an image is compared with the base although a part has      *)
(* vanished.                                                                 *)
ComparableOverVanished(image) == sent # << >>

(* OldBase: every image is compared with the first one of the stream.        *)
ComparedNextOldBase == IF sent # << >> THEN base ELSE sourceParts

(* BaseBefore: the base is replaced before the image is read.  A refresh     *)
(* that fails, and reads nothing, leaves another base behind.                *)
FailRefresh ==
    /\ running /\ sent # << >>
    /\ base' = sourceParts
    /\ UNCHANGED <<sourceParts, running, sent, wire, targetParts, arrived, moves>>

NextBaseBefore ==
    \/ \E p \in Parts, v \in Values \union {NoPart} : Change(p, v)
    \/ Refresh \/ FailRefresh \/ Stop \/ Arrive \/ SwitchOver
=============================================================================
