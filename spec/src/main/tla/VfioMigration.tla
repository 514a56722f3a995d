--------------------------- MODULE VfioMigration ----------------------------
(***************************************************************************)
(* One device that can be migrated, as the VMM sees it through the VFIO    *)
(* migration v2 uAPI: the VMM asks for a state, the driver walks there arc *)
(* by arc, an arc may fail, and a reset may come at any moment.            *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h of Linux, the descriptions of         *)
(* VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE and enum vfio_device_mig_state.    *)
(*                                                                         *)
(* It holds for any driver: what an arc does to a device is left out, as   *)
(* is the content of the data stream, of which only this is kept: whether  *)
(* what was written into a RESUMING device makes up a whole state.         *)
(* VirtioVf is one driver in detail, and refines this module.              *)
(*                                                                         *)
(* Guaranteed (see the properties at the end): a request ends; it ends     *)
(* where it said it would, or tells that it failed; a data file belongs to *)
(* the state that the device is in; a device never leaves RESUMING with    *)
(* less than a whole state; nothing but a reset leaves ERROR.              *)
(***************************************************************************)
EXTENDS MigrationTable

CONSTANTS
    ArcErrnos,     \* what an arc may fail with
    ImageErrnos    \* what leaving RESUMING fails with if the data are not whole

VARIABLES
    features,  \* what the device can do; never changes
    state,     \* the migration state
    goal,      \* the state that the request in flight is for, or Idle
    session,   \* the data session: "none", "saving" or "resuming"
    dead,      \* whether the session has failed: its file answers ENODEV
    image,     \* whose state the device holds: its "own", "none" yet of what is
               \* being written, or a "whole" one of that
    pending,   \* whether the last thing written is still incomplete
    file,      \* the data file that the request in flight will return
    reply      \* what the last request was answered with

vars == <<features, state, goal, session, dead, image, pending, file, reply>>

-----------------------------------------------------------------------------
Idle    == "no request"
Pending == [errno |-> "pending", file |-> "none"]
Ok(f)   == [errno |-> "0",       file |-> f]
Err(e)  == [errno |-> e,         file |-> "none"]

(* The session that a device has in a state. *)
SessionOf(s) == CASE s \in SavingGroup -> "saving"
                  [] s = RESUMING      -> "resuming"
                  [] OTHER             -> "none"

Errnos == {"EINVAL", "EIO"} \cup ArcErrnos \cup ImageErrnos

TypeOK ==
    /\ features \in FeatureSets
    /\ state    \in Supported(features) \cup {ERROR}
    /\ goal     \in Supported(features) \cup {Idle}
    /\ session  \in {"none", "saving", "resuming"}
    /\ dead     \in BOOLEAN
    /\ image    \in {"own", "none", "whole"}
    /\ pending  \in BOOLEAN
    /\ file     \in {"none", "saving", "resuming"}
    /\ reply    \in [errno : {"0", "pending"} \cup Errnos,
                     file  : {"none", "saving", "resuming"}]

(* A device is opened in RUNNING. *)
OpenedIn(f) == {RUNNING}

Init ==
    /\ features \in FeatureSets
    /\ state   \in OpenedIn(features)
    /\ goal    = Idle
    /\ session = SessionOf(state)
    /\ dead    = FALSE
    /\ image   = (IF state = RESUMING THEN "none" ELSE "own")
    /\ pending = FALSE
    /\ file    = "none"
    /\ reply   = Ok("none")

-----------------------------------------------------------------------------
(* The VMM.  What is allowed is taken on. *)
Takes(r) == Allowed(features, state, r)

(* It asks for a state.  Asking for the state that the device is in is     *)
(* fine, and needs no arc.                                                 *)
Ask(r) ==
    /\ goal = Idle
    /\ Takes(r)
    /\ goal'  = r
    /\ file'  = "none"
    /\ reply' = Pending
    /\ UNCHANGED <<features, state, session, dead, image, pending>>

(* It asks for what is not allowed: EINVAL, and nothing changes. *)
Refuse(r) ==
    /\ goal = Idle
    /\ ~Takes(r)
    /\ reply' = Err(EINVAL)
    /\ UNCHANGED <<features, state, goal, session, dead, image, pending, file>>

(* It writes to a RESUMING device, the stream being split anywhere.  The     *)
(* bytes leave a piece incomplete, or complete a state, or complete          *)
(* something that the driver may skip, or are not taken.                     *)
Writing == goal = Idle /\ session = "resuming"

WritePart ==
    /\ Writing /\ ~dead
    /\ pending' = TRUE
    /\ UNCHANGED <<features, state, goal, session, dead, image, file, reply>>

WriteImage ==
    /\ Writing /\ ~dead
    /\ image'   = "whole"
    /\ pending' = FALSE
    /\ UNCHANGED <<features, state, goal, session, dead, file, reply>>

WriteSkipped ==
    /\ Writing /\ ~dead
    /\ pending' = FALSE
    /\ UNCHANGED <<features, state, goal, session, dead, image, file, reply>>

WriteFails ==
    /\ Writing
    /\ dead' = TRUE
    /\ UNCHANGED <<features, state, goal, session, image, pending, file, reply>>

-----------------------------------------------------------------------------
(* The driver. *)
NextHop == NextState(features, state, goal)

(* A device may leave RESUMING if it has a whole state, nothing is pending   *)
(* and no write failed.  The uAPI says that it must check; that one whole    *)
(* state is enough is this project's reading (S-3).                          *)
Loaded == image = "whole" /\ ~pending /\ ~dead

TakeArc ==
    /\ goal \notin {Idle, state}
    /\ state = RESUMING => Loaded
    /\ state'   = NextHop
    /\ session' = SessionOf(state')
    /\ dead'    = (dead /\ session' = session)
    /\ image'   = (IF state' = RESUMING THEN "none" ELSE "own")
    /\ pending' = FALSE
    /\ file'    = (IF <<state, state'>> \in FileArcs THEN session' ELSE "none")
    /\ UNCHANGED <<features, goal, reply>>

Fail(e) ==
    /\ goal'  = Idle
    /\ file'  = "none"
    /\ reply' = Err(e)
    /\ UNCHANGED features

(* The device stays in the state that was reached; nothing is rolled back.   *)
(* The session of that state may have suffered.                              *)
SessionAfterFailure == session

FailArc(e) ==
    /\ goal \notin {Idle, state}
    /\ Fail(e)
    /\ session' = SessionAfterFailure
    /\ dead' \in (IF session' = "none" THEN {FALSE} ELSE {dead, TRUE})
    /\ UNCHANGED <<state, image, pending>>

(* What the driver has been given is not a whole state. *)
RefuseImage(e) ==
    /\ goal \notin {Idle, state}
    /\ state = RESUMING
    /\ ~Loaded
    /\ Fail(e)
    /\ UNCHANGED <<state, session, dead, image, pending>>

(* An arc may also take the device down. *)
FailIntoError(e) ==
    /\ goal \notin {Idle, state}
    /\ Fail(e)
    /\ state'   = ERROR
    /\ session' = "none"
    /\ dead'    = FALSE
    /\ UNCHANGED <<image, pending>>

Finish ==
    /\ goal = state
    /\ goal'  = Idle
    /\ file'  = "none"
    /\ reply' = Ok(file)
    /\ UNCHANGED <<features, state, session, dead, image, pending>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The reset, VFIO_DEVICE_RESET, at any moment.  It ends the session, and  *)
(* the device runs with a state of its own.  A request that it overtakes   *)
(* is answered as failed, so that the answer agrees with the state.        *)
(***************************************************************************)
RunsAnew ==
    /\ state'   = RUNNING
    /\ session' = "none"
    /\ dead'    = FALSE
    /\ image'   = "own"
    /\ pending' = FALSE

Reset ==
    /\ RunsAnew
    /\ file'    = "none"
    /\ goal'    = Idle
    /\ reply'   = (IF goal = Idle THEN reply ELSE Err("EIO"))
    /\ UNCHANGED features

-----------------------------------------------------------------------------
Driver == \/ TakeArc
          \/ Finish
          \/ \E e \in ArcErrnos   : FailArc(e) \/ FailIntoError(e)
          \/ \E e \in ImageErrnos : RefuseImage(e)

Vmm == \/ \E r \in States : Ask(r) \/ Refuse(r)
       \/ WritePart \/ WriteImage \/ WriteSkipped \/ WriteFails

Next == Vmm \/ Driver \/ Reset

(* A driver does not stop half-way. *)
Spec == Init /\ [][Next]_vars /\ WF_vars(Driver)

-----------------------------------------------------------------------------
(* Properties. *)

(* A device that has been opened runs (asked of initial states only). *)
OpenedRuns == state = RUNNING
(* A reset means RUNNING, without a session: none leads elsewhere. *)
ResetRuns == ~ENABLED (Reset /\ ~(state' = RUNNING /\ session' = "none"))
(* A session is open exactly in the states that have one. *)
SessionBelongsToState == session = SessionOf(state)

(* A data file comes back exactly where a session begins.                    *)
FileOpensSession ==
    \A a \in Arcs(features) :
        a \in FileArcs <=> SessionOf(a[1]) = "none" /\ SessionOf(a[2]) # "none"

(* What is not allowed is refused, and nothing else is. *)
RefusedOnlyIfNotAllowed ==
    \A r \in States :
        goal = Idle => /\ ENABLED Ask(r)    <=> Allowed(features, state, r)
                       /\ ENABLED Refuse(r) <=> ~Allowed(features, state, r)

(* A device that is loaded is let go. *)
WholeImageIsNotRefused ==
    (\E e \in ImageErrnos : ENABLED RefuseImage(e)) =>
        state = RESUMING /\ ~Loaded /\ goal \notin {Idle, RESUMING}

(* A request in flight is one that is allowed from here, and the way that    *)
(* is left has at most four arcs.                                            *)
GoalIsAhead ==
    goal # Idle => /\ Allowed(features, state, goal)
                   /\ Len(TablePath(features, state, goal)) - 1 <= 4

(* A device that is not being loaded has a whole state. *)
DeviceIsWhole == state \notin {RESUMING, ERROR} => image = "own" /\ ~pending

(* A file that a request returned belongs to the session of its goal. *)
FileOfGoal == file # "none" => file = session /\ state = goal

(* RESUMING is left with a whole state only, or by failure or reset. *)
OnlyWholeIsResumed ==
    [][state = RESUMING /\ state' = STOP => image = "whole" /\ ~pending /\ ~dead]_vars
(* Success means that the device arrived. *)
SuccessMeansArrival ==
    [][goal # Idle /\ goal' = Idle /\ reply'.errno = "0" => state = goal]_vars

(* A request in flight is not answered, and no other comes in between. *)
InFlightIsPending == (goal # Idle) <=> (reply = Pending)
(* Without a request in flight nothing is answered but what is refused.      *)
OnlyRequestsAreAnswered ==
    [][goal = Idle /\ goal' = Idle /\ reply' # reply => reply' = Err(EINVAL)]_vars
(* During a request nothing is written. *)
NothingIsWrittenMeanwhile ==
    [][goal # Idle /\ goal' = goal /\ state' = state => UNCHANGED <<image, pending>>]_vars

(* Where a session begins there is a file, and who asked gets it. *)
SessionHasFile == [][session = "none" /\ session' # "none" => file' = session']_vars
FileIsReturned == [][file # "none" /\ file' # file => reply'.file = file \/ Reset]_vars
(* A data file comes with success only. *)
FileOnlyOfSuccess == reply.file # "none" => reply.errno = "0"

(* Nothing dies but a session. *)
OnlySessionsDie == dead => session # "none"
(* A session that has failed stays so until it ends. *)
DeadStaysDead ==
    [][dead /\ session' = session /\ session # "none" => dead' \/ Reset]_vars
(* A session that has failed takes nothing any more. *)
DeadTakesNothing == [][dead /\ dead' => UNCHANGED image /\ pending' = pending]_vars

(* Nothing but a reset leaves ERROR. *)
OnlyResetLeavesError ==
    [][state = ERROR => state' = ERROR \/ Reset]_vars
(* Once a file has come back no further arc is taken. *)
NoArcAfterFile == [][file # "none" /\ ~Reset => state' = state]_vars
(* The state changes through requests and resets, never by itself. *)
NeverByItself == [][goal = Idle /\ ~Reset => state' = state]_vars
(* Every request ends. *)
RequestEnds == goal # Idle ~> goal = Idle
=============================================================================
