---------------------------- MODULE VirtioImages ----------------------------
(***************************************************************************)
(* VirtioVf with its device parts: vfio-virtio is a device as live         *)
(* migration assumes it (MigratedDevice).                                  *)
(*                                                                         *)
(* Source: Virtio 1.4 (cs01), 2.12.1.4, for what may change device parts:  *)
(* the device while it runs, DEV_PARTS_SET, and a reset.                   *)
(*                                                                         *)
(* Device parts and images are versions.  Two facts about them matter, and *)
(* only these are kept: whether the image that was read last, and the one  *)
(* that was written last, are what the device holds.  Both variables       *)
(* follow VirtioVf, and never restrict it.                                 *)
(***************************************************************************)
EXTENDS VirtioVf

VARIABLES
    readIsNow,  \* whether the image that was read last is what the device holds
    givenIsNow  \* whether the image that was written last is what the device holds

followVars == <<readIsNow, givenIsNow>>

ImagesInit == Init /\ readIsNow = FALSE /\ givenIsNow = FALSE

-----------------------------------------------------------------------------
(* The device works: it uses a queue, or the guest writes a register.        *)
MayWork == mode = "RUNNING"

Work ==
    /\ MayWork
    /\ readIsNow' = FALSE /\ givenIsNow' = FALSE
    /\ UNCHANGED vars

(* DEV_PARTS_GET reads what the device holds; DEV_PARTS_SET gives it another *)
(* device state, as a reset does.                                            *)
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

ImagesSpec == ImagesInit /\ [][ImagesNext]_<<vars, followVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties: what LiveMigration assumes.  A change of the device state   *)
(* is seen as the end of readIsNow: an image that was read before the step *)
(* is out of date after it.                                                *)
(***************************************************************************)
Assumed == INSTANCE MigratedDevice WITH
    State       <- state,
    Hop         <- IF task = "arc" THEN NextHop ELSE state,
    Resetting   <- "reset" \in {task, task'},
    Changes     <- readIsNow /\ ~readIsNow',
    EndsStream  <- NoCall /\ state = STOP_COPY /\ ~dead,
    LastIsHeld  <- readIsNow,
    IsLoaded    <- state = RESUMING /\ state' = STOP,
    GivenIsHeld <- givenIsNow

(* Device parts change only while they may. *)
ChangesOnlyWhileItMay == [][Assumed!ChangesOnlyWhileItMay]_<<vars, followVars>>

(* In STOP_COPY the image that was read last is the device state. *)
FinalImageIsLast == Assumed!FinalImageIsLast

(* A device that leaves RESUMING holds what was written last. *)
LoadedIsGiven == [][Assumed!LoadedIsGiven]_<<vars, followVars>>

CarriesOut(c)   == flight = c /\ carriedOut' /\ ~carriedOut
Begins(some)    == task # some /\ task' = some
OutOfDateByStep == UNCHANGED vars \/ CarriesOut(PartsSet) \/ Begins("reset")

(* What is known of the images changes only with a command that the device   *)
(* carries out, a reset, the begin of a write, and the device's own work.    *)
ImagesAreFollowed ==
    [][/\ readIsNow # readIsNow' \/ CarriesOut(PartsGet) =>
             readIsNow' = CarriesOut(PartsGet) /\ (readIsNow' \/ OutOfDateByStep)
       /\ givenIsNow # givenIsNow' \/ CarriesOut(PartsSet) =>
             /\ givenIsNow' = CarriesOut(PartsSet)
             /\ givenIsNow' \/ UNCHANGED vars \/ Begins("reset") \/ Begins("write")
       /\ OutOfDateByStep => ~readIsNow'
       /\ UNCHANGED vars \/ Begins("reset") \/ Begins("write") => ~givenIsNow']_<<vars, followVars>>

(* A device works whenever it runs, and only then. *)
WorksWhileItRuns == ENABLED Work <=> mode = "RUNNING"
=============================================================================
MCVirtioImages           43112 states, depth 69   features 3 and 7, one errno
Must fail: MCVirtioImagesFinal, MCVirtioImagesLoads, MCVirtioImagesWorks,
MCVirtioImagesOld, MCVirtioImagesPartly
