------------------------------ MODULE VirtioVf ------------------------------
(***************************************************************************)
(* The vfio-virtio driver on top of one virtio Virtual Function.           *)
(*                                                                         *)
(* The device knows two modes only, RUNNING and STOPPED (Virtio 1.4,       *)
(* 2.12.1.4: DEV_MODE_SET).  STOPPED means that it initiates nothing:      *)
(* neither DMA nor interrupts; what comes in is still served.  VFIO has    *)
(* eight states.  The driver bridges the two with admin commands, sent     *)
(* through the owner of the VF, that are answered later, maybe with an     *)
(* error, maybe never.                                                     *)
(*                                                                         *)
(* Source: drivers/vfio/pci/virtio/migrate.c of Linux for the commands of  *)
(* each arc, Virtio 1.4 (cs01) for what they do.                           *)
(*                                                                         *)
(* Modelled: each admin command as two steps (issued, completed), failure  *)
(* of any of them, outstanding transactions of the device, notifications   *)
(* that arrive while it is stopped, resets at any moment, the sizes and    *)
(* pre-copy counters that the VMM asks for in between.                     *)
(*                                                                         *)
(* Abstracted: device parts (whether the image is whole is all that is     *)
(* kept), the bytes of the stream, ids and limits of part objects, the     *)
(* other VFs of the same owner.                                            *)
(*                                                                         *)
(* Guaranteed: the module refines VfioMigration (Contract), and the device *)
(* runs exactly when the migration state says so (ModeFollowsState).       *)
(***************************************************************************)
EXTENDS VirtioCommands

CONSTANT
    CommandErrnos   \* what an admin command may fail with

VARIABLES
    (* As in VfioMigration. *)
    features, state, goal, session, dead, image, pending, file, reply,

    (* The driver. *)
    task,      \* what it is at: "none", "arc", "unwind", "write", "query", "reset"
    todo,      \* the admin commands that it still has to issue for that
    flight,    \* the admin command in flight, or "none"
    failure,   \* what the task has failed with, or "0"
    object,    \* the part object of the session: "none", "get", "set"
    spare,     \* whether a second object exists, for a query outside a session
    resetting, \* whether a reset is waiting until no command is in flight

    (* The device. *)
    carriedOut, \* whether it has carried out the command in flight
    mode,      \* "RUNNING" or "STOPPED"
    bus,       \* whether it has transactions outstanding: "quiet" or "busy"
    doorbell   \* whether a notification has arrived that it has not served

contractVars == <<features, state, goal, session, dead, image, pending, file,
                  reply>>
driverVars   == <<task, todo, flight, failure, object, spare, resetting>>
deviceVars   == <<carriedOut, mode, bus, doorbell>>
vars == <<contractVars, driverVars, deviceVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* What this module refines.                                               *)
(***************************************************************************)
Contract == INSTANCE VfioMigration
    WITH ArcErrnos   <- CommandErrnos \cup {"ENODEV", "ENOSPC"},
         ImageErrnos <- {"EINVAL"}

Idle    == Contract!Idle
Ok(f)   == Contract!Ok(f)
Err(e)  == Contract!Err(e)
Loaded  == Contract!Loaded
NextHop == Contract!NextHop

TypeOK ==
    /\ Contract!TypeOK
    /\ "P2P" \in features
    /\ task      \in {"none", "arc", "unwind", "write", "query", "reset"}
    /\ todo      \in {SubSeq(<<CreateGet, MetadataGet, PartsGet>>, i, 3) : i \in 1..4}
                     \cup {<<c>> : c \in Commands}
                     \cup {<<CreateGet, MetadataGet, Destroy>>, <<MetadataGet, Destroy>>}
    /\ flight    \in Commands \cup {"none"}
    /\ failure   \in {"0", "ENOSPC"} \cup CommandErrnos
    /\ object    \in {"none", "get", "set"}
    /\ spare     \in BOOLEAN
    /\ resetting \in BOOLEAN
    /\ carriedOut \in BOOLEAN
    /\ mode      \in {"RUNNING", "STOPPED"}
    /\ bus       \in {"quiet", "busy"}
    /\ doorbell  \in BOOLEAN

Init ==
    /\ Contract!Init
    /\ "P2P" \in features     \* Linux drives virtio with features 3 or 7
    /\ task      = "none"
    /\ todo      = << >>
    /\ flight    = "none"
    /\ failure   = "0"
    /\ object    = "none"
    /\ spare     = FALSE
    /\ resetting = FALSE
    /\ carriedOut = FALSE
    /\ mode      = "RUNNING"
    /\ bus       = "quiet"
    /\ doorbell  = FALSE

-----------------------------------------------------------------------------
(***************************************************************************)
(* The VMM.  It makes one call at a time, and waits for the answer; only   *)
(* the reset comes whenever it likes.                                      *)
(***************************************************************************)
Free == task = "none" /\ goal = Idle /\ ~resetting

Ask(r) ==
    /\ Free
    /\ Contract!Ask(r)
    /\ failure' = "0"
    /\ UNCHANGED <<task, todo, flight, object, spare, resetting, deviceVars>>

Refuse(r) ==
    /\ Free
    /\ Contract!Refuse(r)
    /\ failure' = "0"
    /\ UNCHANGED <<task, todo, flight, object, spare, resetting, deviceVars>>

(* A write that leaves a record pending costs no command. *)
WritePart ==
    /\ Free
    /\ Contract!WritePart
    /\ failure' = "0"
    /\ UNCHANGED <<task, todo, flight, object, spare, resetting, deviceVars>>

(* An optional record of an unknown kind ends, and has had no effect. *)
WriteSkipped ==
    /\ Free
    /\ Contract!WriteSkipped
    /\ failure' = "0"
    /\ UNCHANGED <<task, todo, flight, object, spare, resetting, deviceVars>>

(* A write that completes a record has the device take over its parts. *)
WriteImage ==
    /\ Free
    /\ session = "resuming" /\ ~dead
    /\ task'    = "write"
    /\ todo'    = <<PartsSet>>
    /\ failure' = "0"
    /\ UNCHANGED <<contractVars, flight, object, spare, resetting, deviceVars>>

(* A write that the driver does not take, without asking the device. *)
WriteFails ==
    /\ Free
    /\ Contract!WriteFails
    /\ failure' = "0"
    /\ UNCHANGED <<task, todo, flight, object, spare, resetting, deviceVars>>

Query(commands) ==
    /\ task'    = "query"
    /\ todo'    = commands
    /\ failure' = "0"
    /\ UNCHANGED <<contractVars, flight, object, spare, resetting, deviceVars>>

(* VFIO_DEVICE_FEATURE_MIG_DATA_SIZE, in any state; outside a saving session *)
(* it needs a part object of its own.                                        *)
AskSize ==
    /\ Free
    /\ Query(IF session = "saving" /\ ~dead
             THEN <<MetadataGet>>
             ELSE <<CreateGet, MetadataGet, Destroy>>)

(* VFIO_MIG_GET_PRECOPY_INFO; the limiter and the reader's position decide   *)
(* whether it asks the device, and whether a further image is fetched.       *)
AskPrecopyInfo ==
    /\ Free
    /\ state \in {PRE_COPY, PRE_COPY_P2P}
    /\ ~dead
    /\ \E n \in 0..2 : Query(SubSeq(<<MetadataGet, PartsGet>>, 1, n))

AskReset ==
    /\ resetting' = TRUE
    /\ UNCHANGED <<contractVars, task, todo, flight, failure, object, spare,
                   deviceVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The driver.                                                             *)
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
    /\ UNCHANGED <<contractVars, flight, failure, object, spare, resetting,
                   deviceVars>>

(* What was written is not a whole state: RESUMING is not left. *)
RefuseImage ==
    /\ task = "none" /\ ~resetting
    /\ ~MayLeaveResuming
    /\ Contract!RefuseImage("EINVAL")
    /\ UNCHANGED <<driverVars, deviceVars>>

(* The session failed in an earlier attempt; its stream cannot go on. *)
RefuseDead ==
    /\ task = "none" /\ ~resetting
    /\ FinalCopy /\ dead
    /\ Contract!Fail("ENODEV")
    /\ UNCHANGED <<state, session, dead, image, pending, driverVars, deviceVars>>

(* One command at a time: commands of one VF never overlap. *)
MayIssue == flight = "none" /\ todo # << >>

Issue ==
    /\ MayIssue
    /\ ~(task = "arc" /\ resetting)
    /\ flight' = Head(todo)
    /\ todo'   = Tail(todo)
    /\ UNCHANGED <<contractVars, task, failure, object, spare, resetting,
                   deviceVars>>

(* All ids of part objects are taken; other VFs of the owner have them.      *)
OutOfIds ==
    /\ MayIssue
    /\ Head(todo) \in {CreateGet, CreateSet}
    /\ ~(task = "arc" /\ resetting)
    /\ failure' = "ENOSPC"
    /\ task'    = (IF task = "arc" THEN "unwind" ELSE task)
    /\ todo'    = << >>
    /\ UNCHANGED <<contractVars, flight, object, spare, resetting, deviceVars>>

Done == flight = "none" /\ todo = << >>

ImageAfterArc   == IF state' = RESUMING THEN "none" ELSE "own"
PendingAfterArc == FALSE

FinishArc ==
    /\ task = "arc" /\ Done /\ ~resetting
    /\ state'   = NextHop
    /\ session' = Contract!SessionOf(state')
    /\ dead'    = (dead /\ session' = session)
    /\ image'   = ImageAfterArc
    /\ pending' = PendingAfterArc
    /\ file'    = (IF <<state, state'>> \in FileArcs THEN session' ELSE "none")
    /\ task'    = "none"
    /\ UNCHANGED <<features, goal, reply, todo, flight, failure, object, spare,
                   resetting, deviceVars>>

(* The failed arc has been cleaned up; the state that was reached stays. *)
FinishUnwind ==
    /\ task = "unwind" /\ Done
    /\ Contract!Fail(failure)
    /\ dead' = (dead \/ (session = "saving" /\ NextHop = STOP_COPY))
    /\ task' = "none"
    /\ UNCHANGED <<state, session, image, pending, todo, flight, failure, object, spare,
                   resetting, deviceVars>>

MayAnswer == ~resetting

Finish ==
    /\ task = "none" /\ MayAnswer
    /\ Contract!Finish
    /\ UNCHANGED <<driverVars, deviceVars>>

(* A whole record was written, or the device did not take it. *)
FinishWrite ==
    /\ task = "write" /\ Done
    /\ IF failure = "0" THEN Contract!WriteImage ELSE Contract!WriteFails
    /\ task' = "none"
    /\ UNCHANGED <<todo, flight, failure, object, spare, resetting, deviceVars>>

FinishQuery ==
    /\ task = "query" /\ Done
    /\ task' = "none"
    /\ UNCHANGED <<contractVars, todo, flight, failure, object, spare, resetting,
                   deviceVars>>

(***************************************************************************)
(* A reset waits for the command in flight, and for all of a task that     *)
(* cannot be given up half-way.  Only then does the driver reset the       *)
(* function: a stop command that overtook the reset would leave the device *)
(* stopped for good, since RUNNING is entered without a mode command.      *)
(* Virtio 1.4 does not say what a function-level reset does to the mode;   *)
(* here it ends STOPPED, and part objects survive it (S-2).                *)
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
    /\ UNCHANGED <<contractVars, carriedOut, flight, failure, object, spare>>

FinishReset ==
    /\ task = "reset" /\ Done
    /\ Contract!Reset
    /\ task' = "none"
    /\ UNCHANGED <<todo, flight, failure, object, spare, resetting, deviceVars>>

Driver == \/ StartArc \/ RefuseImage \/ RefuseDead \/ Issue \/ OutOfIds
          \/ FinishArc \/ FinishUnwind \/ Finish
          \/ FinishWrite \/ FinishQuery
          \/ HandleReset \/ FinishReset

-----------------------------------------------------------------------------
(***************************************************************************)
(* The device: its owner answers the commands.                             *)
(***************************************************************************)
ObjectAfter(c) == CASE task = "query" -> object
                    [] c = CreateGet  -> "get"
                    [] c = CreateSet  -> "set"
                    [] c = Destroy    -> "none"
                    [] OTHER          -> object

SpareAfter(c) == CASE task # "query" -> spare
                   [] c = CreateGet  -> TRUE
                   [] c = Destroy    -> FALSE
                   [] OTHER          -> spare

(* The device carries a command out some time before the driver learns of    *)
(* it.  A stop is carried out only when nothing is outstanding any more.     *)
CarryOut ==
    /\ flight # "none" /\ ~carriedOut
    /\ flight = ModeStopped => bus = "quiet"
    /\ carriedOut' = TRUE
    /\ mode' = (CASE flight = ModeStopped -> "STOPPED"
                  [] flight = ModeRunning -> "RUNNING"
                  [] OTHER                -> mode)
    /\ UNCHANGED <<contractVars, driverVars, bus, doorbell>>

Complete ==
    /\ carriedOut
    /\ flight' = "none"
    /\ object' = ObjectAfter(flight)
    /\ spare'  = SpareAfter(flight)
    /\ carriedOut' = FALSE
    /\ UNCHANGED <<contractVars, task, todo, failure, resetting, mode, bus, doorbell>>

(* A command that fails has no effect.  What the driver does about it: a     *)
(* failed Destroy does not stop it (the id is kept aside and tried again     *)
(* when ids run out); anything else ends the task, after what this task has  *)
(* created is gone.                                                          *)
Release == <<Destroy>>

CompleteWithError(e) ==
    /\ flight # "none" /\ ~carriedOut
    /\ flight' = "none"
    /\ IF flight = Destroy
       THEN /\ object' = ObjectAfter(Destroy)
            /\ spare'  = SpareAfter(Destroy)
            /\ UNCHANGED <<task, todo, failure>>
       ELSE /\ failure' = e
            /\ task'    = (IF task = "arc" THEN "unwind" ELSE task)
            /\ todo'    = (CASE spare -> <<Destroy>>
                              [] task = "arc" /\ session = "none" /\ object # "none" -> Release
                              [] OTHER -> << >>)
            /\ UNCHANGED <<object, spare>>
    /\ UNCHANGED <<contractVars, resetting, deviceVars>>

Completion == CarryOut \/ Complete \/ \E e \in CommandErrnos : CompleteWithError(e)

-----------------------------------------------------------------------------
(***************************************************************************)
(* The device: its own doings.  It may go on until it stops.               *)
(***************************************************************************)
MayStart == mode = "RUNNING"

(* The guest rings a doorbell: accepted in both modes. *)
Ring ==
    /\ doorbell' = TRUE
    /\ UNCHANGED <<contractVars, driverVars, carriedOut, mode, bus>>

Serve ==
    /\ MayStart /\ doorbell
    /\ doorbell' = FALSE
    /\ bus'      = "busy"
    /\ UNCHANGED <<contractVars, driverVars, carriedOut, mode>>

(* A DMA that no doorbell has asked for: a packet arrives from the network.  *)
Receive ==
    /\ MayStart
    /\ bus' = "busy"
    /\ UNCHANGED <<contractVars, driverVars, carriedOut, mode, doorbell>>

Interrupt ==
    /\ MayStart
    /\ bus' = "busy"
    /\ UNCHANGED <<contractVars, driverVars, carriedOut, mode, doorbell>>

Settle ==
    /\ bus # "quiet"
    /\ bus' = "quiet"
    /\ UNCHANGED <<contractVars, driverVars, carriedOut, mode, doorbell>>

Device == Serve \/ Receive \/ Interrupt \/ Settle

-----------------------------------------------------------------------------
Vmm == \/ \E r \in States : Ask(r) \/ Refuse(r)
       \/ WritePart \/ WriteImage \/ WriteSkipped \/ WriteFails
       \/ AskSize \/ AskPrecopyInfo
       \/ AskReset

Next == Vmm \/ Driver \/ Completion \/ Device \/ Ring

(***************************************************************************)
(* The driver does not stop half-way.  Every command is answered, in one   *)
(* way or the other; strong fairness, since a stop can be completed only   *)
(* in the moments in which nothing is outstanding.  Transactions end, and  *)
(* a device that runs serves its doorbells.                                *)
(***************************************************************************)
Fairness == /\ WF_vars(Driver)
            /\ SF_vars(Completion)
            /\ WF_vars(Settle)
            /\ SF_vars(Serve)

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties.                                                             *)
(***************************************************************************)

(* With no request in flight the device runs exactly in RUNNING and PRE_COPY. *)
ModeFollowsState == Free => (mode = "RUNNING" <=> state \in Awake)

(* A stopped device initiates nothing. *)
SilentWhileStopped == mode = "STOPPED" => bus = "quiet"

(* A part object exists exactly while a session needs it. *)
ObjectBelongsToSession ==
    Free => /\ object = (CASE session = "saving"   -> "get"
                           [] session = "resuming" -> "set"
                           [] OTHER                -> "none")
            /\ ~spare

(* What is destroyed exists: what a failed arc has created is released once. *)
ReleasedOnce == flight = Destroy => object # "none" \/ spare

(* Commands belong to a task, and what was carried out was sent. *)
CommandsBelongToTask ==
    /\ task = "none" => flight = "none" /\ todo = << >>
    /\ carriedOut => flight # "none"

(* Only what has an object of this kind is read. *)
ReadThroughObject ==
    flight \in {MetadataGet, PartsGet} => object = "get" \/ spare

(* The device is not left with half a state. *)
DeviceIsWhole == Contract!DeviceIsWhole

(* This driver has no use for ERROR. *)
NeverInError == state # ERROR

(* Parts are replaced only while the device is stopped (Virtio 1.4,          *)
(* 2.12.1.4: the driver stops the member before DEV_PARTS_SET).              *)
SetOnlyWhileStopped == flight = PartsSet => mode = "STOPPED"

(* Mode commands cross the border, on arcs, and nowhere else. *)
ModeCommandsOnlyAtBorder ==
    [][flight' \in {ModeStopped, ModeRunning} /\ flight = "none"
         => task = "arc" /\ (state \in Awake) # (NextHop \in Awake)]_vars

(* Between RUNNING_P2P and STOP nothing is asked of the device. *)
StopIsSilent ==
    [][{state, state'} = {RUNNING_P2P, STOP} => UNCHANGED <<mode, object>>]_vars

(* The function is reset only when somebody asked for it. *)
FunctionResetOnlyWhenAsked ==
    [][task' = "reset" /\ task # "reset" => resetting]_vars

(* An arc that a reset has overtaken sends no further command. *)
NoCommandAfterResetAsked ==
    [][task = "arc" /\ resetting => flight' \in {flight, "none"}]_vars

(* Nor does it succeed: the answer agrees with the state (K-5). *)
NoSuccessAfterResetAsked ==
    [][resetting /\ goal # Idle /\ goal' = Idle
         => reply'.errno \in {failure, "EIO"} \ {"0"}]_vars

(* The VMM makes one call at a time. *)
OneCallAtATime ==
    [][task # "none" /\ task' = task => UNCHANGED <<goal, reply, image, pending, dead>>]_vars

(* An answer is the end of a task, or needs none. *)
AnswerEndsTask ==
    [][goal # Idle /\ goal' = Idle => task' = "none"]_vars

(* No arc begins, or ends well, once a reset was asked for. *)
NoArcAfterResetAsked ==
    [][resetting => ~(task = "none" /\ task' = "arc")
                    /\ (task = "arc" => state' = state)]_vars

(* A session that has failed asks nothing of the device through its object,  *)
(* and its stream does not go on; to leave it is still possible.             *)
DeadIsSilent ==
    [][dead /\ task = "none" =>
         /\ task' = "query" => Head(todo') = CreateGet
         /\ task' = "arc"   => ~FinalCopy]_vars

(* ENODEV is the answer to who goes on with it, and to nobody else.          *)
OnlyFinalCopyOfDeadFails ==
    [][reply' # reply /\ reply'.errno = "ENODEV" => FinalCopy /\ dead]_vars

(* A stopped device starts nothing, whatever comes in. *)
NothingStartsWhileStopped ==
    [][mode = "STOPPED" => bus' = "quiet"]_vars

(* Every request ends, whatever fails. *)
RequestEnds == goal # Idle ~> goal = Idle

(* So does every reset. *)
ResetEnds == resetting ~> ~resetting

(* No doorbell is lost that came in while the device was stopped: once it    *)
(* runs for good, all are served.                                            *)
DoorbellIsServed == <>[](mode = "RUNNING") => []<>(~doorbell)

THEOREM Spec => Contract!Spec
=============================================================================
