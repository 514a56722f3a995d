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

THEOREM Spec => Contract!Spec
=============================================================================
MCVmmView                  935 states, depth 14   refines VfioMigration
Must fail: MCVmmViewBetween, MCVmmViewByRequest, MCVmmViewByReset,
MCVmmViewForgetful, MCVmmViewU1, MCVmmViewU7, MCVmmViewU8
