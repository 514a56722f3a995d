---------------------------- MODULE DeferredReset ---------------------------
(***************************************************************************)
(* A reset that comes at any moment and must not wait, among the calls in  *)
(* progress.  The thread that resets a device holds the lock of its        *)
(* memory.  A write copies from the memory of its caller while it holds    *)
(* the lock of the migration state, and that copy may need the lock of the *)
(* device's memory.  So the reset leaves a mark and tries the state lock;  *)
(* if another thread holds it, that thread looks for the mark before it    *)
(* unlocks.  A third lock, of the mark, keeps a mark from being missed.    *)
(*                                                                         *)
(* Source: drivers/vfio/pci/virtio/migrate.c of Linux (mlx5 is alike) for  *)
(* the locks, in the order state, file, mark, and for the protocol.  In    *)
(* this project's driver it is class CallGate.                             *)
(*                                                                         *)
(* Modelled: a step for each lock and unlock, except where one step holds  *)
(* the lock of a file; set-state, read, write, pre-copy info, close and    *)
(* reset, in any number of threads.  Abstracted: every state with a        *)
(* session is SAVING; the effect of calls on the device.  A read copies to *)
(* the memory of its caller after it has unlocked.                         *)
(*                                                                         *)
(* Guaranteed: no reset is lost, no data_fd survives one, there is no      *)
(* deadlock and no call without an end, and the answer to a request agrees *)
(* with the state.                                                         *)
(***************************************************************************)
EXTENDS Naturals, ResetAnswer

CONSTANTS
    Setters, Writers, Askers, Readers, Closers, Resetters,   \* threads, by call
    Files     \* more than there are threads that use one

Threads == Setters \cup Writers \cup Askers \cup Readers \cup Closers \cup Resetters

ASSUME ThreadsHaveOneCall ==
    LET calls == <<Setters, Writers, Askers, Readers, Closers, Resetters>>
    IN  \A i, j \in 1..6 : i # j => calls[i] \cap calls[j] = {}
ASSUME FilesAreNoThreads == Files # {} /\ Files \cap Threads = {}

VARIABLES
    state,     \* the migration state: "RUNNING", "STOP" or "SAVING"
    openFile,  \* the data_fd of the session, or NoFile
    live,      \* files whose session has not ended
    handed,    \* files that have been returned to the VMM
    doomed,    \* files that were live when a reset left its mark
    closed,    \* whether the device has been closed
    mark,      \* whether a reset waits to be handled
    lock,      \* for each lock the thread that holds it, or NoThread
    at,        \* for each thread its next step,
    goal,      \* the state that it requests,
    of,        \* the file that it uses or will return,
    errno      \* and the answer that it will get

openVars    == <<state, openFile, live>>
deviceVars  == <<openVars, handed, doomed, closed>>
callVars    == <<goal, of, errno>>
vars        == <<deviceVars, mark, lock, at, callVars>>

Locks    == {"memory", "state", "mark"} \cup Files
NoThread == "no thread"
NoFile   == "no file"
Places   == {"idle", "lock", "arcs", "copy", "use", "read", "give file", "mark", "try",
             "unlock", "look", "handle", "leave", "done"}

TypeOK ==
    /\ state \in {"RUNNING", "STOP", "SAVING"} /\ openFile \in Files \cup {NoFile}
    /\ live \subseteq Files /\ handed \subseteq Files /\ doomed \subseteq Files
    /\ closed \in BOOLEAN /\ mark \in BOOLEAN
    /\ lock  \in [Locks -> Threads \cup {NoThread}]
    /\ at    \in [Threads -> Places]
    /\ goal  \in [Threads -> {"RUNNING", "SAVING"}]
    /\ of    \in [Threads -> Files \cup {NoFile}]
    /\ errno \in [Threads -> {"0", "EINVAL", "EIO", "ENODEV"}]

Init ==
    /\ state = "RUNNING" /\ openFile = NoFile /\ live = {} /\ handed = {} /\ doomed = {}
    /\ closed = FALSE /\ mark = FALSE
    /\ lock  = [l \in Locks |-> NoThread]
    /\ at    = [t \in Threads |-> "idle"]
    /\ goal  = [t \in Threads |-> "RUNNING"]
    /\ of    = [t \in Threads |-> NoFile]
    /\ errno = [t \in Threads |-> "0"]

Goes(t, from, to) == at[t] = from /\ at' = [at EXCEPT ![t] = to]
Unlocked(l)       == lock[l] = NoThread
Lock(l, t)        == Unlocked(l) /\ lock' = [lock EXCEPT ![l] = t]
Unlock(l)         == lock' = [lock EXCEPT ![l] = NoThread]

-----------------------------------------------------------------------------
(***************************************************************************)
(* Calls begin.  A device is closed when no request is in flight; files    *)
(* stay open.                                                              *)
(***************************************************************************)
AskState(t, s) ==
    /\ t \in Setters /\ ~closed
    /\ Goes(t, "idle", "lock")
    /\ goal' = [goal EXCEPT ![t] = s]
    /\ UNCHANGED <<deviceVars, mark, lock, of, errno>>

UseFile(t, f) ==
    /\ t \in Writers \cup Askers \cup Readers /\ f \in handed
    /\ Goes(t, "idle", IF t \in Readers THEN "read" ELSE "lock")
    /\ of' = [of EXCEPT ![t] = f]
    /\ UNCHANGED <<deviceVars, mark, lock, goal, errno>>

Close(t) ==
    /\ t \in Closers /\ ~closed /\ \A u \in Setters : at[u] = "idle"
    /\ Goes(t, "idle", "lock")
    /\ closed' = TRUE
    /\ UNCHANGED <<openVars, handed, doomed, mark, lock, callVars>>

(* A reset does not wait for the state lock. *)
BeginOfReset == "mark"

AskReset(t) ==
    /\ t \in Resetters /\ ~closed
    /\ Goes(t, "idle", BeginOfReset)
    /\ Lock("memory", t)
    /\ UNCHANGED <<deviceVars, mark, callVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* Under the state lock.                                                   *)
(***************************************************************************)
First(t) == CASE t \in Setters -> "arcs"
              [] t \in Writers -> "copy"
              [] t \in Askers  -> "use"
              [] OTHER         -> "handle"    \* closers, and a reset that waits

LockState(t) ==
    /\ Goes(t, "lock", First(t)) /\ Lock("state", t)
    /\ UNCHANGED <<deviceVars, mark, callVars>>

EndSession ==
    /\ openFile # NoFile => Unlocked(openFile)
    /\ openFile' = NoFile /\ live' = live \ {openFile}

(* While a reset waits a request takes no further arc; the reset answers it. *)
GivesUp == mark

TakeArc(t) ==
    /\ Goes(t, "arcs", "arcs")
    /\ state # goal[t]
    /\ ~GivesUp
    /\ state' = (IF state = "STOP" THEN goal[t] ELSE "STOP")
    /\ IF state' = "SAVING"
       THEN \E f \in Files \ (live \cup {of[u] : u \in Threads}) :
              /\ openFile' = f /\ live' = live \cup {f} /\ of' = [of EXCEPT ![t] = f]
              /\ handed' = handed \ {f} /\ doomed' = doomed \ {f}
       ELSE EndSession /\ UNCHANGED <<handed, doomed, of>>
    /\ UNCHANGED <<closed, mark, lock, goal, errno>>

EndArcs(t) ==
    /\ Goes(t, "arcs", "unlock")
    /\ state = goal[t] \/ GivesUp
    /\ UNCHANGED <<deviceVars, mark, lock, callVars>>

(* The memory of the caller is copied. *)
Copy(t) ==
    /\ Goes(t, "copy", IF t \in Writers THEN "use" ELSE "unlock") /\ Unlocked("memory")
    /\ UNCHANGED <<deviceVars, mark, lock, callVars>>

AnswerOfEnded(t) == {"ENODEV"}
Looked(t) ==
    \E e \in AnswerOfEnded(t) : errno' = [errno EXCEPT ![t] = IF of[t] \in live THEN "0" ELSE e]

Use(t) ==
    /\ Goes(t, "use", IF t \in Writers THEN "unlock" ELSE "copy")
    /\ Unlocked(of[t]) /\ Looked(t)
    /\ UNCHANGED <<deviceVars, mark, lock, goal, of>>

(* A read holds the lock of the file only. *)
TakeFile(t) ==
    /\ Goes(t, "read", "give file")
    /\ Lock(of[t], t) /\ Looked(t)
    /\ UNCHANGED <<deviceVars, mark, goal, of>>

GiveFile(t) ==
    /\ Goes(t, "give file", "done") /\ Unlock(of[t])
    /\ UNCHANGED <<deviceVars, mark, callVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The reset leaves its mark and tries the state lock.                     *)
(***************************************************************************)
LeaveMark(t) ==
    /\ Goes(t, "mark", "try") /\ Lock("mark", t)
    /\ mark' = TRUE /\ doomed' = doomed \cup live
    /\ UNCHANGED <<openVars, handed, closed, callVars>>

Try(t) ==
    /\ Goes(t, "try", IF Unlocked("state") THEN "unlock" ELSE "done")
    /\ lock' = [lock EXCEPT !["mark"] = NoThread, !["state"] = IF @ = NoThread THEN t ELSE @]
    /\ UNCHANGED <<deviceVars, mark, callVars>>

(* The thread that holds the state lock looks for the mark before it         *)
(* unlocks.                                                                  *)
Look(t) ==
    /\ Goes(t, "unlock", "look") /\ Lock("mark", t)
    /\ UNCHANGED <<deviceVars, mark, callVars>>

TakeMark(t) ==
    /\ Goes(t, "look", "handle") /\ Unlock("mark")
    /\ mark /\ mark' = FALSE
    /\ UNCHANGED <<deviceVars, callVars>>

(* A reset ends the session, as a close does, and fails the request that it  *)
(* has overtaken.                                                            *)
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
    /\ Goes(t, "look", "leave") /\ Unlock("state")
    /\ MayUnlock(t)
    /\ UNCHANGED <<deviceVars, mark, callVars>>

Leave(t) ==
    /\ Goes(t, "leave", "done") /\ Unlock("mark")
    /\ UNCHANGED <<deviceVars, mark, callVars>>

Return(t) ==
    /\ Goes(t, "done", "idle")
    /\ IF t \in Resetters THEN Unlock("memory") ELSE UNCHANGED lock
    /\ handed' = handed \cup (IF errno[t] = "0" THEN {of[t]} \ {NoFile} ELSE {})
    /\ goal'   = [goal  EXCEPT ![t] = "RUNNING"]
    /\ of'     = [of    EXCEPT ![t] = NoFile]
    /\ errno'  = [errno EXCEPT ![t] = "0"]
    /\ UNCHANGED <<openVars, doomed, closed, mark>>

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
(***************************************************************************)
(* Properties.                                                             *)
(***************************************************************************)

(* A lock is held from the step that locks it to the one that unlocks it. *)
LocksAreHeldAsMeant == \A t \in Threads :
    /\ lock["memory"] = t <=> t \in Resetters /\ at[t] # "idle"
    /\ lock["state"]  = t <=> at[t] \in {"arcs", "copy", "use", "unlock", "look", "handle"}
    /\ lock["mark"]   = t <=> at[t] \in {"try", "look", "leave"}
    /\ \A f \in Files : lock[f] = t <=> at[t] = "give file" /\ of[t] = f

(* A mark is seen: by the holder of the state lock, or by the reset itself. *)
NoResetIsLost == mark => ~Unlocked("state") \/ \E t \in Resetters : at[t] = "try"

(* No file survives a reset. *)
NoFileSurvives == Unlocked("state") /\ ~mark => doomed \cap live = {}

(* No file survives the close of the device. *)
ClosedEndsAll == closed /\ (\A t \in Closers : at[t] = "idle") => live = {}

(* A session is open exactly in the states that have one. *)
SessionBelongsToState ==
    live = {openFile} \ {NoFile} /\ (state = "SAVING" <=> openFile # NoFile)

(* Among the threads in a call one can go on. *)
Active     == {t \in Threads : at[t] # "idle"}
NoDeadlock == Active # {} => \E t \in Active : ENABLED GoesOn(t)

(* A success is true when the request unlocks the state. *)
AnswerAgreesWithState ==
    [][\A t \in Setters : at[t] = "look" /\ at'[t] = "leave" /\ errno[t] = "0"
           => state = goal[t] /\ {of[t]} \ {NoFile} \subseteq live]_vars

(* A request that a reset overtakes is not answered with success. *)
NoSuccessAfterResetAsked ==
    [][\A t \in Setters : at[t] = "handle" /\ at'[t] = "unlock"
           => errno'[t] \in AnswersOfOvertaken(errno[t])]_vars

(* A file whose session has ended answers ENODEV. *)
EndedAnswersEnodev ==
    [][\A t \in Threads : at[t] \in {"use", "read"} /\ at'[t] # at[t]
           => errno'[t] = (IF of[t] \in live THEN "0" ELSE "ENODEV")]_vars

(* While a thread holds the lock of a file no other thread uses or ends it. *)
FileLockIsKept ==
    [][\A f \in Files : ~Unlocked(f) =>
           /\ f \in live <=> f \in live'
           /\ \A t \in Threads : at[t] = "use" /\ of[t] = f => at'[t] = "use"]_vars

(* While a reset waits no arc is taken. *)
NoArcAfterMark == [][mark /\ state' # state => \E t \in Threads : at[t] = "handle"]_vars

(* A reset is handled only if one waits. *)
HandledIfAsked == [][\A t \in Threads : at[t] = "look" /\ at'[t] = "handle" => mark]_vars

(* Every reset is handled. *)
ResetIsHandled == mark ~> ~mark

(* Unless resets come for ever, every call ends. *)
CallsEnd == <>[](\A t \in Resetters : at[t] = "idle")
                => \A t \in Threads : []<>(at[t] = "idle")
=============================================================================
MCDeferredReset        80560 states, depth 69   set-state, write, read, reset
MCDeferredResetClose   27872 states, depth 66   pre-copy info, close, two resets
MCDeferredResetTwice   65720 states, depth 78   two set-state, two resets
MCDeferredResetEnds    24673 states, depth 66   liveness
MCDeferredResetSteps      12716 states, depth 66   each step: set-state, write, reset
MCDeferredResetStepsRead  11268 states, depth 61   each step: set-state, read, reset
MCDeferredResetStepsClose 15960 states, depth 66   each step: pre-copy info, close
MCDeferredResetDeep  8015350 states             a thread of each kind
Must fail: MCDeferredResetOvertakes, MCDeferredResetStale, MCDeferredResetUnfair,
MCDeferredResetKept, MCDeferredResetWaits, MCDeferredResetK5, MCDeferredResetH6,
MCDeferredResetH7, MCDeferredResetK12
