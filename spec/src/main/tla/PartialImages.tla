--------------------------- MODULE PartialImages ----------------------------
(***************************************************************************)
(* Sending only those parts of an image that differ: does the destination  *)
(* end with what the source had?                                           *)
(*                                                                         *)
(* Source: Virtio 1.4 (cs01), 2.12.1.4.3.3: any subset of the parts may be *)
(* set, any number of times.  An image may lack parts that are not valid   *)
(* at the moment (2.12.1.4.3.2).  The specification leaves open what a     *)
(* device does with a part that it has and a whole image lacks; both       *)
(* answers are modelled.  The records are an extension of this project.    *)
(*                                                                         *)
(* Modelled: a device that runs and changes; a driver that reads whole     *)
(* images, since Virtio has no other, and sends the image or what differs  *)
(* from the one before; the stream; a driver that sets what arrives; the   *)
(* switchover, once or as often as the VM moves on.                        *)
(*                                                                         *)
(* Abstracted: values.  A part has one of Values, or NoPart where an image *)
(* lacks it.  Order and lengths of parts.                                  *)
(*                                                                         *)
(* Left out: bytes and their pieces (MigrationStream); failures, which end *)
(* a stream; parts whose effect depends on when they are set: each part is *)
(* taken for itself, as the specification does.                            *)
(*                                                                         *)
(* Shown: whenever the driver refreshes and the VMM leaves, the target is  *)
(* as if it had been given whole images only, and at a switchover it has   *)
(* the value of each part that the source has.  Not shown, since one kind  *)
(* of device violates it: that the target has no other part.  A part that  *)
(* has vanished stays there, with whole images as with partial ones.       *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
    Parts,      \* the identifiers of parts
    Values,     \* what a part can hold
    NoPart,     \* stands for a part that an image lacks; no value
    MaxImages,  \* bound on the images of a stream
    Moves,      \* bound on the switchovers
    Replaces    \* whether a device that is given a whole image has no other part then

ASSUME NoPartIsNoValue  == NoPart \notin Values
ASSUME PartsHaveValues  == Parts # {} /\ Values # {}
ASSUME NumbersAreBounds == MaxImages \in Nat \ {0} /\ Moves \in Nat
ASSUME ReplacesIsAFlag  == Replaces \in BOOLEAN

VARIABLES
    sourceParts, \* the parts of the source device
    running,     \* whether it runs
    sent,        \* the images that were read for this stream, in order
    base,        \* the image that the driver compares with
    wire,        \* the records in flight
    targetParts, \* the parts of the target device
    arrived,     \* the number of images that the target has been given in this stream
    moves        \* the number of switchovers

streamVars == <<sent, base, wire>>
vars == <<sourceParts, running, streamVars, targetParts, arrived, moves>>

-----------------------------------------------------------------------------
AllImages == [Parts -> Values \union {NoPart}]
Has(image) == {p \in Parts : image[p] # NoPart}

Whole(image)            == [kind |-> "whole", base |-> 0, parts |-> image]
Partial(number, values) == [kind |-> "partial", base |-> number, parts |-> values]

(* After a reset every part has its default, and none is missing.            *)
Default == [p \in Parts |-> CHOOSE v \in Values : TRUE]

Init ==
    /\ sourceParts = Default /\ running = TRUE
    /\ sent = << >> /\ base = Default /\ wire = << >>
    /\ targetParts = Default /\ arrived = 0
    /\ moves = 0

TypeOK ==
    /\ sourceParts \in AllImages /\ targetParts \in AllImages /\ base \in AllImages
    /\ running \in BOOLEAN
    /\ Len(sent) <= MaxImages /\ Len(wire) <= MaxImages
    /\ arrived \in 0..MaxImages /\ moves \in 0..Moves

-----------------------------------------------------------------------------
(***************************************************************************)
(* The source.                                                             *)
(***************************************************************************)

(* The device works: a part changes, vanishes, or comes back. *)
Change(p, v) ==
    /\ running /\ sourceParts[p] # v
    /\ sourceParts' = [sourceParts EXCEPT ![p] = v]
    /\ UNCHANGED <<running, streamVars, targetParts, arrived, moves>>

(* The parts of an image that differ from the base.  An image that lacks a   *)
(* part of the base, or has another one, cannot be compared with it.         *)
Changed(image) == {p \in Has(image) : image[p] # base[p]}

Differing(image) == [p \in Parts |-> IF p \in Changed(image) THEN image[p] ELSE NoPart]

Comparable(image) == sent # << >> /\ Has(image) = Has(base)

Record(image) ==
    IF Comparable(image) THEN Partial(Len(sent), Differing(image)) ELSE Whole(image)

(* The next image is compared with this one. *)
ComparedNext == sourceParts

(* A whole image is read, and sent as the record that it takes. *)
SendImage ==
    /\ wire' = Append(wire, Record(sourceParts))
    /\ sent' = Append(sent, sourceParts)
    /\ base' = ComparedNext
    /\ UNCHANGED <<sourceParts, targetParts, arrived, moves>>

Refresh == running /\ Len(sent) < MaxImages - 1 /\ SendImage /\ UNCHANGED running

(* The device is stopped, and the final image is read. *)
Stop == running /\ SendImage /\ running' = FALSE

-----------------------------------------------------------------------------
(***************************************************************************)
(* The target.                                                             *)
(***************************************************************************)

(* The parts of a device that is given some parts, or a whole image. *)
SetSome(device, parts) ==
    [p \in Parts |-> IF parts[p] # NoPart THEN parts[p] ELSE device[p]]

SetWhole(device, image) == IF Replaces THEN image ELSE SetSome(device, image)

(* The target sets what arrives.  It would refuse a partial image that       *)
(* counts on another number of images; see InStep.                           *)
Arrive ==
    /\ wire # << >>
    /\ targetParts' = IF Head(wire).kind = "whole"
                      THEN SetWhole(targetParts, Head(wire).parts)
                      ELSE SetSome(targetParts, Head(wire).parts)
    /\ arrived' = arrived + 1
    /\ wire'    = Tail(wire)
    /\ UNCHANGED <<sourceParts, running, sent, base, moves>>

AllArrived == ~running /\ wire = << >>

(* The target takes over, and is the source of the next move, with a fresh   *)
(* device as its target.                                                     *)
SwitchOver ==
    /\ AllArrived /\ moves < Moves
    /\ sourceParts' = targetParts /\ running' = TRUE
    /\ sent' = << >> /\ base' = Default
    /\ targetParts' = Default /\ arrived' = 0
    /\ moves' = moves + 1
    /\ UNCHANGED wire

Next ==
    \/ \E p \in Parts, v \in Values \union {NoPart} : Change(p, v)
    \/ Refresh \/ Stop \/ Arrive \/ SwitchOver

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties.                                                             *)
(***************************************************************************)

(* At a switchover the target has each part of the source, with its value. *)
TargetHasTheState ==
    AllArrived => \A p \in Has(sourceParts) : targetParts[p] = sourceParts[p]

(* The parts of a device that was given the first n images, each as a whole. *)
RECURSIVE GivenWhole(_)
GivenWhole(n) == IF n = 0 THEN Default ELSE SetWhole(GivenWhole(n - 1), sent[n])

(* The target is as if it had been given whole images only. *)
SameAsWholeImages == targetParts = GivenWhole(arrived)

(* A partial image counts on the images that the target has. *)
InStep ==
    wire # << >> /\ Head(wire).kind = "partial" => Head(wire).base = arrived

(* The first image of a stream is a whole one. *)
FirstIsWhole ==
    arrived = 0 /\ wire # << >> => Head(wire).kind = "whole"
-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties: when each step is possible, and all that it changes.        *)
(***************************************************************************)

(* Devices begin with the defaults, and nothing is sent (a property of       *)
(* initial states).                                                          *)
BeginsWithDefaults ==
    /\ sourceParts = Default /\ targetParts = Default /\ base = Default /\ running = TRUE
    /\ sent = << >> /\ wire = << >> /\ arrived = 0 /\ moves = 0

(* A device that runs may change, a driver refresh while there is room for   *)
(* the final image, and the device be stopped; what is sent may arrive; and  *)
(* the target may take over when all has.                                    *)
StepsArePossible ==
    /\ \A p \in Parts, v \in Values \union {NoPart} :
          ENABLED Change(p, v) <=> running /\ sourceParts[p] # v
    /\ ENABLED Refresh    <=> running /\ Len(sent) + 1 < MaxImages
    /\ ENABLED Stop       <=> running
    /\ ENABLED Arrive     <=> wire # << >>
    /\ ENABLED SwitchOver <=> ~running /\ wire = << >> /\ moves < Moves

(* The device changes one part at a time. *)
OnePartChanges ==
    [][sourceParts' # sourceParts /\ moves' = moves =>
         /\ running
         /\ \E p \in Parts : \A q \in Parts \ {p} : sourceParts'[q] = sourceParts[q]
         /\ UNCHANGED <<running, streamVars, targetParts, arrived>>]_vars

(* An image that is read is sent as one record, behind the others, and is    *)
(* the one to compare with.                                                  *)
ImageIsSent ==
    [][<<sent', base'>> # <<sent, base>> /\ moves' = moves =>
         /\ sent' = Append(sent, sourceParts) /\ base' = sourceParts
         /\ Len(wire') = Len(wire) + 1 /\ SubSeq(wire', 1, Len(wire)) = wire
         /\ running /\ UNCHANGED <<sourceParts, targetParts, arrived>>]_vars

(* An image that has the parts of the one before is sent as a partial one,   *)
(* without a part that is as it was.                                         *)
NoMoreThanDiffers ==
    [][Len(wire') > Len(wire) =>
         LET record == wire'[Len(wire')]
         IN  /\ record.kind = "partial" <=>
                   sent # << >> /\ Has(sourceParts) = Has(sent[Len(sent)])
             /\ record.kind = "partial" =>
                   \A p \in Has(record.parts) : sourceParts[p] # sent[Len(sent)][p]]_vars

(* Records arrive one by one, in order, and nothing else changes but the     *)
(* target.                                                                   *)
ArrivesInOrder ==
    [][<<arrived', targetParts'>> # <<arrived, targetParts>> /\ moves' = moves =>
         /\ arrived' = arrived + 1 /\ wire' = Tail(wire)
         /\ UNCHANGED <<sourceParts, running, sent, base>>]_vars

(* The target takes over as it is, with a fresh device as the next target,   *)
(* and nothing sent.                                                         *)
SwitchesOver ==
    [][moves' # moves =>
         /\ moves' = moves + 1 /\ wire = << >> /\ wire' = << >>
         /\ sourceParts' = targetParts /\ running' /\ ~running
         /\ sent' = << >> /\ <<base', targetParts'>> = <<Default, Default>> /\ arrived' = 0]_vars
=============================================================================
MCPartialImages           16605 states, depth 19   a device that keeps other parts
MCPartialImagesReplaces   16605 states, depth 19   a device that replaces all parts
MCPartialImagesSteps        864 states, depth 12   each step by itself
Must fail: MCPartialImagesLeavesOut, MCPartialImagesVanished,
MCPartialImagesOldBase, MCPartialImagesFailed, MCPartialImagesPartly,
MCPartialImagesLeftOver
