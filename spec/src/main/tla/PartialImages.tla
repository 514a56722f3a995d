---------------------------- MODULE PartialImages ----------------------------
(***************************************************************************)
(* Sending only those parts of an image that differ: does the target end   *)
(* with what the source had?                                               *)
(*                                                                         *)
(* Source: Virtio 1.4 (cs01), 2.12.1.4.3.3: any subset of the parts may be *)
(* set, any number of times.  An image may lack parts that are not valid   *)
(* just now (2.12.1.4.3.2); what a device does that is given a whole image *)
(* without a part that it has, the specification leaves open: both answers *)
(* are modelled.  The records are an extension of this project.            *)
(*                                                                         *)
(* Modelled: a device that runs and changes; a driver that reads whole     *)
(* images, since Virtio has no other, and sends the whole one, or what     *)
(* differs from the one before; the stream; a driver that sets what        *)
(* arrives; and the switchover, once or as often as the VM moves on.       *)
(*                                                                         *)
(* Abstracted: values.  A part has one of Values, or NoPart where an image *)
(* lacks it.  The order of parts, and their lengths.                       *)
(*                                                                         *)
(* Left out: bytes and their pieces, see MigrationStream; failures, which  *)
(* end a stream and with it this story; parts whose effect depends on when *)
(* they are set: each is taken for itself, as the specification does.      *)
(*                                                                         *)
(* Shown: whenever the VMM refreshes and leaves, the target is what it     *)
(* would be had it been given whole images only, and at a switchover it    *)
(* has the value of each part that the source has.  Not shown, since it is *)
(* not so for one kind of device: that it has no other part.  What has     *)
(* vanished stays there, with whole images as with partial ones.           *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
    Parts,      \* what identifies a part
    Values,     \* what a part can hold
    NoPart,     \* what stands for a part that an image lacks; no value
    MaxImages,  \* how many images a stream has at most
    Moves,      \* how many switchovers there are at most
    Replaces    \* whether a device that is given a whole image has no other part then

ASSUME NoPartIsNoValue == NoPart \notin Values

VARIABLES
    source,     \* the parts of the source device
    running,    \* whether it runs
    sent,       \* the images that were read for this stream, in order
    base,       \* the image that the driver compares with
    wire,       \* the records that were sent and have not arrived
    target,     \* the parts of the target device
    taken,      \* how many images the target has been given in this stream
    moves       \* how many switchovers there were

vars == <<source, running, sent, base, wire, target, taken, moves>>

-----------------------------------------------------------------------------
Images == [Parts -> Values \union {NoPart}]
Has(image) == {p \in Parts : image[p] # NoPart}

Whole(image)            == [kind |-> "whole", base |-> 0, parts |-> image]
Partial(number, values) == [kind |-> "partial", base |-> number, parts |-> values]

(* After a reset every part has its default, and none is missing.            *)
Default == [p \in Parts |-> CHOOSE v \in Values : TRUE]

Init ==
    /\ source = Default /\ running = TRUE
    /\ sent = << >> /\ base = Default /\ wire = << >>
    /\ target = Default /\ taken = 0
    /\ moves = 0

TypeOK ==
    /\ source \in Images /\ target \in Images /\ base \in Images
    /\ running \in BOOLEAN
    /\ Len(sent) <= MaxImages /\ Len(wire) <= MaxImages
    /\ taken \in 0..MaxImages /\ moves \in 0..Moves

-----------------------------------------------------------------------------
(* The device works: a part changes, vanishes, or comes back.                *)
Change(p, v) ==
    /\ running /\ source[p] # v
    /\ source' = [source EXCEPT ![p] = v]
    /\ UNCHANGED <<running, sent, base, wire, target, taken, moves>>

(* What of an image differs from the base; nothing has vanished, or come.    *)
Changed(image) == {p \in Has(image) : image[p] # base[p]}

Differing(image) == [p \in Parts |-> IF p \in Changed(image) THEN image[p] ELSE NoPart]

Comparable(image) == sent # << >> /\ Has(image) = Has(base)

Record(image) ==
    IF Comparable(image) THEN Partial(Len(sent), Differing(image)) ELSE Whole(image)

ComparedNext == source

(* An image is read, whole, and sent as what it takes.                       *)
Send ==
    /\ wire' = Append(wire, Record(source))
    /\ sent' = Append(sent, source)
    /\ base' = ComparedNext
    /\ UNCHANGED <<source, target, taken, moves>>

Refresh == running /\ Len(sent) < MaxImages - 1 /\ Send /\ UNCHANGED running

(* The device is stopped, and the final image read.                          *)
Stop == running /\ Send /\ running' = FALSE

-----------------------------------------------------------------------------
(* What a device has that is given some parts, or a whole image.             *)
SetSome(device, parts) ==
    [p \in Parts |-> IF parts[p] # NoPart THEN parts[p] ELSE device[p]]

SetWhole(device, image) == IF Replaces THEN image ELSE SetSome(device, image)

(* The target sets what arrives.  A partial image that counts on another     *)
(* number of images would be refused; that never happens, see InStep.        *)
Arrive ==
    /\ wire # << >>
    /\ target' = IF Head(wire).kind = "whole"
                 THEN SetWhole(target, Head(wire).parts)
                 ELSE SetSome(target, Head(wire).parts)
    /\ taken'  = taken + 1
    /\ wire'   = Tail(wire)
    /\ UNCHANGED <<source, running, sent, base, moves>>

Arrived == ~running /\ wire = << >>

(* The target takes over, and is the source of the next move; a fresh device *)
(* is its target.                                                            *)
SwitchOver ==
    /\ Arrived /\ moves < Moves
    /\ source' = target /\ running' = TRUE
    /\ sent' = << >> /\ base' = Default
    /\ target' = Default /\ taken' = 0
    /\ moves' = moves + 1
    /\ UNCHANGED wire

Next ==
    \/ \E p \in Parts, v \in Values \union {NoPart} : Change(p, v)
    \/ Refresh \/ Stop \/ Arrive \/ SwitchOver

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* At a switchover the target has what the source has, part by part.         *)
TargetHasTheState ==
    Arrived => \A p \in Has(source) : target[p] = source[p]

(* What a device is that was given the first n images, all of them whole.    *)
RECURSIVE GivenWhole(_)
GivenWhole(n) == IF n = 0 THEN Default ELSE SetWhole(GivenWhole(n - 1), sent[n])

(* Partial images lead nowhere where whole ones would not.                   *)
SameAsWholeImages == target = GivenWhole(taken)

(* A partial image counts on the images that the target has.                 *)
InStep ==
    wire # << >> /\ Head(wire).kind = "partial" => Head(wire).base = taken

(* The first image of a stream is a whole one.                               *)
FirstIsWhole ==
    taken = 0 /\ wire # << >> => Head(wire).kind = "whole"
=============================================================================
