---------------------------- MODULE DeferredReset ----------------------------
(***************************************************************************)
(* How a reset, which comes at any moment and must not wait, gets along    *)
(* with the calls in progress.  Who resets a device has the lock of its    *)
(* memory.  A write touches the memory of its caller while it has the lock *)
(* of the migration state, and may need the lock of the device's memory    *)
(* for that.  So the reset leaves a mark, and tries for the state lock; if *)
(* somebody has it, he will look for the mark before he gives it back.  A  *)
(* third lock, of the mark, sees to it that none is missed.                *)
(*                                                                         *)
(* Source: drivers/vfio/pci/virtio/migrate.c of Linux (mlx5 is alike) for  *)
(* the locks, in the order state, file, mark, and for the protocol, which  *)
(* this project's driver has in class CallGate.                            *)
(*                                                                         *)
(* Modelled: a step for each taking and giving of a lock, except where one *)
(* step needs the lock of a file; set-state, read, write, pre-copy info,   *)
(* close and reset, in as many threads as one likes.  Abstracted: states   *)
(* that have a session are SAVING; what calls do to the device.  A read    *)
(* does not touch its caller's memory while it has a lock.                 *)
(*                                                                         *)
(* Guaranteed: no reset is lost, no file outlives it, there is no deadlock *)
(* and no call that goes on for ever, and what a request is answered       *)
(* agrees with the state.                                                  *)
(***************************************************************************)
EXTENDS Naturals

CONSTANTS
    Setters, Writers, Askers, Readers, Closers, Resetters,   \* threads, by call
    Files     \* more than there are threads that use one

VARIABLES
    state,     \* the migration state: "RUNNING", "STOP" or "SAVING"
    file,      \* the file of the session, or NoFile
    live,      \* files whose session has not ended
    handed,    \* files that have been returned to the user
    doomed,    \* files that were live when a reset left its mark
    closed,    \* whether the device has been closed
    mark,      \* whether a reset waits to be handled
    lock,      \* for each lock the thread that has it, or Nobody
    at,        \* for each thread its next step,
    goal,      \* the state that it asks for,
    of,        \* the file that it uses or will return,
    errno      \* and what it will be answered

sessionVars == <<state, file, live>>
dataVars    == <<sessionVars, handed, doomed, closed>>
callVars    == <<goal, of, errno>>
vars        == <<dataVars, mark, lock, at, callVars>>

Locks   == {"memory", "state", "mark"} \cup Files
Threads == Setters \cup Writers \cup Askers \cup Readers \cup Closers \cup Resetters
Nobody  == "nobody"
NoFile  == "no file"
Steps == {"idle", "lock", "arcs", "copy", "use", "read", "give file", "mark", "try",
           "unlock", "look", "handle", "leave", "done"}

TypeOK ==
    /\ state \in {"RUNNING", "STOP", "SAVING"} /\ file \in Files \cup {NoFile}
    /\ live \subseteq Files /\ handed \subseteq Files /\ doomed \subseteq Files
    /\ closed \in BOOLEAN /\ mark \in BOOLEAN
    /\ lock  \in [Locks -> Threads \cup {Nobody}]
    /\ at    \in [Threads -> Steps]
    /\ goal  \in [Threads -> {"RUNNING", "SAVING"}]
    /\ of    \in [Threads -> Files \cup {NoFile}]
    /\ errno \in [Threads -> {"0", "EINVAL", "EIO", "ENODEV"}]

Init ==
    /\ state = "RUNNING" /\ file = NoFile /\ live = {} /\ handed = {} /\ doomed = {}
    /\ closed = FALSE /\ mark = FALSE
    /\ lock  = [l \in Locks |-> Nobody]
    /\ at    = [t \in Threads |-> "idle"]
    /\ goal  = [t \in Threads |-> "RUNNING"]
    /\ of    = [t \in Threads |-> NoFile]
    /\ errno = [t \in Threads |-> "0"]

Goes(t, from, to) == at[t] = from /\ at' = [at EXCEPT ![t] = to]
Free(l)    == lock[l] = Nobody
Take(l, t) == Free(l) /\ lock' = [lock EXCEPT ![l] = t]
Give(l)    == lock' = [lock EXCEPT ![l] = Nobody]

-----------------------------------------------------------------------------
(* Calls begin.  A device is closed when no request is left; files stay.     *)
AskState(t, s) ==
    /\ t \in Setters /\ ~closed
    /\ Goes(t, "idle", "lock")
    /\ goal' = [goal EXCEPT ![t] = s]
    /\ UNCHANGED <<dataVars, mark, lock, of, errno>>

UseFile(t, f) ==
    /\ t \in Writers \cup Askers \cup Readers /\ f \in handed
    /\ Goes(t, "idle", IF t \in Readers THEN "read" ELSE "lock")
    /\ of' = [of EXCEPT ![t] = f]
    /\ UNCHANGED <<dataVars, mark, lock, goal, errno>>

Close(t) ==
    /\ t \in Closers /\ ~closed /\ \A u \in Setters : at[u] = "idle"
    /\ Goes(t, "idle", "lock")
    /\ closed' = TRUE
    /\ UNCHANGED <<sessionVars, handed, doomed, mark, lock, callVars>>

BeginOfReset == "mark"

AskReset(t) ==
    /\ t \in Resetters /\ ~closed
    /\ Goes(t, "idle", BeginOfReset)
    /\ Take("memory", t)
    /\ UNCHANGED <<dataVars, mark, callVars>>

-----------------------------------------------------------------------------
(* What is done under the state lock. *)
First(t) == CASE t \in Setters -> "arcs"
              [] t \in Writers -> "copy"
              [] t \in Askers  -> "use"
              [] OTHER         -> "handle"    \* closers, and resetters that wait

LockState(t) ==
    /\ Goes(t, "lock", First(t)) /\ Take("state", t)
    /\ UNCHANGED <<dataVars, mark, callVars>>

EndSession ==
    /\ file # NoFile => Free(file)
    /\ file' = NoFile /\ live' = live \ {file}

(* A request is given up half-way if a reset waits, which will answer it.    *)
GivesUp == mark

TakeArc(t) ==
    /\ Goes(t, "arcs", "arcs")
    /\ state # goal[t]
    /\ ~GivesUp
    /\ state' = (IF state = "STOP" THEN goal[t] ELSE "STOP")
    /\ IF state' = "SAVING"
       THEN \E f \in Files \ (live \cup {of[u] : u \in Threads}) :
              /\ file' = f /\ live' = live \cup {f} /\ of' = [of EXCEPT ![t] = f]
              /\ handed' = handed \ {f} /\ doomed' = doomed \ {f}
       ELSE EndSession /\ UNCHANGED <<handed, doomed, of>>
    /\ UNCHANGED <<closed, mark, lock, goal, errno>>

EndArcs(t) ==
    /\ Goes(t, "arcs", "unlock")
    /\ state = goal[t] \/ GivesUp
    /\ UNCHANGED <<dataVars, mark, lock, callVars>>

(* The memory of the caller is touched. *)
Copy(t) ==
    /\ Goes(t, "copy", IF t \in Writers THEN "use" ELSE "unlock") /\ Free("memory")
    /\ UNCHANGED <<dataVars, mark, lock, callVars>>

Ended(t)  == {"ENODEV"}
Looked(t) == \E e \in Ended(t) : errno' = [errno EXCEPT ![t] = IF of[t] \in live THEN "0" ELSE e]

Use(t) ==
    /\ Goes(t, "use", IF t \in Writers THEN "unlock" ELSE "copy")
    /\ Free(of[t]) /\ Looked(t)
    /\ UNCHANGED <<dataVars, mark, lock, goal, of>>

(* A read has the lock of the file only. *)
TakeFile(t) ==
    /\ Goes(t, "read", "give file")
    /\ Take(of[t], t) /\ Looked(t)
    /\ UNCHANGED <<dataVars, mark, goal, of>>

GiveFile(t) ==
    /\ Goes(t, "give file", "done") /\ Give(of[t])
    /\ UNCHANGED <<dataVars, mark, callVars>>

-----------------------------------------------------------------------------
(* The reset leaves its mark, tries for the state lock, and does not wait.   *)
LeaveMark(t) ==
    /\ Goes(t, "mark", "try") /\ Take("mark", t)
    /\ mark' = TRUE /\ doomed' = doomed \cup live
    /\ UNCHANGED <<sessionVars, handed, closed, callVars>>

Try(t) ==
    /\ Goes(t, "try", IF Free("state") THEN "unlock" ELSE "done")
    /\ lock' = [lock EXCEPT !["mark"] = Nobody, !["state"] = IF @ = Nobody THEN t ELSE @]
    /\ UNCHANGED <<dataVars, mark, callVars>>

(* Who has the state lock looks for the mark before giving it back.          *)
Look(t) ==
    /\ Goes(t, "unlock", "look") /\ Take("mark", t)
    /\ UNCHANGED <<dataVars, mark, callVars>>

TakeMark(t) ==
    /\ Goes(t, "look", "handle") /\ Give("mark")
    /\ mark /\ mark' = FALSE
    /\ UNCHANGED <<dataVars, callVars>>

(* A close ends everything as a reset does. *)
EndFiles(t)  == EndSession
Overtaken(t) == t \in Setters

HandleReset(t) ==
    /\ Goes(t, "handle", "unlock")
    /\ EndFiles(t)
    /\ state' = "RUNNING"
    /\ errno' = (IF Overtaken(t) THEN [errno EXCEPT ![t] = "EIO"] ELSE errno)
    /\ UNCHANGED <<handed, doomed, closed, mark, lock, goal, of>>

MayUnlock(t) == ~mark

UnlockState(t) ==
    /\ Goes(t, "look", "leave") /\ Give("state")
    /\ MayUnlock(t)
    /\ UNCHANGED <<dataVars, mark, callVars>>

Leave(t) ==
    /\ Goes(t, "leave", "done") /\ Give("mark")
    /\ UNCHANGED <<dataVars, mark, callVars>>

Return(t) ==
    /\ Goes(t, "done", "idle")
    /\ IF t \in Resetters THEN Give("memory") ELSE UNCHANGED lock
    /\ handed' = handed \cup (IF errno[t] = "0" THEN {of[t]} \ {NoFile} ELSE {})
    /\ goal'   = [goal  EXCEPT ![t] = "RUNNING"]
    /\ of'     = [of    EXCEPT ![t] = NoFile]
    /\ errno'  = [errno EXCEPT ![t] = "0"]
    /\ UNCHANGED <<sessionVars, doomed, closed, mark>>

-----------------------------------------------------------------------------
Begins(t) == \/ \E s \in {"RUNNING", "SAVING"} : AskState(t, s)
             \/ \E f \in Files : UseFile(t, f)
             \/ Close(t) \/ AskReset(t)

GoesOn(t) == \/ LockState(t) \/ TakeArc(t) \/ EndArcs(t) \/ Copy(t) \/ Use(t)
             \/ TakeFile(t) \/ GiveFile(t) \/ LeaveMark(t) \/ Try(t) \/ Look(t)
             \/ TakeMark(t) \/ HandleReset(t) \/ UnlockState(t) \/ Leave(t) \/ Return(t)

Next == \E t \in Threads : Begins(t) \/ GoesOn(t)

(* Locks are fair. *)
Spec == Init /\ [][Next]_vars /\ \A t \in Threads : SF_vars(GoesOn(t))

-----------------------------------------------------------------------------
(* A lock is held from the step that takes it to the one that gives it back. *)
LocksAreHeldAsMeant == \A t \in Threads :
    /\ lock["memory"] = t <=> t \in Resetters /\ at[t] # "idle"
    /\ lock["state"]  = t <=> at[t] \in {"arcs", "copy", "use", "unlock", "look", "handle"}
    /\ lock["mark"]   = t <=> at[t] \in {"try", "look", "leave"}
    /\ \A f \in Files : lock[f] = t <=> at[t] = "give file" /\ of[t] = f

(* A mark is one that somebody is going to see. *)
NoResetIsLost == mark => ~Free("state") \/ \E t \in Resetters : at[t] = "try"

(* No file outlives a reset. *)
NoFileSurvives == Free("state") /\ ~mark => doomed \cap live = {}

(* Nor the device. *)
ClosedEndsAll == closed /\ (\A t \in Closers : at[t] = "idle") => live = {}

(* There is a session exactly in a state that has one. *)
SessionBelongsToState ==
    live = {file} \ {NoFile} /\ (state = "SAVING" <=> file # NoFile)

(* Among those that are at it there is one that can go on. *)
Active     == {t \in Threads : at[t] # "idle"}
NoDeadlock == Active # {} => \E t \in Active : ENABLED GoesOn(t)

(* What a request is answered is so when it gives the state lock back.       *)
AnswerAgreesWithState ==
    [][\A t \in Setters : at[t] = "look" /\ at'[t] = "leave" /\ errno[t] = "0"
           => state = goal[t] /\ {of[t]} \ {NoFile} \subseteq live]_vars

(* A file whose session has ended answers ENODEV. *)
EndedAnswersEnodev ==
    [][\A t \in Threads : at[t] \in {"use", "read"} /\ at'[t] # at[t]
           => errno'[t] = (IF of[t] \in live THEN "0" ELSE "ENODEV")]_vars

(* While somebody has the lock of a file nobody else uses or ends it. *)
FileLockIsKept ==
    [][\A f \in Files : ~Free(f) =>
           /\ f \in live <=> f \in live'
           /\ \A t \in Threads : at[t] = "use" /\ of[t] = f => at'[t] = "use"]_vars

(* Once a reset waits no arc is taken; none is handled that does not wait.   *)
NoArcAfterMark == [][mark /\ state' # state => \E t \in Threads : at[t] = "handle"]_vars
HandledIfAsked == [][\A t \in Threads : at[t] = "look" /\ at'[t] = "handle" => mark]_vars

(* A reset is handled; and if resets do not come for ever, every call ends.  *)
ResetIsHandled == mark ~> ~mark
CallsEnd == <>[](\A t \in Resetters : at[t] = "idle")
                => \A t \in Threads : []<>(at[t] = "idle")
=============================================================================
