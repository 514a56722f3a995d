---------------------------- MODULE VirtioImages -----------------------------
(***************************************************************************)
(* What LiveMigration assumes of any device, proven of this one: VirtioVf, *)
(* with what becomes of the device parts.                                  *)
(*                                                                         *)
(* - Device parts change only while they may: by what the device does      *)
(*   while it runs, by DEV_PARTS_SET, and by a reset.                      *)
(* - What a stream ends with is what the device holds: in STOP_COPY the    *)
(*   image that was read last is the state of the device.                  *)
(* - A device that has left RESUMING holds exactly what was written last.  *)
(*                                                                         *)
(* Source: Virtio 1.4 (cs01), 2.12.1.4, for what may change the parts; the *)
(* uAPI text of Linux for the states.                                      *)
(*                                                                         *)
(* Parts and images are versions, of which only two things are kept, since *)
(* nothing else matters: whether the image that was read last, and the one *)
(* that was written last, are what the device holds.  These variables      *)
(* follow VirtioVf, and never keep it from doing anything.                 *)
(***************************************************************************)
EXTENDS VirtioVf

VARIABLES
    readIsNow,  \* whether the image that was read last is what the device holds
    givenIsNow  \* whether what the VMM has written last is what the device holds

imageVars == <<readIsNow, givenIsNow>>

ImagesInit == Init /\ readIsNow = FALSE /\ givenIsNow = FALSE

-----------------------------------------------------------------------------
(* The device works: it uses a queue, the guest writes a register.           *)
MayWork == mode = "RUNNING"

Work ==
    /\ MayWork
    /\ readIsNow' = FALSE /\ givenIsNow' = FALSE
    /\ UNCHANGED vars

ReadAnew   == TRUE
TakenWhole == TRUE

Follow ==
    LET carries(c) == flight = c /\ carriedOut' /\ ~carriedOut
        reset      == task # "reset" /\ task' = "reset"
    IN
    /\ readIsNow' =
         (CASE carries(PartsGet) -> ReadAnew
            [] carries(PartsSet) \/ reset -> FALSE
            [] OTHER -> readIsNow)
    /\ givenIsNow' =
         (CASE carries(PartsSet) -> TakenWhole
            [] task # "write" /\ task' = "write" -> FALSE
            [] reset -> FALSE
            [] OTHER -> givenIsNow)

ImagesNext == Work \/ (Next /\ Follow)

ImagesSpec == ImagesInit /\ [][ImagesNext]_<<vars, imageVars>>

-----------------------------------------------------------------------------
(* Device parts change only while they may. *)
ChangesOnlyWhileItMay ==
    [][readIsNow /\ ~readIsNow' =>
         \/ mode = "RUNNING" \/ flight = PartsSet \/ task' = "reset"]_<<vars, imageVars>>

(* What the stream ends with is what the device holds. *)
FinalImageIsLast == Free /\ state = STOP_COPY /\ ~dead => readIsNow

(* Who has left RESUMING holds what was written last. *)
LoadedIsGiven == [][state = RESUMING /\ state' = STOP => givenIsNow]_<<vars, imageVars>>
=============================================================================
