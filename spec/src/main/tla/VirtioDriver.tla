---------------------------- MODULE VirtioDriver -----------------------------
(***************************************************************************)
(* The steps of the vfio-virtio driver: the calls of the VMM, the arcs and *)
(* their admin commands, the answers, and the reset.                       *)
(*                                                                         *)
(* Source: drivers/vfio/pci/virtio/migrate.c of Linux.  The commands of an *)
(* arc are in VirtioCommands; VirtioVf puts driver and device together.    *)
(***************************************************************************)
EXTENDS VirtioVfState

-----------------------------------------------------------------------------
(***************************************************************************)
(* The VMM.  It makes one call at a time and waits for the answer; a reset *)
(* may come at any moment.                                                 *)
(***************************************************************************)
NoCall == task = "none" /\ goal = Idle /\ ~resetting

(* A call that issues no admin command by itself. *)
WithoutCommand ==
    /\ NoCall
    /\ failure' = "0"
    /\ UNCHANGED <<taskVars, flight, objectVars, resetting, deviceVars>>

Ask(r)    == WithoutCommand /\ Contract!Ask(r)
Refuse(r) == WithoutCommand /\ Contract!Refuse(r)

(* A write that leaves a record pending. *)
WritePart == WithoutCommand /\ Contract!WritePart

(* An optional record of an unknown kind ends, without an effect. *)
WriteSkipped == WithoutCommand /\ Contract!WriteSkipped

(* A write that the driver rejects by itself. *)
WriteFails == WithoutCommand /\ Contract!WriteFails

(* A call that issues admin commands. *)
BeginTask(what, commands) ==
    /\ task'    = what
    /\ todo'    = commands
    /\ failure' = "0"
    /\ UNCHANGED <<contractVars, flight, objectVars, resetting, deviceVars>>

(* A write that completes an image: the device takes over its parts. *)
WriteImage ==
    /\ NoCall
    /\ session = "resuming" /\ ~dead
    /\ BeginTask("write", <<PartsSet>>)

(* VFIO_DEVICE_FEATURE_MIG_DATA_SIZE, in any state.  Outside a saving        *)
(* session it needs a part object of its own.                                *)
AskSize ==
    /\ NoCall
    /\ BeginTask("query", IF session = "saving" /\ ~dead
                          THEN <<MetadataGet>>
                          ELSE <<CreateGet, MetadataGet, Destroy>>)

(* VFIO_MIG_GET_PRECOPY_INFO.  The limiter and the position of the reader    *)
(* decide whether the driver asks the device, and fetches a further image.   *)
AskPrecopyInfo ==
    /\ NoCall
    /\ state \in {PRE_COPY, PRE_COPY_P2P}
    /\ ~dead
    /\ \E n \in 0..2 : BeginTask("query", SubSeq(<<MetadataGet, PartsGet>>, 1, n))

AskReset ==
    /\ resetting' = TRUE
    /\ UNCHANGED <<contractVars, taskVars, flight, failure, objectVars, deviceVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* Arcs.                                                                   *)
(***************************************************************************)
FinalCopy == state = PRE_COPY_P2P /\ goal = STOP_COPY

MayLeaveResuming == Loaded

StartArc ==
    /\ task = "none" /\ ~resetting
    /\ goal \notin {Idle, state}
    /\ state = RESUMING => MayLeaveResuming
    /\ ~(FinalCopy /\ dead)
    /\ task' = "arc"
    /\ todo' = ArcCommands(state, NextHop)
    /\ UNCHANGED <<contractVars, flight, failure, objectVars, resetting, deviceVars>>

(* The data that were written are not a whole device state. *)
RefuseImage ==
    /\ task = "none" /\ ~resetting
    /\ ~MayLeaveResuming
    /\ Contract!RefuseImage("EINVAL")
    /\ UNCHANGED <<driverVars, deviceVars>>

(* The session failed before; its stream cannot be continued. *)
RefuseDead ==
    /\ task = "none" /\ ~resetting
    /\ FinalCopy /\ dead
    /\ Contract!AnswerFailure("ENODEV")
    /\ UNCHANGED <<state, session, dead, image, pending, driverVars, deviceVars>>

(* One command at a time: commands of one VF never overlap. *)
MayIssue == flight = "none" /\ todo # << >>

Issue ==
    /\ MayIssue
    /\ ~(task = "arc" /\ resetting)
    /\ flight' = Head(todo)
    /\ todo'   = Tail(todo)
    /\ UNCHANGED <<contractVars, task, failure, objectVars, resetting, deviceVars>>

(* Other VFs of the owner use all ids of part objects. *)
OutOfIds ==
    /\ MayIssue
    /\ Head(todo) \in {CreateGet, CreateSet}
    /\ ~(task = "arc" /\ resetting)
    /\ failure' = "ENOSPC"
    /\ task'    = (IF task = "arc" THEN "unwind" ELSE task)
    /\ todo'    = << >>
    /\ UNCHANGED <<contractVars, flight, objectVars, resetting, deviceVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The end of a task.                                                      *)
(***************************************************************************)
Done == flight = "none" /\ todo = << >>

EndTask ==
    /\ task' = "none"
    /\ UNCHANGED <<todo, flight, failure, objectVars, resetting, deviceVars>>

ImageAfterArc   == IF state' = RESUMING THEN "none" ELSE "own"
PendingAfterArc == FALSE

FinishArc ==
    /\ task = "arc" /\ Done /\ ~resetting
    /\ EndTask
    /\ state'   = NextHop
    /\ session' = Contract!SessionOf(state')
    /\ dead'    = (dead /\ session' = session)
    /\ image'   = ImageAfterArc
    /\ pending' = PendingAfterArc
    /\ file'    = (IF <<state, state'>> \in FileArcs THEN session' ELSE "none")
    /\ UNCHANGED <<features, goal, reply>>

(* The arc has failed and is cleaned up; the state that was reached stays.   *)
FinishUnwind ==
    /\ task = "unwind" /\ Done
    /\ EndTask
    /\ Contract!AnswerFailure(failure)
    /\ dead' = (dead \/ (session = "saving" /\ NextHop = STOP_COPY))
    /\ UNCHANGED <<state, session, image, pending>>

MayAnswer == ~resetting

Finish ==
    /\ task = "none" /\ MayAnswer
    /\ Contract!Finish
    /\ UNCHANGED <<driverVars, deviceVars>>

(* The device has taken over the image, or has refused it. *)
FinishWrite ==
    /\ task = "write" /\ Done
    /\ EndTask
    /\ IF failure = "0" THEN Contract!WriteImage ELSE Contract!WriteFails

FinishQuery ==
    /\ task = "query" /\ Done
    /\ EndTask
    /\ UNCHANGED contractVars

-----------------------------------------------------------------------------
(***************************************************************************)
(* A reset waits for the command in flight, and for a task that cannot be  *)
(* given up half-way.  Only then does the driver reset the function: a     *)
(* stop command that overtakes the reset would leave the device stopped,   *)
(* since RUNNING is entered without a mode command.  Virtio 1.4 does not   *)
(* say what a function-level reset does to mode and part objects.  Decided *)
(* here (S-2): the device ends RUNNING, and part objects survive.          *)
(***************************************************************************)
ModeAfterReset == "RUNNING"

HandleReset ==
    /\ resetting
    /\ task \in {"none", "arc"} /\ flight = "none"
    /\ resetting' = FALSE
    /\ task'      = "reset"
    /\ todo'      = (IF object = "none" THEN << >> ELSE <<Destroy>>)
    /\ mode'      = ModeAfterReset
    /\ bus'       = "quiet"
    /\ doorbell'  = FALSE
    /\ UNCHANGED <<contractVars, carriedOut, flight, failure, objectVars>>

FinishReset ==
    /\ task = "reset" /\ Done
    /\ EndTask
    /\ Contract!Reset

-----------------------------------------------------------------------------
Driver == \/ StartArc \/ RefuseImage \/ RefuseDead \/ Issue \/ OutOfIds
          \/ FinishArc \/ FinishUnwind \/ Finish
          \/ FinishWrite \/ FinishQuery
          \/ HandleReset \/ FinishReset

Vmm == \/ \E r \in States : Ask(r) \/ Refuse(r)
       \/ WritePart \/ WriteImage \/ WriteSkipped \/ WriteFails
       \/ AskSize \/ AskPrecopyInfo
       \/ AskReset
=============================================================================
Checked in the models of VirtioVf.
