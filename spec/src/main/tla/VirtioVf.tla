------------------------------ MODULE VirtioVf ------------------------------
(***************************************************************************)
(* The vfio-virtio driver on top of one virtio Virtual Function.           *)
(*                                                                         *)
(* The device has two modes, RUNNING and STOPPED.  VFIO has eight states.  *)
(* The driver moves the device between them by admin commands that it      *)
(* sends through the owner of the VF.  An answer comes later, with success *)
(* or an errno, or never.                                                  *)
(*                                                                         *)
(* Read in this order: VirtioCommands (commands and arcs), VirtioVfState   *)
(* (variables), VirtioDriver, VirtioDevice, and this module.               *)
(*                                                                         *)
(* Source: drivers/vfio/pci/virtio/migrate.c of Linux for the commands of  *)
(* each arc; Virtio 1.4 (cs01) for their effect.                           *)
(*                                                                         *)
(* Modelled: each admin command as two steps, carried out and answered;    *)
(* failure of any command; transactions of the device in flight;           *)
(* notifications that arrive while it is stopped; resets at any moment;    *)
(* queries of sizes and pre-copy counters.                                 *)
(*                                                                         *)
(* Abstracted: device parts (only whether the image is whole), the bytes   *)
(* of the stream, ids and limits of part objects, other VFs of the owner.  *)
(*                                                                         *)
(* Guaranteed: the module refines VfioMigration (Contract), and the device *)
(* runs exactly in the migration states that say so (ModeFollowsState).    *)
(***************************************************************************)
EXTENDS VirtioDriver, VirtioDevice, ResetAnswer

Next == Vmm \/ Driver \/ Completion \/ Device \/ Ring

(***************************************************************************)
(* The driver does not stop half-way.  Every command is answered, with     *)
(* success or an errno.  This fairness is strong, since a stop can be      *)
(* carried out only while nothing is outstanding.  Transactions end, and a *)
(* device that runs serves its doorbells.                                  *)
(***************************************************************************)
Fairness == /\ WF_vars(Driver)
            /\ SF_vars(Completion)
            /\ WF_vars(Settle)
            /\ SF_vars(Serve)

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties: mode and bus.                                               *)
(***************************************************************************)

(* Without a call in progress the device runs exactly in RUNNING and         *)
(* PRE_COPY.                                                                 *)
ModeFollowsState == NoCall => (mode = "RUNNING" <=> state \in RunningStates)

(* A stopped device has nothing outstanding. *)
SilentWhileStopped == mode = "STOPPED" => bus = "quiet"

(* A stopped device starts nothing, whatever comes in. *)
NothingStartsWhileStopped ==
    [][mode = "STOPPED" => bus' = "quiet"]_vars

(* Mode commands are issued exactly on the arcs that cross the border        *)
(* between RunningStates and the others.                                     *)
ModeCommandsOnlyAtBorder ==
    [][flight' \in {ModeStopped, ModeRunning} /\ flight = "none"
         => task = "arc" /\ (state \in RunningStates) # (NextHop \in RunningStates)]_vars

(* The arcs between RUNNING_P2P and STOP issue no command. *)
StopIsSilent ==
    [][{state, state'} = {RUNNING_P2P, STOP} => UNCHANGED <<mode, object>>]_vars

(* Parts are set only while the device is stopped (Virtio 1.4, 2.12.1.4: the *)
(* driver stops the member before DEV_PARTS_SET).                            *)
SetOnlyWhileStopped == flight = PartsSet => mode = "STOPPED"

(* A doorbell that rings while the device is stopped is not lost: a device   *)
(* that runs for good serves all of them.                                    *)
DoorbellIsServed == <>[](mode = "RUNNING") => []<>(~doorbell)

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties: part objects and commands.                                  *)
(***************************************************************************)

(* A part object exists exactly while a session needs it. *)
ObjectBelongsToSession ==
    NoCall => /\ object = (CASE session = "saving"   -> "get"
                             [] session = "resuming" -> "set"
                             [] OTHER                -> "none")
              /\ ~spare

(* The driver destroys only objects that exist: a failed arc releases its    *)
(* object once.                                                              *)
ReleasedOnce == flight = Destroy => object # "none" \/ spare

(* Commands belong to a task, and only a command in flight is carried out.   *)
CommandsBelongToTask ==
    /\ task = "none" => flight = "none" /\ todo = << >>
    /\ carriedOut => flight # "none"

(* Parts are read through an object of type GET only. *)
ReadThroughObject ==
    flight \in {MetadataGet, PartsGet} => object = "get" \/ spare

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties: device state and session.                                   *)
(***************************************************************************)

(* Outside RESUMING the device holds a whole device state. *)
DeviceIsWhole == Contract!DeviceIsWhole

(* This driver never enters ERROR. *)
NeverInError == state # ERROR

(* A session that has failed issues no command through its object, and its   *)
(* stream is not continued; it can be left.                                  *)
DeadIsSilent ==
    [][dead /\ task = "none" =>
         /\ task' = "query" => Head(todo') = CreateGet
         /\ task' = "arc"   => ~FinalCopy]_vars

(* ENODEV answers only the request that would continue a failed session.     *)
OnlyFinalCopyOfDeadFails ==
    [][reply' # reply /\ reply'.errno = "ENODEV" => FinalCopy /\ dead]_vars

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties: calls and resets.                                           *)
(***************************************************************************)

(* The VMM makes one call at a time. *)
OneCallAtATime ==
    [][task # "none" /\ task' = task => UNCHANGED <<goal, reply, image, pending, dead>>]_vars

(* An answer ends a task, or needs none. *)
AnswerEndsTask ==
    [][goal # Idle /\ goal' = Idle => task' = "none"]_vars

(* The function is reset only if a reset was requested. *)
FunctionResetOnlyWhenAsked ==
    [][task' = "reset" /\ task # "reset" => resetting]_vars

(* An arc that a reset overtakes issues no further command. *)
NoCommandAfterResetAsked ==
    [][task = "arc" /\ resetting => flight' \in {flight, "none"}]_vars

(* A request that a reset overtakes is not answered with success: the        *)
(* answer agrees with the state (K-5).                                       *)
NoSuccessAfterResetAsked ==
    [][resetting /\ goal # Idle /\ goal' = Idle
         => reply'.errno \in AnswersOfOvertaken(failure)]_vars

(* While a reset waits no arc begins, and none takes effect. *)
NoArcAfterResetAsked ==
    [][resetting => ~(task = "none" /\ task' = "arc")
                    /\ (task = "arc" => state' = state)]_vars

(* Every request ends, whatever fails. *)
RequestEnds == goal # Idle ~> goal = Idle

(* Every reset ends. *)
ResetEnds == resetting ~> ~resetting

THEOREM Spec => Contract!Spec
=============================================================================
MCVirtioVf               22628 states, depth 53   features 3 and 7, one errno
MCVirtioVfRefines        22628 states, depth 53   refines VfioMigration; liveness
MCVirtioVfSteps          22628 states, depth 53   each step by itself
MCVirtioVfNoErrors       15408 states, depth 40   no command fails; liveness
Must fail: MCVirtioVfServes, MCVirtioVfResumes, MCVirtioVfNoCompletion,
MCVirtioVfK1, MCVirtioVfK5, MCVirtioVfK15, MCVirtioVfH5, MCVirtioVfS2
