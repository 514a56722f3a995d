------------------------------ MODULE ObjectIds ------------------------------
(***************************************************************************)
(* The ids of part objects: one pool of a few (at most 255) for all the    *)
(* VFs of an owner, whose objects come and go with their sessions.         *)
(*                                                                         *)
(* Source: Virtio 1.4 (cs01), 2.12.1.3: the driver chooses the id, below   *)
(* the limit that both have agreed on, and unique while its object lives;  *)
(* drivers/vfio/pci/virtio/migrate.c of Linux for when there are objects.  *)
(* The pool is class ObjectIds of this project's driver, step by step.     *)
(*                                                                         *)
(* Modelled: RESOURCE_OBJ_CREATE and _DESTROY as commands that take time   *)
(* and may fail; resets of a VF, which may or may not take its objects     *)
(* along (S-2), and of the owner, which do.  An id whose object could not  *)
(* be destroyed is kept aside; if ids run out destroying is tried again.   *)
(* Left out: other commands, and another limit after the owner's reset.    *)
(*                                                                         *)
(* Guaranteed: no two objects have one id; an id is taken only as long as  *)
(* somebody uses it or can give it back; a request is refused only when    *)
(* all are taken, and that passes.                                         *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
    Vfs,     \* members of the owner's group
    Limit,   \* how many ids there are
    PerVf    \* how many objects a VF uses at most: a session's, and a query's

VARIABLES
    taken,   \* ids that cannot be given out
    aside,   \* of these, <<VF, id>> of objects that could not be destroyed
    held,    \* for each VF the ids of the objects that it uses
    call,    \* what the driver of each VF is at
    reply,   \* what each VF's last request for an object was answered with
    object,  \* in the device: for each id the VF that has an object of it
    cut      \* VFs whose command in flight a reset of the owner has cut off

vars == <<taken, aside, held, call, reply, object, cut>>

-----------------------------------------------------------------------------
Ids    == 0..(Limit - 1)
Nobody == "nobody"
Errnos == {"EIO", "ENXIO", "EEXIST"}
(* A call is about an object of its own VF, unless it is another one's that  *)
(* it tries to destroy again.                                                *)
Idle              == [step |-> "idle"]
Searching(n)      == [step |-> "searching", tries |-> n]
At(s, m, i)       == [step |-> s, vf |-> m, id |-> i]
Retrying(m, i, n) == [step |-> "retrying", vf |-> m, id |-> i, tries |-> n]

Ending == {"ending", "destroying"}
Asking == {"searching", "reserved", "creating", "retrying"}
CallsOf(v) == {Idle}
    \cup {Searching(n) : n \in 0..Limit}
    \cup {At(s, v, i) : s \in {"reserved", "creating"} \cup Ending, i \in Ids}
    \cup {Retrying(m, i, n) : m \in Vfs, i \in Ids, n \in 0..(Limit - 1)}

InFlight(v) == call[v].step \in {"creating", "destroying", "retrying"}
Busy(m)     == \E v \in Vfs : InFlight(v) /\ call[v].vf = m

(* The objects that a VF has or may get. *)
Objects(v) == Cardinality(held[v]) + (IF call[v].step \in Asking THEN 1 ELSE 0)

TypeOK ==
    /\ taken  \subseteq Ids /\ cut \subseteq {v \in Vfs : InFlight(v)}
    /\ Len(aside) <= Limit /\ \A n \in 1..Len(aside) : aside[n] \in Vfs \X Ids
    /\ held   \in [Vfs -> SUBSET Ids]
    /\ \A v \in Vfs : call[v] \in CallsOf(v) /\ Objects(v) <= PerVf
    /\ reply  \in [Vfs -> {"none", "0", "ENOSPC"} \cup Errnos]
    /\ object \in [Ids -> Vfs \cup {Nobody}]

Init ==
    /\ taken  = {} /\ aside = << >> /\ cut = {}
    /\ held   = [v \in Vfs |-> {}]
    /\ call   = [v \in Vfs |-> Idle]
    /\ reply  = [v \in Vfs |-> "0"]
    /\ object = [i \in Ids |-> Nobody]

-----------------------------------------------------------------------------
(* A request for an object: find an id, then create under it. *)
Goes(v, c)   == call'  = [call  EXCEPT ![v] = c]
Answer(v, e) == reply' = [reply EXCEPT ![v] = e]
Free      == Ids \ taken
Lowest    == CHOOSE i \in Free : \A j \in Free : i <= j
TakeId(v) == taken' = taken \cup {Lowest} /\ Goes(v, At("reserved", v, Lowest))

(* If there is no free id, those aside are tried, each of them once. *)
Ask(v) ==
    /\ call[v] = Idle /\ Cardinality(held[v]) < PerVf
    /\ Answer(v, "none")
    /\ IF Free # {} THEN TakeId(v)
                    ELSE Goes(v, Searching(Len(aside))) /\ UNCHANGED taken
    /\ UNCHANGED <<aside, held, object, cut>>

Find(v) ==
    /\ call[v].step = "searching" /\ Free # {} /\ TakeId(v)
    /\ UNCHANGED <<aside, held, reply, object, cut>>

(* The oldest one is tried; its VF may be busy. *)
Retry(v) ==
    /\ call[v].step = "searching" /\ Free = {} /\ call[v].tries > 0
    /\ IF aside # << >> /\ ~Busy(Head(aside)[1])
       THEN /\ aside' = Tail(aside)
            /\ Goes(v, Retrying(Head(aside)[1], Head(aside)[2], call[v].tries - 1))
       ELSE /\ aside' = (IF aside = << >> THEN aside
                         ELSE Append(Tail(aside), Head(aside)))
            /\ Goes(v, Searching(call[v].tries - 1))
    /\ UNCHANGED <<taken, held, reply, object, cut>>

Exhausted(v) ==
    /\ call[v].step = "searching" /\ Free = {} /\ call[v].tries = 0
    /\ Answer(v, "ENOSPC") /\ Goes(v, Idle)
    /\ UNCHANGED <<taken, aside, held, object, cut>>

(* The request is given up before its command is sent: a reset overtook it. *)
GiveUp(v) ==
    /\ call[v].step = "reserved" /\ taken' = taken \ {call[v].id}
    /\ Answer(v, "EIO") /\ Goes(v, Idle)
    /\ UNCHANGED <<aside, held, object, cut>>

(* The session ends, or the query has its answer. *)
End(v, i) ==
    /\ call[v] = Idle
    /\ held' = [held EXCEPT ![v] = @ \ {i}]
    /\ Goes(v, At("ending", v, i))
    /\ UNCHANGED <<taken, aside, reply, object, cut>>

(* A command is sent once no other one of the VF is in flight. *)
Send(v) ==
    /\ call[v].step \in {"reserved", "ending"} /\ ~Busy(v)
    /\ Goes(v, [call[v] EXCEPT !.step = IF @ = "reserved" THEN "creating" ELSE "destroying"])
    /\ UNCHANGED <<taken, aside, held, reply, object, cut>>

-----------------------------------------------------------------------------
Created(v) ==
    LET c == call[v] IN
    /\ c.step = "creating" /\ v \notin cut /\ object[c.id] = Nobody
    /\ object' = [object EXCEPT ![c.id] = v]
    /\ held'   = [held EXCEPT ![v] = @ \cup {c.id}]
    /\ Answer(v, "0") /\ Goes(v, Idle)
    /\ UNCHANGED <<taken, aside, cut>>

(* EEXIST: an object that the device denied.  Its id must not fail everybody *)
(* else's requests too.                                                      *)
KeptAside(e) == e = "EEXIST"

NotCreated(v, e) ==
    LET c == call[v] IN
    /\ c.step = "creating"
    /\ e = "EIO" \/ (e = "EEXIST" /\ object[c.id] # Nobody /\ v \notin cut)
    /\ IF KeptAside(e)
       THEN aside' = Append(aside, <<v, c.id>>) /\ UNCHANGED taken
       ELSE taken' = taken \ {c.id} /\ UNCHANGED aside
    /\ Answer(v, e) /\ Goes(v, Idle) /\ cut' = cut \ {v}
    /\ UNCHANGED <<held, object>>

Exists(c) == object[c.id] = c.vf
After(c)  == IF c.step = "retrying" THEN Searching(c.tries) ELSE Idle

Destroyed(v) ==
    LET c == call[v] IN
    /\ c.step \in {"destroying", "retrying"} /\ v \notin cut /\ Exists(c)
    /\ object' = [object EXCEPT ![c.id] = Nobody]
    /\ taken'  = taken \ {c.id}
    /\ Goes(v, After(c))
    /\ UNCHANGED <<aside, held, reply, cut>>

(* ENXIO: a reset took the object along; there is nothing left to destroy.   *)
Gone(c) == ~Exists(c)

GiveBack(c, e) ==
    IF e = "ENXIO"
    THEN taken' = taken \ {c.id} /\ UNCHANGED aside
    ELSE aside' = Append(aside, <<c.vf, c.id>>) /\ UNCHANGED taken

NotDestroyed(v, e) ==
    LET c == call[v] IN
    /\ c.step \in {"destroying", "retrying"}
    /\ \/ e = "EIO"
       \/ e = "ENXIO" /\ v \notin cut /\ Gone(c)
    /\ GiveBack(c, e)
    /\ Goes(v, After(c)) /\ cut' = cut \ {v}
    /\ UNCHANGED <<held, reply, object>>

VfReset(m) ==
    /\ object' = [i \in Ids |-> IF object[i] = m THEN Nobody ELSE object[i]]
    /\ UNCHANGED <<taken, aside, held, call, reply, cut>>

OwnerReset ==
    /\ object' = [i \in Ids |-> Nobody]
    /\ cut'    = {v \in Vfs : InFlight(v)}
    /\ UNCHANGED <<taken, aside, held, call, reply>>

-----------------------------------------------------------------------------
Works(v) == Find(v) \/ Retry(v) \/ Exhausted(v) \/ Send(v)
Fails(v) == \E e \in Errnos : NotCreated(v, e) \/ NotDestroyed(v, e)
Ends(v)  == \E i \in held[v] : End(v, i)

Next == \/ OwnerReset
        \/ \E v \in Vfs : \/ Ask(v) \/ Ends(v) \/ Works(v) \/ GiveUp(v)
                          \/ Created(v) \/ Destroyed(v) \/ Fails(v) \/ VfReset(v)

(* VFs ask again and again, sessions end, commands are answered, and trying  *)
(* to destroy an object is not in vain for ever.                             *)
Fairness ==
    \A v \in Vfs : /\ WF_vars(Ask(v)) /\ WF_vars(Ends(v)) /\ WF_vars(Works(v))
                   /\ WF_vars(Created(v) \/ Destroyed(v) \/ Fails(v))
                   /\ SF_vars(Destroyed(v) \/ NotDestroyed(v, "ENXIO"))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------
Range(s) == {s[n] : n \in 1..Len(s)}

(* Who knows of an id: VFs that use it, calls about it, a place aside. *)
UsedBy(i)  == {v \in Vfs : i \in held[v]}
CalledBy(i) == {v \in Vfs : "id" \in DOMAIN call[v] /\ call[v].id = i}
AsideAt(i) == {n \in 1..Len(aside) : aside[n][2] = i}

(* An id is live only as long as its session, or it can be reclaimed. *)
TakenForReason == taken = {i \in Ids : UsedBy(i) \cup CalledBy(i) # {} \/ AsideAt(i) # {}}

(* And for one reason only. *)
OneReason ==
    \A i \in Ids :
        Cardinality(UsedBy(i)) + Cardinality(CalledBy(i)) + Cardinality(AsideAt(i)) <= 1

(* The driver knows of every object that the device has. *)
ObjectIsKnown ==
    \A i \in Ids : object[i] # Nobody =>
        \/ i \in held[object[i]]
        \/ <<object[i], i>> \in Range(aside)
        \/ \E v \in Vfs : /\ call[v].step \in Ending \cup {"retrying"}
                          /\ call[v].vf = object[i] /\ call[v].id = i

(* No object is created under the id of another. *)
NoCollision == \A v \in Vfs : call[v].step = "creating" => object[call[v].id] = Nobody

(* Commands of one VF never overlap. *)
OneCommandPerVf ==
    \A v, w \in Vfs : InFlight(v) /\ InFlight(w) /\ call[v].vf = call[w].vf => v = w

(* Every request is answered. *)
AskingIsUnanswered == \A v \in Vfs : reply[v] = "none" <=> call[v].step \in Asking

(* These are inductive. *)
Inv == /\ TypeOK /\ TakenForReason /\ OneReason
       /\ ObjectIsKnown /\ OneCommandPerVf /\ AskingIsUnanswered

(* Only for want of ids is a request refused, or destroying tried again. *)
OnlyWhenExhausted ==
    [][\A v \in Vfs : \/ reply'[v] = "ENOSPC" /\ reply[v] # "ENOSPC"
                      \/ call'[v].step = "retrying" /\ call[v].step # "retrying"
                      => taken = Ids]_vars

(* Exhaustion passes. *)
ExhaustionPasses == taken = Ids ~> taken # Ids
=============================================================================
