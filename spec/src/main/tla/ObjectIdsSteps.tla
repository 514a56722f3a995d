---------------------------- MODULE ObjectIdsSteps -----------------------------
(***************************************************************************)
(* ObjectIds step by step: when each call and each answer is possible, and *)
(* all that it changes.  The properties of ObjectIds say what the VFs of   *)
(* an owner may rely on; these leave the pool no other behaviour by which  *)
(* it could keep them.                                                     *)
(*                                                                         *)
(* Source: as in ObjectIds.                                                *)
(***************************************************************************)
EXTENDS ObjectIds

-----------------------------------------------------------------------------
(***************************************************************************)
(* When it is possible.                                                    *)
(***************************************************************************)

(* At first all ids are free, and no object exists (a property of initial    *)
(* states).                                                                  *)
BeginsFree ==
    /\ taken = {} /\ aside = << >> /\ cut = {}
    /\ \A v \in Vfs : owned[v] = {} /\ call[v].step = "idle" /\ reply[v] = "0"
    /\ \A i \in Ids : object[i] = NoVf

(* A driver may ask for an object below its bound, and end one that it has;  *)
(* a search goes on; a request may be given up before its command; and a     *)
(* command is sent when no other one of its VF is in flight.                 *)
CallsArePossible ==
    \A v \in Vfs :
        LET step == call[v].step
        IN  /\ ENABLED Ask(v) <=> step = "idle" /\ Cardinality(owned[v]) < PerVf
            /\ \A i \in owned[v] : ENABLED End(v, i) <=> step = "idle"
            /\ ENABLED Find(v) <=> step = "searching" /\ taken # Ids
            /\ ENABLED Retry(v) <=> step = "searching" /\ taken = Ids /\ call[v].tries > 0
            /\ ENABLED Exhausted(v) <=> step = "searching" /\ taken = Ids /\ call[v].tries = 0
            /\ ENABLED GiveUp(v) <=> step = "reserved"
            /\ ENABLED Send(v) <=>
                  /\ step \in {"reserved", "ending"}
                  /\ \A w \in Vfs : call[w].step \in {"creating", "destroying", "retrying"}
                                    => call[w].vf # v

(* A command may fail; it succeeds only if no reset of the owner has cut it  *)
(* off, and as the objects of the device have it.                            *)
AnswersArePossible ==
    \A v \in Vfs :
        LET c        == call[v]
            creates  == c.step = "creating"
            destroys == c.step \in {"destroying", "retrying"}
            whole    == v \notin cut
        IN  /\ ENABLED Created(v) <=> creates /\ whole /\ object[c.id] = NoVf
            /\ ENABLED NotCreated(v, "EIO") <=> creates
            /\ ENABLED NotCreated(v, "EEXIST") <=> creates /\ whole /\ object[c.id] # NoVf
            /\ ~ENABLED NotCreated(v, "ENXIO")
            /\ ENABLED Destroyed(v) <=> destroys /\ whole /\ object[c.id] = c.vf
            /\ ENABLED NotDestroyed(v, "EIO") <=> destroys
            /\ ENABLED NotDestroyed(v, "ENXIO") <=> destroys /\ whole /\ object[c.id] # c.vf
            /\ ~ENABLED NotDestroyed(v, "EEXIST")

(* Resets are possible at any moment.  That of a VF ends its objects and no  *)
(* other one; that of the owner cuts off every command in flight.            *)
ResetIsExact ==
    /\ ENABLED OwnerReset
    /\ ~ENABLED (OwnerReset /\ cut' # {v \in Vfs : call[v].step \in {"creating", "destroying", "retrying"}})
    /\ \A v \in Vfs :
          /\ ENABLED VfReset(v)
          /\ ~ENABLED (VfReset(v) /\ object' # [i \in Ids |-> IF object[i] = v THEN NoVf ELSE object[i]])

-----------------------------------------------------------------------------
(***************************************************************************)
(* What it changes.                                                        *)
(***************************************************************************)

(* The steps of a call.  A command is about the id of its call. *)
CallsInOrder ==
    [][\A v \in Vfs : call'[v] # call[v] =>
         /\ <<call[v].step, call'[v].step>> \in
               {<<"idle", "reserved">>, <<"idle", "searching">>, <<"idle", "ending">>,
                <<"searching", "searching">>, <<"searching", "reserved">>, <<"searching", "retrying">>,
                <<"searching", "idle">>, <<"reserved", "creating">>, <<"reserved", "idle">>,
                <<"ending", "destroying">>, <<"creating", "idle">>, <<"destroying", "idle">>,
                <<"retrying", "searching">>}
         /\ call'[v].step \in {"creating", "destroying"} =>
               <<call'[v].vf, call'[v].id>> = <<call[v].vf, call[v].id>>
         /\ \A w \in Vfs \ {v} : call'[w] = call[w]]_vars

(* A request takes the lowest free id; an end takes the object from its VF.  *)
LowestIsTaken ==
    [][\A v \in Vfs :
         /\ call'[v].step = "reserved" /\ call[v].step # "reserved" =>
               /\ call'[v].id \notin taken /\ taken' = taken \cup {call'[v].id}
               /\ \A i \in 0..(call'[v].id - 1) : i \in taken
         /\ owned'[v] # owned[v] =>
               \/ call[v].step = "creating" /\ owned'[v] = owned[v] \cup {call[v].id}
               \/ call'[v].step = "ending" /\ owned'[v] = owned[v] \ {call'[v].id}]_vars

(* Success gives an object that the device has; ENOSPC comes when all ids    *)
(* are taken and all aside were tried; EEXIST keeps the id aside; any other  *)
(* failure gives the id back.  An answer ends the call.                      *)
AnswerIsTrue ==
    [][\A v \in Vfs : reply'[v] # reply[v] /\ reply'[v] # "none" =>
         LET c == call[v]
         IN  /\ call'[v].step = "idle"
             /\ CASE reply'[v] = "0"      -> /\ c.step = "creating"
                                             /\ owned' = [owned EXCEPT ![v] = @ \cup {c.id}]
                                             /\ object' = [object EXCEPT ![c.id] = v]
                                             /\ UNCHANGED <<taken, aside>>
                  [] reply'[v] = "ENOSPC" -> /\ c.step = "searching" /\ c.tries = 0 /\ taken = Ids
                                             /\ UNCHANGED <<owned, object, taken, aside>>
                  [] reply'[v] = "EEXIST" -> /\ c.step = "creating" /\ object[c.id] # NoVf
                                             /\ aside' = Append(aside, <<v, c.id>>)
                                             /\ UNCHANGED <<owned, object, taken>>
                  [] OTHER                -> /\ reply'[v] = "EIO" /\ c.step \in {"reserved", "creating"}
                                             /\ taken' = taken \ {c.id}
                                             /\ UNCHANGED <<owned, object, aside>>]_vars

(* A search begins when all ids are taken.  It tries those aside in their    *)
(* order, as many as there were, and leaves out one whose VF is busy.        *)
TriesAllAside ==
    [][\A v \in Vfs :
         LET from == call[v].step
             to   == call'[v].step
         IN  /\ from = "idle" /\ to = "searching" => taken = Ids /\ call'[v].tries = Len(aside)
             /\ from = "searching" /\ to = "retrying" =>
                   /\ <<call'[v].vf, call'[v].id>> = Head(aside) /\ aside' = Tail(aside)
                   /\ call'[v].tries = call[v].tries - 1
             /\ from = "searching" /\ to = "searching" /\ call'[v] # call[v] =>
                   /\ call'[v].tries = call[v].tries - 1
                   /\ IF aside = << >> THEN aside' = << >>
                      ELSE aside' = Append(Tail(aside), Head(aside)) /\ Busy(Head(aside)[1])
             /\ from = "retrying" /\ to = "searching" => call'[v].tries = call[v].tries]_vars

(* The end of an object is noted: its id is free, or aside if the command    *)
(* that destroys it has failed.                                              *)
EndIsNoted ==
    [][\A v \in Vfs : call[v].step \in {"destroying", "retrying"} /\ call'[v] # call[v] =>
         LET c == call[v]
         IN  /\ UNCHANGED <<owned, reply>>
             /\ \/ taken' = taken \ {c.id} /\ aside' = aside /\ object'[c.id] # c.vf
                \/ taken' = taken /\ aside' = Append(aside, <<c.vf, c.id>>) /\ object' = object
             /\ \A i \in Ids \ {c.id} : object'[i] = object[i]]_vars

(* A command that was cut off is answered as failed, and then no longer cut  *)
(* off.                                                                      *)
CutIsAnswered ==
    [][\A v \in Vfs :
         /\ v \in cut /\ v \notin cut' => call'[v] # call[v] /\ object' = object
         /\ v \in cut /\ call'[v] # call[v] => v \notin cut'
         /\ v \notin cut /\ v \in cut' => \A i \in Ids : object'[i] = NoVf]_vars
=============================================================================
Checked in the models of ObjectIds.
