--------------------------- MODULE VfioMigration ----------------------------
(***************************************************************************)
(* One device that can be migrated, as its user sees it through VFIO       *)
(* migration v2: a VMM requests a state, the driver takes one arc after    *)
(* the other, an arc may fail, and a reset may come at any moment.         *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h of Linux, the descriptions of         *)
(* VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE and enum vfio_device_mig_state.    *)
(*                                                                         *)
(* It holds for any driver.  Left out are the effect of an arc on the      *)
(* device, and the content of the data stream, except for this: whether    *)
(* the data written to a RESUMING device make up a whole device state.     *)
(* VirtioVf is one driver in detail, and refines this module.              *)
(*                                                                         *)
(* Guaranteed (see the properties at the end): a request ends, in the      *)
(* state that it names or with an errno; a data_fd belongs to the state of *)
(* the device; a device leaves RESUMING with a whole device state only;    *)
(* only a reset leaves ERROR.                                              *)
(***************************************************************************)
EXTENDS MigrationTable

CONSTANTS
    ArcErrnos,     \* errnos of an arc that fails
    ImageErrnos    \* errnos of RESUMING>STOP if the data are not whole

ASSUME ErrnosAreNames == ArcErrnos \cup ImageErrnos \subseteq STRING

VARIABLES
    features,  \* of the device; never change
    state,     \* the migration state
    goal,      \* the state that the request in flight names, or Idle
    session,   \* the session: "none", "saving" or "resuming"
    dead,      \* whether the session has failed: its data_fd answers ENODEV
    image,     \* the device state that the device holds: its "own", "none" yet of
               \* what is being written, or a "whole" one of that
    pending,   \* whether the last record written is still incomplete
    file,      \* the data_fd that the request in flight will return
    reply      \* the answer to the last request

sessionVars == <<session, dead>>
imageVars   == <<image, pending>>
vars == <<features, state, goal, sessionVars, imageVars, file, reply>>

-----------------------------------------------------------------------------
Idle    == "no request"
Pending == [errno |-> "pending", file |-> "none"]
Ok(f)   == [errno |-> "0",       file |-> f]
Err(e)  == [errno |-> e,         file |-> "none"]

(* The session that belongs to a state. *)
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
(***************************************************************************)
(* The VMM.                                                                *)
(***************************************************************************)

(* A request for the current state is allowed, and needs no arc. *)
Takes(r) == Allowed(features, state, r)

Ask(r) ==
    /\ goal = Idle
    /\ Takes(r)
    /\ goal'  = r
    /\ file'  = "none"
    /\ reply' = Pending
    /\ UNCHANGED <<features, state, sessionVars, imageVars>>

(* A request that is not allowed: EINVAL, and nothing changes. *)
Refuse(r) ==
    /\ goal = Idle
    /\ ~Takes(r)
    /\ reply' = Err(EINVAL)
    /\ UNCHANGED <<features, state, goal, sessionVars, imageVars, file>>

(* The VMM may split the stream anywhere.  A write leaves a record           *)
(* incomplete, or completes a device state, or completes a record that the   *)
(* driver may skip, or fails.                                                *)
Writing == goal = Idle /\ session = "resuming"

WritePart ==
    /\ Writing /\ ~dead
    /\ pending' = TRUE
    /\ UNCHANGED <<features, state, goal, sessionVars, image, file, reply>>

WriteImage ==
    /\ Writing /\ ~dead
    /\ image'   = "whole"
    /\ pending' = FALSE
    /\ UNCHANGED <<features, state, goal, sessionVars, file, reply>>

WriteSkipped ==
    /\ Writing /\ ~dead
    /\ pending' = FALSE
    /\ UNCHANGED <<features, state, goal, sessionVars, image, file, reply>>

WriteFails ==
    /\ Writing
    /\ dead' = TRUE
    /\ UNCHANGED <<features, state, goal, session, imageVars, file, reply>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The driver.                                                             *)
(***************************************************************************)
NextHop == NextState(features, state, goal)

(* RESUMING may be left when a whole device state was written, no record is  *)
(* pending and no write failed.  The uAPI demands the check; that one whole  *)
(* device state is enough is a decision of this project (S-3).               *)
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

AnswerFailure(e) ==
    /\ goal'  = Idle
    /\ file'  = "none"
    /\ reply' = Err(e)
    /\ UNCHANGED features

(* The device stays in the state that was reached: nothing is rolled back.   *)
(* The session of that state may have failed.                                *)
SessionAfterFailure == session

FailArc(e) ==
    /\ goal \notin {Idle, state}
    /\ AnswerFailure(e)
    /\ session' = SessionAfterFailure
    /\ dead' \in (IF session' = "none" THEN {FALSE} ELSE {dead, TRUE})
    /\ UNCHANGED <<state, imageVars>>

(* The data that were written are not a whole device state. *)
RefuseImage(e) ==
    /\ goal \notin {Idle, state}
    /\ state = RESUMING
    /\ ~Loaded
    /\ AnswerFailure(e)
    /\ UNCHANGED <<state, sessionVars, imageVars>>

(* An arc that fails may leave the device in ERROR. *)
FailIntoError(e) ==
    /\ goal \notin {Idle, state}
    /\ AnswerFailure(e)
    /\ state'   = ERROR
    /\ session' = "none"
    /\ dead'    = FALSE
    /\ UNCHANGED imageVars

Finish ==
    /\ goal = state
    /\ goal'  = Idle
    /\ file'  = "none"
    /\ reply' = Ok(file)
    /\ UNCHANGED <<features, state, sessionVars, imageVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* VFIO_DEVICE_RESET, at any moment.  It ends the session, and the device  *)
(* runs with a device state of its own.  A request that the reset          *)
(* overtakes is answered as failed, so that the answer agrees with the     *)
(* state.                                                                  *)
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
(***************************************************************************)
(* Properties.                                                             *)
(***************************************************************************)

(* A device that has been opened is RUNNING (a property of initial states). *)
OpenedRuns == state = RUNNING

(* A reset leads to RUNNING, without a session, and nowhere else. *)
ResetRuns == ~ENABLED (Reset /\ ~(state' = RUNNING /\ session' = "none"))

(* A session is open exactly in the states that have one. *)
SessionBelongsToState == session = SessionOf(state)

(* Exactly the arcs that open a session return a data_fd. *)
FileOpensSession ==
    \A a \in Arcs(features) :
        a \in FileArcs <=> SessionOf(a[1]) = "none" /\ SessionOf(a[2]) # "none"

(* Exactly the requests that are not allowed are refused. *)
RefusedOnlyIfNotAllowed ==
    \A r \in States :
        goal = Idle => /\ ENABLED Ask(r)    <=> Allowed(features, state, r)
                       /\ ENABLED Refuse(r) <=> ~Allowed(features, state, r)

(* A request that is refused answers EINVAL. *)
RefusalAnswersEinval == \A r \in States : ~ENABLED (Refuse(r) /\ reply' # Err(EINVAL))

(* A write that completes an image leaves no record pending. *)
WholeImageIsComplete == ~ENABLED (WriteImage /\ pending')

(* A complete image is never rejected on RESUMING>STOP. *)
WholeImageIsNotRefused ==
    (\E e \in ImageErrnos : ENABLED RefuseImage(e)) =>
        state = RESUMING /\ ~Loaded /\ goal \notin {Idle, RESUMING}

(* A request in flight is allowed from the current state, and at most four   *)
(* arcs are left.                                                            *)
GoalIsAhead ==
    goal # Idle => /\ Allowed(features, state, goal)
                   /\ Len(TablePath(features, state, goal)) - 1 <= 4

(* Outside RESUMING the device holds a whole device state. *)
DeviceIsWhole == state \notin {RESUMING, ERROR} => image = "own" /\ ~pending

(* A data_fd that a request returns belongs to the session of its goal. *)
FileOfGoal == file # "none" => file = session /\ state = goal

(* RESUMING>STOP is taken with a whole device state only. *)
OnlyWholeIsResumed ==
    [][state = RESUMING /\ state' = STOP => image = "whole" /\ ~pending /\ ~dead]_vars

(* Success means that the device is in the requested state. *)
SuccessMeansArrival ==
    [][goal # Idle /\ goal' = Idle /\ reply'.errno = "0" => state = goal]_vars

(* A request in flight has no answer yet. *)
InFlightIsPending == (goal # Idle) <=> (reply = Pending)

(* Without a request in flight the only new answer is a refusal. *)
OnlyRequestsAreAnswered ==
    [][goal = Idle /\ goal' = Idle /\ reply' # reply => reply' = Err(EINVAL)]_vars

(* During a request nothing is written. *)
NothingIsWrittenMeanwhile ==
    [][goal # Idle /\ goal' = goal /\ state' = state => UNCHANGED imageVars]_vars

(* A session begins with a data_fd. *)
SessionHasFile == [][session = "none" /\ session' # "none" => file' = session']_vars

(* A data_fd is returned, unless a reset ends its session first. *)
FileIsReturned == [][file # "none" /\ file' # file => reply'.file = file \/ Reset]_vars

(* A data_fd is returned with success only. *)
FileOnlyOfSuccess == reply.file # "none" => reply.errno = "0"

(* Only a session fails. *)
OnlySessionsDie == dead => session # "none"

(* A session that has failed stays so until it ends. *)
DeadStaysDead ==
    [][dead /\ session' = session /\ session # "none" => dead' \/ Reset]_vars

(* A write to a session that has failed has no effect. *)
DeadTakesNothing == [][dead /\ dead' => UNCHANGED image /\ pending' = pending]_vars

(* Only a reset leaves ERROR. *)
OnlyResetLeavesError ==
    [][state = ERROR => state' = ERROR \/ Reset]_vars

(* An arc that returns a data_fd is the last one of its request. *)
NoArcAfterFile == [][file # "none" /\ ~Reset => state' = state]_vars

(* The state changes by requests and resets only. *)
NeverByItself == [][goal = Idle /\ ~Reset => state' = state]_vars

(* Every request ends. *)
RequestEnds == goal # Idle ~> goal = Idle
=============================================================================
MCVfioMigration            562 states, depth 11   all feature sets, one errno of each kind
MCVfioMigrationInductive   922 states, depth  1   one step from every state with Inv
Must fail: MCVfioMigrationResumes, MCVfioMigrationUnfair, MCVfioMigrationU2,
MCVfioMigrationU3, MCVfioMigrationU4, MCVfioMigrationK13
