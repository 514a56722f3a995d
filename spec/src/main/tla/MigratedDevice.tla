--------------------------- MODULE MigratedDevice ---------------------------
(***************************************************************************)
(* What live migration assumes of a device.  LiveMigration relies on it,   *)
(* VirtioImages proves it of vfio-virtio.  Both instantiate this module,   *)
(* so that each assumption has one definition.                             *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h of Linux, the descriptions of the     *)
(* states, of STOP_COPY>STOP and of RESUMING>STOP.                         *)
(*                                                                         *)
(* The parameters are expressions of the module that instantiates this     *)
(* one.  They are about one of its steps: State and Hop before the step.   *)
(***************************************************************************)
EXTENDS MigrationTable

CONSTANTS
    State,      \* the migration state
    Hop,        \* the state that the arc in progress leads to, or State
    Resetting,  \* whether a reset is in progress, or begins
    Changes,    \* whether the device state changes
    EndsStream, \* whether the stream of a saving session has its final image
    LastIsHeld, \* whether the image that was read last is the device state
    IsLoaded,   \* whether RESUMING>STOP is taken
    GivenIsHeld \* whether the image that was written last is the device state

ASSUME StatesOfTheTable == {State, Hop} \subseteq States
ASSUME FactsOfAStep ==
    {Resetting, Changes, EndsStream, LastIsHeld, IsLoaded, GivenIsHeld} \subseteq BOOLEAN

(* The device state changes only in a state in which the device runs, on the *)
(* arc into one, while an image is written, or by a reset.                   *)
ChangesOnlyWhileItMay ==
    Changes => {State, Hop} \cap DmaStates # {} \/ State = RESUMING \/ Resetting

(* The final image of a stream is read in STOP_COPY, and is the device state. *)
FinalImageIsLast == EndsStream => State = STOP_COPY /\ LastIsHeld

(* A device that leaves RESUMING holds the image that was written last. *)
LoadedIsGiven == IsLoaded => GivenIsHeld
=============================================================================
Checked in the models of VirtioImages and LiveMigration.
