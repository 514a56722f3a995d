------------------------------- MODULE VmmView -------------------------------
(***************************************************************************)
(* The view that a VMM has of a device.  The VMM learns how its requests   *)
(* end, and of resets that the guest issues at any moment.  It assumes a   *)
(* state of the device, and holds a data_fd.                               *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h of Linux: a failed request leaves the *)
(* device anywhere on its path, and GET of the state tells where; the      *)
(* recovery of QEMU and Cloud Hypervisor: they request a named state, here *)
(* RUNNING, and reset the device if that fails, too.                       *)
(*                                                                         *)
(* The device is one of VfioMigration: every step of this module refines   *)
(* one of that.                                                            *)
(*                                                                         *)
(* Guaranteed: a VMM that reads the state after a failure or a reset knows *)
(* the state, holds no data_fd of a session that has ended, and gets no    *)
(* refusal; after a failure the device runs again.                         *)
(***************************************************************************)
EXTENDS MigrationTable

CONSTANTS
    ArcErrnos, ImageErrnos    \* as in VfioMigration

ASSUME ErrnosAreNames == ArcErrnos \cup ImageErrnos \subseteq STRING

VARIABLES
    features, state, goal, session, dead, image, pending, file, reply,   \* as there
    believed,  \* the state that the VMM assumes
    heldFile,  \* the data_fd that it holds: "none", a "live" one, or one whose session
               \* has "ended"
    doubt,     \* whether it reads the state before it goes on
    plan       \* to "migrate", or to recover "by request" or "by reset"

deviceVars == <<features, state, goal, session, dead, image, pending, file, reply>>
vmmVars    == <<believed, heldFile, doubt, plan>>
vars       == <<deviceVars, vmmVars>>

Contract == INSTANCE VfioMigration

TypeOK ==
    /\ Contract!TypeOK /\ believed \in States /\ doubt \in BOOLEAN
    /\ heldFile \in {"none", "live", "ended"}
    /\ plan \in {"migrate", "by request", "by reset"}

Init ==
    /\ Contract!Init /\ believed = RUNNING /\ doubt = FALSE
    /\ heldFile = "none" /\ plan = "migrate"

-----------------------------------------------------------------------------
(***************************************************************************)
(* The VMM.                                                                *)
(***************************************************************************)

(* No request is in flight, and the VMM relies on what it assumes. *)
Sure == goal = Contract!Idle /\ ~doubt

(* After a call that failed the VMM recovers; the second failure makes it    *)
(* reset the device.                                                         *)
NextPlan          == IF plan = "migrate" THEN "by request" ELSE "by reset"
DoubtAfterFailure == TRUE
Failed            == plan' = NextPlan /\ doubt' = DoubtAfterFailure

(* A data_fd ends with its session. *)
FileAfter == heldFile' = IF heldFile = "live" /\ session' # session THEN "ended" ELSE heldFile

(* The VMM requests what is allowed from the state that it assumes. *)
AsksFor(r) ==
    /\ Sure
    /\ \/ plan = "migrate" /\ Allowed(features, believed, r)
       \/ plan = "by request" /\ r = RUNNING

Ask(r)     == AsksFor(r) /\ Contract!Ask(r) /\ UNCHANGED vmmVars
Refused(r) == AsksFor(r) /\ Contract!Refuse(r) /\ Failed /\ UNCHANGED <<believed, heldFile>>

(* It reads the saving session; without a session the read fails. *)
Read ==
    /\ Sure /\ believed \in SavingGroup
    /\ IF session = "saving" THEN UNCHANGED <<doubt, plan>> ELSE Failed
    /\ UNCHANGED <<deviceVars, believed, heldFile>>

Write ==
    /\ plan = "migrate"
    /\ \/ Contract!WriteImage /\ UNCHANGED <<doubt, plan>>
       \/ Contract!WriteFails /\ Failed
    /\ UNCHANGED <<believed, heldFile>>

(* GET of the state.  A data_fd whose session has ended is closed. *)
Look ==
    /\ doubt /\ doubt' = FALSE /\ believed' = state
    /\ heldFile' = (IF heldFile = "ended" THEN "none" ELSE heldFile)
    /\ UNCHANGED <<deviceVars, plan>>

(* After its own reset the VMM knows the state. *)
ResetDevice ==
    /\ Sure /\ plan = "by reset"
    /\ Contract!Reset /\ believed' = RUNNING /\ heldFile' = "none"
    /\ UNCHANGED <<doubt, plan>>

Recovered == /\ Sure /\ believed = RUNNING /\ plan' = "migrate"
             /\ UNCHANGED <<deviceVars, believed, heldFile, doubt>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The driver goes on with the request in flight, and the guest resets the *)
(* device.                                                                 *)
(***************************************************************************)
TakeArc == Contract!TakeArc /\ FileAfter /\ UNCHANGED <<believed, doubt, plan>>

Succeed ==
    /\ Contract!Finish /\ believed' = goal /\ UNCHANGED <<doubt, plan>>
    /\ heldFile' = (CASE file # "none"      -> "live"
                      [] heldFile = "ended" -> "none"
                      [] OTHER              -> heldFile)

Fail ==
    /\ \/ \E e \in ArcErrnos   : Contract!FailArc(e) \/ Contract!FailIntoError(e)
       \/ \E e \in ImageErrnos : Contract!RefuseImage(e)
    /\ Failed /\ FileAfter /\ UNCHANGED believed

(* A reset fails the request in flight. *)
DoubtAfterReset == TRUE

GuestResets ==
    /\ Contract!Reset /\ FileAfter /\ UNCHANGED believed
    /\ plan'  = (IF goal = Contract!Idle THEN plan ELSE NextPlan)
    /\ doubt' = DoubtAfterReset

-----------------------------------------------------------------------------
Driver     == TakeArc \/ Succeed \/ Fail
Recovering == Look \/ ResetDevice \/ Recovered
                   \/ (plan # "migrate" /\ (Ask(RUNNING) \/ Refused(RUNNING)))

Next == \/ \E r \in States : Ask(r) \/ Refused(r)
        \/ Read \/ Write \/ Look \/ ResetDevice \/ Recovered \/ Driver \/ GuestResets

(* Neither a driver nor a VMM that recovers stops half-way. *)
Spec == Init /\ [][Next]_vars /\ WF_vars(Driver) /\ WF_vars(Recovering)

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties.                                                             *)
(***************************************************************************)

(* A VMM that is sure knows the state. *)
KnowsState == Sure => believed = state

(* A VMM that is sure holds a data_fd exactly if there is a session. *)
HoldsLiveFile == Sure => heldFile = (IF session = "none" THEN "none" ELSE "live")

(* In doubt it reads the state before it does anything else. *)
LooksFirst ==
    [][doubt => \/ UNCHANGED <<deviceVars, plan>>
                \/ state' = RUNNING /\ UNCHANGED <<goal, believed, doubt, plan>>]_vars

(* While it is sure only a write fails. *)
NothingIsRefused ==
    [][Sure /\ plan = "migrate" /\ plan' # plan => session = "resuming"]_vars

(* It resets the device as a last resort only. *)
ResetIsLastResort ==
    [][/\ plan = "migrate" => plan' # "by reset"
       /\ Sure /\ believed' # believed => plan = "by reset"]_vars

(* It has recovered only if the device runs. *)
RecoveredRuns == [][plan # "migrate" /\ plan' = "migrate" => state = RUNNING]_vars

(* After a failure the device runs again. *)
RunsAgain == plan # "migrate" \/ reply.errno \notin {"0", "pending"} ~> state = RUNNING

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties: when each step is possible, and all that it changes for the *)
(* VMM.                                                                    *)
(***************************************************************************)
OnTheWay == goal # Contract!Idle /\ goal # state

(* A VMM begins with a device that runs, without a data_fd and without doubt *)
(* (a property of initial states).                                           *)
BeginsSure == believed = RUNNING /\ ~doubt /\ heldFile = "none" /\ plan = "migrate"

(* While it is sure a VMM can request what is allowed from the state that it *)
(* assumes; while it recovers by request, RUNNING only.                      *)
RequestsArePossible ==
    \A r \in States :
        ENABLED Ask(r) \/ ENABLED Refused(r)
            <=> /\ goal = Contract!Idle /\ ~doubt
                /\ \/ Allowed(features, believed, r) /\ plan = "migrate"
                   \/ r = RUNNING /\ plan = "by request"

(* It can read in a state of the saving group, write in RESUMING until a     *)
(* write has failed, look in doubt, and reset the device as its last resort. *)
VmmStepsArePossible ==
    LET idle == goal = Contract!Idle
    IN  /\ ENABLED Read  <=> idle /\ ~doubt /\ believed \in SavingGroup
        /\ ENABLED Write <=> idle /\ plan = "migrate" /\ state = RESUMING
        /\ ENABLED Look  <=> doubt
        /\ ENABLED ResetDevice <=> idle /\ ~doubt /\ plan = "by reset"
        /\ ENABLED Recovered   <=> idle /\ ~doubt /\ believed = RUNNING

(* A request in flight can go on, and can fail in each way that the contract *)
(* knows; the guest can reset the device at any moment.                      *)
DeviceStepsArePossible ==
    /\ ENABLED TakeArc <=> OnTheWay /\ (state = RESUMING => image = "whole" /\ ~pending /\ ~dead)
    /\ ENABLED Succeed <=> goal = state
    /\ ENABLED (Fail /\ state' = state) <=> OnTheWay
    /\ ENABLED (Fail /\ state' = ERROR) <=> OnTheWay
    /\ ENABLED (Fail /\ reply'.errno \in ImageErrnos)
           <=> OnTheWay /\ state = RESUMING /\ ~(image = "whole" /\ ~pending /\ ~dead)
    /\ ENABLED GuestResets

(* A data_fd of a live session is there only as long as a session.           *)
LiveFileHasSession == heldFile = "live" => session # "none"

(* A data_fd comes with a request that succeeds; it ends with its session;   *)
(* and it is closed when the VMM knows that it has ended.                    *)
FileIsAccountedFor ==
    [][/\ heldFile = "live" /\ session' # session => heldFile' # "live"
       /\ reply' # reply /\ reply'.file # "none"  => heldFile' = "live"
       /\ heldFile' = "live" /\ heldFile # "live" => reply' # reply /\ reply'.file # "none"
       /\ heldFile' = "ended" /\ heldFile # "ended" => heldFile = "live" /\ session' # session
       /\ heldFile = "live" /\ heldFile' = "none"
             => plan = "by reset" /\ session' = "none" /\ believed' = RUNNING]_vars

(* What the VMM assumes changes when a request succeeds, when it reads the   *)
(* state, and when it resets the device.                                     *)
BeliefHasSource ==
    [][believed' # believed =>
         \/ goal # Contract!Idle /\ reply'.errno = "0" /\ believed' = goal
         \/ doubt /\ ~doubt' /\ believed' = state
         \/ plan = "by reset" /\ believed' = RUNNING /\ state' = RUNNING]_vars

(* Each failure is noted: after a request that failed, and after a reset by  *)
(* the guest, the VMM is in doubt; a failure makes it recover, a second one  *)
(* by reset.                                                                 *)
FailureIsNoted ==
    [][/\ goal # Contract!Idle /\ goal' = Contract!Idle /\ reply'.errno # "0"
             => doubt' /\ plan' = (IF plan = "migrate" THEN "by request" ELSE "by reset")
       /\ dead' /\ ~dead => doubt'
       /\ session # "none" /\ session' = "none" /\ goal = Contract!Idle
             => doubt' \/ plan = "by reset"]_vars

(* Doubt ends when the state is read.  It begins with a failure or a reset.  *)
DoubtHasReason ==
    [][/\ doubt /\ ~doubt' => believed' = state /\ state' = state /\ heldFile' # "ended"
       /\ ~doubt /\ doubt' =>
             \/ goal # Contract!Idle /\ goal' = Contract!Idle /\ reply'.errno # "0"
             \/ plan' # plan \/ dead'
             \/ state' = RUNNING]_vars

(* A VMM that recovers goes on to the next way of it after a failure only,   *)
(* and migrates again once the device runs.                                  *)
PlanInOrder ==
    [][plan' # plan =>
         \/ plan' = "migrate" /\ believed = RUNNING /\ ~doubt
               /\ UNCHANGED <<deviceVars, believed, heldFile, doubt>>
         \/ doubt' /\ <<plan, plan'>> \in {<<"migrate", "by request">>, <<"by request", "by reset">>}]_vars

THEOREM Spec => Contract!Spec
=============================================================================
MCVmmView                  935 states, depth 14   refines VfioMigration
Must fail: MCVmmViewBetween, MCVmmViewByRequest, MCVmmViewByReset,
MCVmmViewForgetful, MCVmmViewU1, MCVmmViewU7, MCVmmViewU8
