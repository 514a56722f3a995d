-------------------------- MODULE VfioMigrationSteps --------------------------
(***************************************************************************)
(* VfioMigration step by step: when each call, each answer and each        *)
(* failure is possible, and all that it changes.  The properties of        *)
(* VfioMigration say what a VMM may rely on; these leave a driver no other *)
(* behaviour by which it could keep them.                                  *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h of Linux, the descriptions of         *)
(* VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE and enum vfio_device_mig_state.    *)
(***************************************************************************)
EXTENDS VfioMigration

(* A request is in flight, and has not arrived.  Between requests the VMM    *)
(* may write to the data_fd of a resuming session.                           *)
OnTheWay  == goal # Idle /\ state # goal
MayWrite  == goal = Idle /\ state = RESUMING
WholeOnly == image = "whole" /\ ~pending /\ ~dead

(* The session does not change, or fails. *)
SessionStays == session' = session /\ (dead => dead')

-----------------------------------------------------------------------------
(***************************************************************************)
(* When it is possible.                                                    *)
(***************************************************************************)

(* A device is opened without a request, a session or a record, and with its *)
(* own device state (a property of initial states).                          *)
OpenedIdle ==
    /\ goal = Idle /\ session = "none" /\ ~dead /\ image = "own" /\ ~pending
    /\ file = "none" /\ reply = [errno |-> "0", file |-> "none"]

(* A write ends in each way that the uAPI knows, until one has failed; then  *)
(* all of them fail.  One that fails is noted.                               *)
WritesEnd ==
    /\ ENABLED WritePart    <=> MayWrite /\ ~dead
    /\ ENABLED WriteImage   <=> MayWrite /\ ~dead
    /\ ENABLED WriteSkipped <=> MayWrite /\ ~dead
    /\ ENABLED WriteFails   <=> MayWrite
    /\ ~ENABLED (WriteFails /\ ~dead')

(* The driver takes an arc exactly while a request is on its way, and out of *)
(* RESUMING only with a whole device state.                                  *)
ArcsAreTaken == ENABLED TakeArc <=> OnTheWay /\ (state = RESUMING => WholeOnly)

(* Each arc may fail, with any errno; its device stays where it is, or is in *)
(* ERROR, and its session may have failed.                                   *)
ArcsMayFail ==
    \A e \in ArcErrnos :
        /\ ENABLED FailArc(e)             <=> OnTheWay
        /\ ENABLED FailIntoError(e)       <=> OnTheWay
        /\ ENABLED (FailArc(e) /\ dead')  <=> OnTheWay /\ session # "none"
        /\ ENABLED (FailArc(e) /\ ~dead') <=> OnTheWay /\ ~dead

(* RESUMING is not left with anything but a whole device state. *)
PartIsRefused ==
    \A e \in ImageErrnos : ENABLED RefuseImage(e) <=> OnTheWay /\ state = RESUMING /\ ~WholeOnly

(* A request that has arrived is answered, with the data_fd of its last arc. *)
ArrivalIsAnswered ==
    /\ ENABLED Finish <=> goal = state
    /\ ~ENABLED (Finish /\ reply' # [errno |-> "0", file |-> file])

(* A reset is possible at any moment.  It leaves a device that runs with its *)
(* own device state, no session, no record and no request; a request in      *)
(* flight fails with EIO.                                                    *)
ResetLeavesNothing ==
    /\ ENABLED Reset
    /\ ~ENABLED (Reset /\ ~(state' = RUNNING /\ session' = "none" /\ image' = "own"))
    /\ ~ENABLED (Reset /\ (dead' \/ pending' \/ file' # "none" \/ goal' # Idle))
    /\ ~ENABLED (Reset /\ reply' # (IF goal = Idle THEN reply
                                    ELSE [errno |-> "EIO", file |-> "none"]))

-----------------------------------------------------------------------------
(***************************************************************************)
(* What it changes.                                                        *)
(***************************************************************************)

(* The features of a device never change. *)
FeaturesStay == [][features' = features]_vars

(* A request that begins has no answer yet, and changes nothing else. *)
BeginChangesNothing ==
    [][goal = Idle /\ goal' # Idle =>
         /\ reply'.errno = "pending" /\ file' = "none"
         /\ UNCHANGED <<state, sessionVars, imageVars>>]_vars

(* A request that is refused changes nothing. *)
RefusalChangesNothing ==
    [][goal = Idle /\ goal' = Idle /\ reply' # reply
         => UNCHANGED <<state, sessionVars, imageVars, file>>]_vars

(* A write completes a device state, or a record, or none; or it fails and   *)
(* leaves both as they are.                                                  *)
WriteTakesEffect ==
    [][goal = Idle /\ state = RESUMING /\ state' = state /\ goal' = Idle =>
         /\ SessionStays /\ file' = file
         /\ image' # image => image' = "whole" /\ ~pending'
         /\ dead' # dead   => UNCHANGED imageVars]_vars

(* An arc is the next one of the table, an arc of the driver.  A session     *)
(* that goes on keeps its failure; a data_fd is that of a session that       *)
(* begins; RESUMING begins without a device state, and ends with one.        *)
ArcTakesEffect ==
    [][goal # Idle /\ goal' = goal =>
         /\ <<state, state'>> \in Arcs(features)
         /\ state' = TablePath(features, state, goal)[2]
         /\ dead' = (dead /\ session # "none" /\ session' = session)
         /\ file' = (IF session = "none" /\ session' # "none" THEN session' ELSE "none")
         /\ image' = (IF state' = RESUMING THEN "none" ELSE "own") /\ ~pending'
         /\ reply' = reply]_vars

(* A request that fails leaves the device in the state that it has reached,  *)
(* with its session and its data; or in ERROR, without a session; or a reset *)
(* ends it.                                                                  *)
FailureStays ==
    [][goal # Idle /\ goal' = Idle /\ reply'.errno # "0" =>
         /\ reply'.file = "none" /\ file' = "none"
         /\ \/ OnTheWay /\ state' = state /\ SessionStays /\ UNCHANGED imageVars
               /\ reply'.errno \in ArcErrnos \cup ImageErrnos
            \/ OnTheWay /\ state' = ERROR /\ UNCHANGED imageVars
               /\ reply'.errno \in ArcErrnos
            \/ state' = RUNNING /\ image' = "own" /\ ~pending' /\ reply'.errno = "EIO"]_vars

(* A refused image leaves its session as it is. *)
RefusedImageStays ==
    [][goal # Idle /\ goal' = Idle /\ reply'.errno \notin {"0", "EIO"} \cup ArcErrnos
         => dead' = dead]_vars

(* An answer of success changes nothing else. *)
SuccessChangesNothing ==
    [][goal # Idle /\ goal' = Idle /\ reply'.errno = "0"
         => file' = "none" /\ UNCHANGED <<state, sessionVars, imageVars>>]_vars
=============================================================================
Checked in the models of VfioMigration.
