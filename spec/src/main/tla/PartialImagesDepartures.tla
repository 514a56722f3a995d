---------------------- MODULE PartialImagesDepartures -----------------------
(***************************************************************************)
(* Drivers that depart from PartialImages. A configuration puts a          *)
(* definition of this module in the place of the one without the id.       *)
(***************************************************************************)
EXTENDS PartialImages

-----------------------------------------------------------------------------
(* LeavesOut: a part that has changed is left out of a partial image.      *)
ChangedLeavesOut(image) ==
    LET changed == {p \in Has(image) : image[p] # base[p]}
    IN  IF changed = {} THEN {} ELSE changed \ {CHOOSE p \in changed : TRUE}

(* OverVanished: an image is compared with the base although a part has    *)
(* vanished.                                                               *)
ComparableOverVanished(image) == sent # << >>

(* OldBase: every image is compared with the first one of the stream.      *)
ComparedNextOldBase == IF sent # << >> THEN base ELSE source

(* BaseBefore: the base is replaced before the image is read, so that a    *)
(* refresh that fails, and reads nothing, leaves another base behind.      *)
FailRefresh ==
    /\ running /\ sent # << >>
    /\ base' = source
    /\ UNCHANGED <<source, running, sent, wire, target, taken, moves>>

NextBaseBefore ==
    \/ \E p \in Parts, v \in Values \union {NoPart} : Change(p, v)
    \/ Refresh \/ FailRefresh \/ Stop \/ Arrive \/ SwitchOver
=============================================================================
