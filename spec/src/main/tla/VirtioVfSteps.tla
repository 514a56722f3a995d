----------------------------- MODULE VirtioVfSteps ------------------------------
(***************************************************************************)
(* VirtioVf step by step: when each step of driver and device is possible, *)
(* and all that it changes.  The properties of VirtioVf say what a VMM may *)
(* rely on; these leave driver and device no other behaviour by which they *)
(* could keep them.                                                        *)
(*                                                                         *)
(* Source: as in VirtioVf.                                                 *)
(***************************************************************************)
EXTENDS VirtioVf

CallMayCome == task = "none" /\ goal = Idle /\ ~resetting
OnTheWay    == goal # Idle /\ goal # state
WholeOnly   == image = "whole" /\ ~pending /\ ~dead

-----------------------------------------------------------------------------
(***************************************************************************)
(* When it is possible.                                                    *)
(***************************************************************************)

(* Driver and device begin without a task, a command, an object or anything  *)
(* outstanding (a property of initial states).                               *)
BeginsQuiet ==
    /\ "P2P" \in features /\ state = RUNNING /\ goal = Idle
    /\ task = "none" /\ todo = << >> /\ flight = "none" /\ failure = "0"
    /\ object = "none" /\ spare = FALSE /\ resetting = FALSE /\ carriedOut = FALSE
    /\ mode = "RUNNING" /\ bus = "quiet" /\ doorbell = FALSE

(* A VMM without a call in progress may make each call that the state        *)
(* allows, and a reset at any moment.                                        *)
CallsMayCome ==
    LET resumes == CallMayCome /\ state = RESUMING
    IN  /\ \A r \in States :
              /\ ENABLED Ask(r)    <=> CallMayCome /\ Allowed(features, state, r)
              /\ ENABLED Refuse(r) <=> CallMayCome /\ ~Allowed(features, state, r)
        /\ ENABLED WritePart    <=> resumes /\ ~dead
        /\ ENABLED WriteImage   <=> resumes /\ ~dead
        /\ ENABLED WriteSkipped <=> resumes /\ ~dead
        /\ ENABLED WriteFails   <=> resumes
        /\ ENABLED AskSize      <=> CallMayCome
        /\ ENABLED AskPrecopyInfo <=> CallMayCome /\ state \in {PRE_COPY, PRE_COPY_P2P} /\ ~dead
        /\ ENABLED AskReset

(* The driver begins the next arc of a request, or answers at once what      *)
(* cannot be done; it issues the next command when none is in flight, unless *)
(* a reset overtakes the arc; and other VFs may use all ids.                 *)
DriverGoesOn ==
    LET free   == task = "none" /\ ~resetting
        issues == flight = "none" /\ todo # << >> /\ ~(task = "arc" /\ resetting)
    IN  /\ ENABLED StartArc <=>
              /\ free /\ OnTheWay /\ (state = RESUMING => WholeOnly)
              /\ ~(dead /\ NextHop = STOP_COPY)
        /\ ENABLED RefuseImage <=> free /\ OnTheWay /\ state = RESUMING /\ ~WholeOnly
        /\ ENABLED RefuseDead  <=> free /\ OnTheWay /\ dead /\ NextHop = STOP_COPY
        /\ ENABLED Issue       <=> issues
        /\ ENABLED OutOfIds    <=> issues /\ Head(todo) \in {CreateGet, CreateSet}

(* A task ends when its commands have been answered; a reset begins between  *)
(* two tasks, or gives up an arc.                                            *)
TasksEnd ==
    LET done == flight = "none" /\ todo = << >>
    IN  /\ ENABLED FinishArc    <=> task = "arc" /\ done /\ ~resetting
        /\ ENABLED FinishUnwind <=> task = "unwind" /\ done
        /\ ENABLED Finish       <=> task = "none" /\ ~resetting /\ goal = state
        /\ ENABLED FinishWrite  <=> task = "write" /\ done
        /\ ENABLED FinishQuery  <=> task = "query" /\ done
        /\ ENABLED HandleReset  <=> resetting /\ task \in {"none", "arc"} /\ flight = "none"
        /\ ENABLED FinishReset  <=> task = "reset" /\ done

(* A command can fail until it is carried out, and is answered with success  *)
(* after that; a stop is carried out when nothing is outstanding.            *)
CommandsAreAnswered ==
    LET waits == flight # "none" /\ ~carriedOut
    IN  /\ ENABLED CarryOut <=> waits /\ (flight = ModeStopped => bus = "quiet")
        /\ ENABLED Complete <=> carriedOut
        /\ \A e \in CommandErrnos : ENABLED CompleteWithError(e) <=> waits

(* A device that runs receives, interrupts and serves; doorbells come in     *)
(* both modes; what is outstanding ends.                                     *)
DeviceWorks ==
    /\ ENABLED Ring
    /\ ENABLED Serve     <=> mode = "RUNNING" /\ doorbell
    /\ ENABLED Receive   <=> mode = "RUNNING"
    /\ ENABLED Interrupt <=> mode = "RUNNING"
    /\ ENABLED Settle    <=> bus = "busy"

-----------------------------------------------------------------------------
(***************************************************************************)
(* What it changes.                                                        *)
(***************************************************************************)

(* A step of the device by itself, or of its guest, changes the bus or the   *)
(* doorbell only.  A doorbell is cleared when it is served, and by a reset.  *)
DeviceAlone ==
    [][/\ bus' # bus /\ task' = task => UNCHANGED othersOfDevice
       /\ doorbell' # doorbell =>
            \/ doorbell' /\ UNCHANGED <<othersOfDevice, bus>>
            \/ ~doorbell' /\ bus' = "busy" /\ mode = "RUNNING" /\ UNCHANGED othersOfDevice
            \/ ~doorbell' /\ task' = "reset"]_vars

(* The mode changes when a mode command is carried out, and by a reset.      *)
ModeHasReason ==
    [][/\ mode' # mode =>
            \/ /\ carriedOut' /\ ~carriedOut
               /\ mode' = (IF flight = ModeStopped THEN "STOPPED" ELSE "RUNNING")
               /\ flight \in {ModeStopped, ModeRunning}
            \/ task' = "reset" /\ mode' = "RUNNING"
       /\ carriedOut' /\ ~carriedOut =>
            /\ flight = ModeStopped => mode' = "STOPPED" /\ bus = "quiet"
            /\ flight = ModeRunning => mode' = "RUNNING"
            /\ UNCHANGED <<contractVars, driverVars, bus, doorbell>>]_vars

(* Commands are issued one after the other, in the order of the task.        *)
CommandsInOrder ==
    [][/\ flight' # flight /\ flight = "none" =>
            /\ flight' = Head(todo) /\ todo' = Tail(todo)
            /\ UNCHANGED <<contractVars, task, failure, objectVars, resetting, deviceVars>>
       /\ flight' # flight /\ flight # "none" => flight' = "none"
       /\ carriedOut /\ ~carriedOut' =>
            /\ flight' = "none" /\ UNCHANGED <<contractVars, taskVars, failure, resetting, mode, bus, doorbell>>]_vars

(* A part object is created and destroyed by the command for it, which was   *)
(* carried out; a destroy that failed ends it for the driver, too.  That of  *)
(* a query is apart from that of the session.                                *)
ObjectsHaveReason ==
    [][<<object', spare'>> # <<object, spare>> =>
         /\ flight # "none" /\ flight' = "none" /\ UNCHANGED <<contractVars, task, todo, failure>>
         /\ IF task = "query"
            THEN object' = object /\ spare' = (flight = CreateGet) /\ flight \in {CreateGet, Destroy}
            ELSE /\ spare' = spare
                 /\ object' = (CASE flight = CreateGet -> "get" [] flight = CreateSet -> "set"
                                 [] OTHER -> "none")
                 /\ flight \in {CreateGet, CreateSet, Destroy}
         /\ carriedOut \/ flight = Destroy]_vars

(* A task begins with the commands of the call or of the arc, and without a  *)
(* failure.                                                                  *)
TaskBegins ==
    [][task' # task /\ task = "none" =>
         /\ UNCHANGED <<contractVars, flight, objectVars, carriedOut>>
         /\ task' # "reset" => failure' = "0" /\ ~resetting /\ UNCHANGED deviceVars
         /\ CASE task' = "arc"   -> todo' = ArcCommands(state, NextHop) /\ OnTheWay
              [] task' = "write" -> todo' = <<PartsSet>> /\ session = "resuming" /\ ~dead
              [] task' = "query" -> \/ todo' = (IF session = "saving" /\ ~dead THEN <<MetadataGet>>
                                                ELSE <<CreateGet, MetadataGet, Destroy>>)
                                    \/ /\ state \in {PRE_COPY, PRE_COPY_P2P} /\ ~dead
                                       /\ todo' \in {<< >>, <<MetadataGet>>, <<MetadataGet, PartsGet>>}
              [] task' = "reset" -> TRUE]_vars

(* A failure ends the task, after what it has created is destroyed; an arc   *)
(* is unwound.  ENOSPC comes before an object is created.                    *)
FailureIsKept ==
    [][/\ failure' # failure /\ failure' # "0" =>
            /\ failure' = "ENOSPC" => flight = "none" /\ Head(todo) \in {CreateGet, CreateSet} /\ todo' = << >>
            /\ failure' # "ENOSPC" => flight \notin {"none", Destroy} /\ ~carriedOut /\ flight' = "none"
            /\ task' = (IF task = "arc" THEN "unwind" ELSE task)
            /\ todo' = (IF spare \/ (task = "arc" /\ session = "none" /\ object # "none")
                        THEN <<Destroy>> ELSE << >>)
            /\ UNCHANGED <<contractVars, objectVars>>
       /\ failure' = "0" /\ failure # "0" => task = "none"]_vars

(* What is written takes effect as the device answers.                       *)
WriteIsAnswered ==
    [][task = "write" /\ task' = "none" =>
         IF failure = "0" THEN image' = "whole" /\ ~pending' /\ dead' = dead
         ELSE dead' /\ UNCHANGED <<image, pending>>]_vars

(* A query changes nothing for the VMM.                                      *)
QueryChangesNothing == [][task = "query" /\ task' # task => UNCHANGED contractVars]_vars

(* An arc that fails is answered with its errno, and fails the session if it *)
(* would have read the final image.                                          *)
UnwindIsAnswered ==
    [][task = "unwind" /\ task' # task =>
         /\ reply'.errno = failure /\ reply'.file = "none" /\ goal' = Idle
         /\ dead' = (dead \/ (session = "saving" /\ NextHop = STOP_COPY))
         /\ UNCHANGED <<state, session, image, pending>>]_vars

(* A reset leaves a device that runs, with nothing outstanding, no doorbell, *)
(* and no object of a session; it ends what waits for it.                    *)
ResetLeavesNothing ==
    [][/\ task' = "reset" /\ task # "reset" =>
            /\ mode' = "RUNNING" /\ bus' = "quiet" /\ ~doorbell' /\ ~resetting' /\ flight' = "none"
            /\ todo' = (IF object = "none" THEN << >> ELSE <<Destroy>>)
            /\ UNCHANGED <<contractVars, carriedOut, failure, objectVars>>
       /\ task = "reset" /\ task' # "reset" =>
            /\ task' = "none" /\ state' = RUNNING /\ session' = "none" /\ image' = "own" /\ ~pending' /\ ~dead'
            /\ goal' = Idle /\ file' = "none" /\ object' = "none"
            /\ reply' = (IF goal = Idle THEN reply ELSE [errno |-> "EIO", file |-> "none"])
       /\ resetting' # resetting => resetting' \/ task' = "reset"]_vars
=============================================================================
Checked in the models of VirtioVf.
