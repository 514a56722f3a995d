------------------------------- MODULE VmmView -------------------------------
(***************************************************************************)
(* What a VMM knows of a device.  It is told how its requests end, and of  *)
(* the resets that a guest asks for at any moment.  It believes the device *)
(* to be in some state, and holds a data file.                             *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h of Linux: a failed request leaves the *)
(* device anywhere on its path, and GET of the state tells where; how QEMU *)
(* and Cloud Hypervisor recover: they ask for a named state, here RUNNING, *)
(* and if that fails, too, they reset the device.                          *)
(*                                                                         *)
(* The device is one of VfioMigration, every step of which this refines.   *)
(*                                                                         *)
(* Guaranteed: a VMM that reads the state after a failure or reset knows   *)
(* it, holds no file of a session that has ended, and is refused nothing   *)
(* that it asks for; and after a failure the device runs again.            *)
(***************************************************************************)
EXTENDS MigrationTable

CONSTANTS
    ArcErrnos, ImageErrnos    \* as in VfioMigration

VARIABLES
    features, state, goal, session, dead, image, pending, file, reply,   \* as there
    believed,  \* the state that the VMM takes the device to be in
    held,      \* the file that it holds: "none", a "live" one, or one of a session
               \* that has "ended"
    doubt,     \* whether it has to read the state before it goes on
    plan       \* to "migrate", or to recover "by request" or "by reset"

deviceVars == <<features, state, goal, session, dead, image, pending, file, reply>>
vmmVars    == <<believed, held, doubt, plan>>
vars       == <<deviceVars, vmmVars>>

Device == INSTANCE VfioMigration

TypeOK ==
    /\ Device!TypeOK /\ believed \in States /\ doubt \in BOOLEAN
    /\ held \in {"none", "live", "ended"}
    /\ plan \in {"migrate", "by request", "by reset"}

Init ==
    /\ Device!Init /\ believed = RUNNING /\ doubt = FALSE
    /\ held = "none" /\ plan = "migrate"

-----------------------------------------------------------------------------
(* Nothing is in flight, and the VMM is sure of what it believes. *)
Sure == goal = Device!Idle /\ ~doubt

(* A call has failed: it has to be recovered, more firmly each time. *)
NextPlan          == IF plan = "migrate" THEN "by request" ELSE "by reset"
DoubtAfterFailure == TRUE
Failed            == plan' = NextPlan /\ doubt' = DoubtAfterFailure

(* The file ends with its session. *)
FileAfter == held' = IF held = "live" /\ session' # session THEN "ended" ELSE held

(* It asks for what is allowed from the state that it believes in. *)
AsksFor(r) ==
    /\ Sure
    /\ \/ plan = "migrate" /\ Allowed(features, believed, r)
       \/ plan = "by request" /\ r = RUNNING

Ask(r)     == AsksFor(r) /\ Device!Ask(r) /\ UNCHANGED vmmVars
Refused(r) == AsksFor(r) /\ Device!Refuse(r) /\ Failed /\ UNCHANGED <<believed, held>>

(* It reads what the device saves; without a session that is refused. *)
Read ==
    /\ Sure /\ believed \in SavingGroup
    /\ IF session = "saving" THEN UNCHANGED <<doubt, plan>> ELSE Failed
    /\ UNCHANGED <<deviceVars, believed, held>>

Write ==
    /\ plan = "migrate"
    /\ \/ Device!WriteImage /\ UNCHANGED <<doubt, plan>>
       \/ Device!WriteFails /\ Failed
    /\ UNCHANGED <<believed, held>>

(* GET of the state; a file whose session has ended is closed. *)
Look ==
    /\ doubt /\ doubt' = FALSE /\ believed' = state
    /\ held' = (IF held = "ended" THEN "none" ELSE held)
    /\ UNCHANGED <<deviceVars, plan>>

(* Of its own reset it need not be told. *)
ResetDevice ==
    /\ Sure /\ plan = "by reset"
    /\ Device!Reset /\ believed' = RUNNING /\ held' = "none"
    /\ UNCHANGED <<doubt, plan>>

Recovered == /\ Sure /\ believed = RUNNING /\ plan' = "migrate"
             /\ UNCHANGED <<deviceVars, believed, held, doubt>>

-----------------------------------------------------------------------------
(* The request in flight goes on, or ends. *)
TakeArc == Device!TakeArc /\ FileAfter /\ UNCHANGED <<believed, doubt, plan>>

Succeed ==
    /\ Device!Finish /\ believed' = goal /\ UNCHANGED <<doubt, plan>>
    /\ held' = (CASE file # "none"  -> "live"
                  [] held = "ended" -> "none"
                  [] OTHER          -> held)

Fail ==
    /\ \/ \E e \in ArcErrnos   : Device!FailArc(e) \/ Device!FailIntoError(e)
       \/ \E e \in ImageErrnos : Device!RefuseImage(e)
    /\ Failed /\ FileAfter /\ UNCHANGED believed

DoubtAfterReset == TRUE

(* The guest resets the device; that fails a request in flight. *)
GuestResets ==
    /\ Device!Reset /\ FileAfter /\ UNCHANGED believed
    /\ plan'  = (IF goal = Device!Idle THEN plan ELSE NextPlan)
    /\ doubt' = DoubtAfterReset

-----------------------------------------------------------------------------
Driver   == TakeArc \/ Succeed \/ Fail
Recovery == Look \/ ResetDevice \/ Recovered
                 \/ (plan # "migrate" /\ (Ask(RUNNING) \/ Refused(RUNNING)))

Next == \/ \E r \in States : Ask(r) \/ Refused(r)
        \/ Read \/ Write \/ Look \/ ResetDevice \/ Recovered \/ Driver \/ GuestResets

(* Neither a driver stops half-way, nor a VMM that recovers. *)
Spec == Init /\ [][Next]_vars /\ WF_vars(Driver) /\ WF_vars(Recovery)

-----------------------------------------------------------------------------
(* The VMM knows the state; it holds a file exactly if there is a session.   *)
KnowsState    == Sure => believed = state
HoldsLiveFile == Sure => held = (IF session = "none" THEN "none" ELSE "live")
(* In doubt it looks before it does anything else. *)
LooksFirst ==
    [][doubt => \/ UNCHANGED <<deviceVars, plan>>
                \/ state' = RUNNING /\ UNCHANGED <<goal, believed, doubt, plan>>]_vars
(* As long as it is sure nothing fails but a write. *)
NothingIsRefused ==
    [][Sure /\ plan = "migrate" /\ plan' # plan => session = "resuming"]_vars
(* It resets as a last resort, and has not recovered unless the device runs. *)
ResetIsLastResort ==
    [][/\ plan = "migrate" => plan' # "by reset"
       /\ Sure /\ believed' # believed => plan = "by reset"]_vars
RecoveredRuns == [][plan # "migrate" /\ plan' = "migrate" => state = RUNNING]_vars

(* After a failure the device runs again. *)
RunsAgain == plan # "migrate" \/ reply.errno \notin {"0", "pending"} ~> state = RUNNING
=============================================================================
