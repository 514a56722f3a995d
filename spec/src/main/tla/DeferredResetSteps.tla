-------------------------- MODULE DeferredResetSteps ---------------------------
(***************************************************************************)
(* DeferredReset step by step: when each thread can go on, and all that it *)
(* changes.  The properties of DeferredReset say what callers may rely on; *)
(* these leave a driver no other behaviour by which it could keep them.    *)
(*                                                                         *)
(* Source: as in DeferredReset.                                            *)
(***************************************************************************)
EXTENDS DeferredReset

-----------------------------------------------------------------------------
(***************************************************************************)
(* When it is possible.                                                    *)
(***************************************************************************)

(* At first no call is in progress, and no session is open (a property of    *)
(* initial states).                                                          *)
BeginsIdle ==
    /\ state = "RUNNING" /\ openFile = NoFile /\ live = {} /\ handed = {} /\ doomed = {}
    /\ closed = FALSE /\ mark = FALSE
    /\ \A t \in Threads : at[t] = "idle" /\ of[t] = NoFile /\ errno[t] = "0"
    /\ \A l \in Locks : lock[l] = NoThread

(* A thread without a call may begin one: on a device that is open, and a    *)
(* read or write on a file that it was given.                                *)
CallsMayBegin ==
    \A t \in Threads :
        /\ \A s \in {"RUNNING", "SAVING"} :
              ENABLED (AskState(t, s) /\ goal'[t] = s) <=> t \in Setters /\ at[t] = "idle" /\ ~closed
        /\ \A f \in Files :
              ENABLED UseFile(t, f) <=> t \in Writers \cup Askers \cup Readers /\ at[t] = "idle" /\ f \in handed
        /\ ENABLED Close(t) <=> /\ t \in Closers /\ at[t] = "idle" /\ ~closed
                                /\ \A u \in Setters : at[u] = "idle"
        /\ ENABLED AskReset(t) <=> /\ t \in Resetters /\ at[t] = "idle" /\ ~closed
                                   /\ lock["memory"] = NoThread

(* A thread in a call waits for a lock only: that of the state, of the       *)
(* memory, of the mark, or of the file that it uses or whose session it      *)
(* ends.                                                                     *)
WaitsForLocksOnly ==
    LET free(l) == lock[l] = NoThread
    IN  \A t \in Threads : at[t] # "idle" =>
          /\ at[t] = "lock" => (ENABLED GoesOn(t) <=> free("state"))
          /\ at[t] = "copy" => (ENABLED GoesOn(t) <=> free("memory"))
          /\ at[t] \in {"mark", "unlock"} => (ENABLED GoesOn(t) <=> free("mark"))
          /\ at[t] \in {"use", "read"}    => (ENABLED GoesOn(t) <=> free(of[t]))
          /\ at[t] \in {"arcs", "handle"} =>
                (ENABLED GoesOn(t) \/ (openFile # NoFile /\ ~free(openFile)))
          /\ at[t] \in {"give file", "try", "look", "leave", "done"} => ENABLED GoesOn(t)

-----------------------------------------------------------------------------
(***************************************************************************)
(* What it changes.                                                        *)
(***************************************************************************)

CommonWay == {<<"unlock", "look">>, <<"look", "handle">>, <<"handle", "unlock">>,
              <<"look", "leave">>, <<"leave", "done">>, <<"done", "idle">>}

Way(t) == CASE t \in Setters -> {<<"idle", "lock">>, <<"lock", "arcs">>, <<"arcs", "unlock">>}
            [] t \in Writers -> {<<"idle", "lock">>, <<"lock", "copy">>, <<"copy", "use">>,
                                 <<"use", "unlock">>}
            [] t \in Askers  -> {<<"idle", "lock">>, <<"lock", "use">>, <<"use", "copy">>,
                                 <<"copy", "unlock">>}
            [] t \in Readers -> {<<"idle", "read">>, <<"read", "give file">>,
                                 <<"give file", "done">>}
            [] t \in Closers -> {<<"idle", "lock">>, <<"lock", "handle">>}
            [] OTHER         -> {<<"idle", "mark">>, <<"mark", "try">>, <<"try", "unlock">>,
                                 <<"try", "done">>}

(* The way of each call.  It looks for the mark before it unlocks the state, *)
(* and handles a reset if there is one; a reset leaves its mark first.       *)
CallsGoTheirWay ==
    [][\A t \in Threads : at'[t] # at[t] =>
         /\ <<at[t], at'[t]>> \in CommonWay \cup Way(t)
         /\ \A u \in Threads \ {t} :
               <<at'[u], goal'[u], of'[u], errno'[u]>> = <<at[u], goal[u], of[u], errno[u]>>]_vars

(* A reset that finds the state unlocked handles it; otherwise the holder of *)
(* the lock does.                                                            *)
ResetTriesOnce ==
    [][\A t \in Threads : at[t] = "try" /\ at'[t] # "try" =>
         at'[t] = (IF lock["state"] = NoThread THEN "unlock" ELSE "done")]_vars

(* The state changes by an arc of a request, on the way to its goal, or by a *)
(* reset or close.                                                           *)
StateHasReason ==
    [][state' # state =>
         \/ \E t \in Setters : /\ at[t] = "arcs" /\ at'[t] = "arcs" /\ ~mark /\ state # goal[t]
                               /\ state' = (IF state = "STOP" THEN goal[t] ELSE "STOP")
         \/ state' = "RUNNING" /\ \E t \in Threads : at[t] = "handle" /\ at'[t] = "unlock"]_vars

(* A session begins with a file that no thread has, and ends with the state  *)
(* SAVING.                                                                   *)
FileHasReason ==
    [][<<openFile', live'>> # <<openFile, live>> =>
         IF openFile' # NoFile
         THEN /\ openFile = NoFile /\ live' = live \cup {openFile'} /\ openFile' \notin live
              /\ \A t \in Threads : of[t] # openFile'
              /\ \E t \in Setters : at[t] = "arcs" /\ of'[t] = openFile'
              /\ openFile' \notin handed' \cup doomed'
         ELSE live' = live \ {openFile} /\ lock[openFile] = NoThread]_vars

(* A request that succeeds returns the file of its session; no other call    *)
(* returns one, and a failed one does not either.                            *)
FileIsHanded ==
    [][\A t \in Threads : at[t] = "done" /\ at'[t] = "idle" =>
         /\ handed' = handed \cup (IF errno[t] = "0" /\ of[t] # NoFile THEN {of[t]} ELSE {})
         /\ of'[t] = NoFile /\ errno'[t] = "0" /\ goal'[t] = "RUNNING"
         /\ UNCHANGED <<openVars, doomed, closed, mark>>]_vars

(* A mark is left by a reset, which notes the files that it must end; it is  *)
(* taken by the thread that handles it.                                      *)
MarkHasReason ==
    [][/\ mark' /\ ~mark => \E t \in Resetters : at[t] = "mark" /\ at'[t] = "try"
       /\ ~mark' /\ mark => \E t \in Threads : at[t] = "look" /\ at'[t] = "handle"
       /\ \A t \in Threads :
             /\ at[t] = "mark" /\ at'[t] = "try"    => mark' /\ live \subseteq doomed'
             /\ at[t] = "look" /\ at'[t] = "handle" => ~mark']_vars

(* A call fails when its session has ended, or when a reset overtakes it,    *)
(* and for no other reason.                                                  *)
ErrnoHasReason ==
    [][\A t \in Threads : errno'[t] # errno[t] =>
         \/ errno'[t] = "ENODEV" /\ at[t] \in {"use", "read"} /\ of[t] \notin live
         \/ errno'[t] = "EIO" /\ at[t] = "handle" /\ t \in Setters
         \/ errno'[t] = "0" /\ (at[t] = "done" \/ (at[t] \in {"use", "read"} /\ of[t] \in live))]_vars

(* What the reset handles is gone afterwards, whatever the thread.           *)
HandledEndsAll ==
    [][\A t \in Threads : at[t] = "handle" /\ at'[t] = "unlock" =>
         /\ state' = "RUNNING" /\ openFile' = NoFile /\ live' = {}
         /\ errno'[t] = (IF t \in Setters THEN "EIO" ELSE errno[t])
         /\ UNCHANGED <<handed, doomed, closed, mark, lock, goal, of>>]_vars

(* A device is closed once, by a thread that then ends what is open.         *)
ClosedOnce ==
    [][closed' # closed => closed' /\ \E t \in Closers : at[t] = "idle" /\ at'[t] = "lock"]_vars
=============================================================================
Checked in the models of DeferredReset.
