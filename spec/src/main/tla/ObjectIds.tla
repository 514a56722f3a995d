------------------------------ MODULE ObjectIds -----------------------------
(***************************************************************************)
(* The ids of part objects: one pool of a few (at most 255) for all VFs of *)
(* an owner, whose objects come and go with their sessions.                *)
(*                                                                         *)
(* Source: Virtio 1.4 (cs01), 2.12.1.3: the driver chooses the id, below   *)
(* the limit that both have agreed on, and unique while its object lives;  *)
(* drivers/vfio/pci/virtio/migrate.c of Linux for when objects exist.  The *)
(* pool is class ObjectIds of this project's driver, step by step.         *)
(*                                                                         *)
(* Modelled: RESOURCE_OBJ_CREATE and _DESTROY as commands that take time   *)
(* and may fail; resets of a VF, which may or may not end its objects      *)
(* (S-2), and of the owner, which end all.  An id whose object could not   *)
(* be destroyed is kept aside; when ids run out the driver tries again to  *)
(* destroy.  Left out: other commands, and another limit after a reset of  *)
(* the owner.                                                              *)
(*                                                                         *)
(* Guaranteed: no two objects have one id; an id is taken only while a VF  *)
(* uses it or the driver can give it back; a request is refused only when  *)
(* all ids are taken, and that passes.                                     *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
    Vfs,     \* members of the owner's group
    Limit,   \* the number of ids
    PerVf    \* bound on the objects of a VF: one of a session, one of a query

ASSUME VfsAreFinite     == IsFiniteSet(Vfs) /\ Vfs # {}
ASSUME NumbersAreBounds == Limit \in Nat \ {0} /\ PerVf \in Nat \ {0}

VARIABLES
    taken,   \* ids that cannot be given out
    aside,   \* of these, <<VF, id>> of objects that could not be destroyed
    owned,   \* for each VF the ids of the objects that it uses
    call,    \* for each VF the progress of its driver
    reply,   \* for each VF the answer to its last request for an object
    object,  \* in the device: for each id the VF that has an object of it
    cut      \* VFs whose command in flight a reset of the owner has cut off

vars == <<taken, aside, owned, call, reply, object, cut>>

-----------------------------------------------------------------------------
Ids  == 0..(Limit - 1)
NoVf == "no VF"

CommandErrnos == {"EIO", "ENXIO", "EEXIST"}

(* A call is about an object of its own VF, unless it tries again to destroy *)
(* that of another one.                                                      *)
IdleCall          == [step |-> "idle"]
Searching(n)      == [step |-> "searching", tries |-> n]
At(s, m, i)       == [step |-> s, vf |-> m, id |-> i]
Retrying(m, i, n) == [step |-> "retrying", vf |-> m, id |-> i, tries |-> n]

Ending == {"ending", "destroying"}
Asking == {"searching", "reserved", "creating", "retrying"}
CallsOf(v) == {IdleCall}
    \cup {Searching(n) : n \in 0..Limit}
    \cup {At(s, v, i) : s \in {"reserved", "creating"} \cup Ending, i \in Ids}
    \cup {Retrying(m, i, n) : m \in Vfs, i \in Ids, n \in 0..(Limit - 1)}

InFlight(v) == call[v].step \in {"creating", "destroying", "retrying"}
Busy(m)     == \E v \in Vfs : InFlight(v) /\ call[v].vf = m

(* The number of objects that a VF has or may get. *)
Objects(v) == Cardinality(owned[v]) + (IF call[v].step \in Asking THEN 1 ELSE 0)

TypeOK ==
    /\ taken  \subseteq Ids /\ cut \subseteq {v \in Vfs : InFlight(v)}
    /\ Len(aside) <= Limit /\ \A n \in 1..Len(aside) : aside[n] \in Vfs \X Ids
    /\ owned  \in [Vfs -> SUBSET Ids]
    /\ \A v \in Vfs : call[v] \in CallsOf(v) /\ Objects(v) <= PerVf
    /\ reply  \in [Vfs -> {"none", "0", "ENOSPC"} \cup CommandErrnos]
    /\ object \in [Ids -> Vfs \cup {NoVf}]

Init ==
    /\ taken  = {} /\ aside = << >> /\ cut = {}
    /\ owned  = [v \in Vfs |-> {}]
    /\ call   = [v \in Vfs |-> IdleCall]
    /\ reply  = [v \in Vfs |-> "0"]
    /\ object = [i \in Ids |-> NoVf]

-----------------------------------------------------------------------------
(***************************************************************************)
(* A request for an object: the driver finds an id, then creates.          *)
(***************************************************************************)
Becomes(v, c) == call'  = [call  EXCEPT ![v] = c]
Answer(v, e)  == reply' = [reply EXCEPT ![v] = e]
FreeIds       == Ids \ taken
Lowest        == CHOOSE i \in FreeIds : \A j \in FreeIds : i <= j
TakeId(v)     == taken' = taken \cup {Lowest} /\ Becomes(v, At("reserved", v, Lowest))

(* Without a free id the driver tries those aside, each of them once. *)
Ask(v) ==
    /\ call[v] = IdleCall /\ Cardinality(owned[v]) < PerVf
    /\ Answer(v, "none")
    /\ IF FreeIds # {} THEN TakeId(v)
                       ELSE Becomes(v, Searching(Len(aside))) /\ UNCHANGED taken
    /\ UNCHANGED <<aside, owned, object, cut>>

Find(v) ==
    /\ call[v].step = "searching" /\ FreeIds # {} /\ TakeId(v)
    /\ UNCHANGED <<aside, owned, reply, object, cut>>

(* The driver tries the oldest one, unless a command of its VF is in flight. *)
Retry(v) ==
    /\ call[v].step = "searching" /\ FreeIds = {} /\ call[v].tries > 0
    /\ IF aside # << >> /\ ~Busy(Head(aside)[1])
       THEN /\ aside' = Tail(aside)
            /\ Becomes(v, Retrying(Head(aside)[1], Head(aside)[2], call[v].tries - 1))
       ELSE /\ aside' = (IF aside = << >> THEN aside
                         ELSE Append(Tail(aside), Head(aside)))
            /\ Becomes(v, Searching(call[v].tries - 1))
    /\ UNCHANGED <<taken, owned, reply, object, cut>>

Exhausted(v) ==
    /\ call[v].step = "searching" /\ FreeIds = {} /\ call[v].tries = 0
    /\ Answer(v, "ENOSPC") /\ Becomes(v, IdleCall)
    /\ UNCHANGED <<taken, aside, owned, object, cut>>

(* A reset overtakes the request before its command is issued. *)
GiveUp(v) ==
    /\ call[v].step = "reserved" /\ taken' = taken \ {call[v].id}
    /\ Answer(v, "EIO") /\ Becomes(v, IdleCall)
    /\ UNCHANGED <<aside, owned, object, cut>>

(* The session ends, or the query has its answer. *)
End(v, i) ==
    /\ call[v] = IdleCall
    /\ owned' = [owned EXCEPT ![v] = @ \ {i}]
    /\ Becomes(v, At("ending", v, i))
    /\ UNCHANGED <<taken, aside, reply, object, cut>>

(* A command is issued when no other one of the VF is in flight. *)
Send(v) ==
    /\ call[v].step \in {"reserved", "ending"} /\ ~Busy(v)
    /\ Becomes(v, [call[v] EXCEPT !.step = IF @ = "reserved" THEN "creating" ELSE "destroying"])
    /\ UNCHANGED <<taken, aside, owned, reply, object, cut>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* Commands are answered.                                                  *)
(***************************************************************************)
Created(v) ==
    LET c == call[v] IN
    /\ c.step = "creating" /\ v \notin cut /\ object[c.id] = NoVf
    /\ object' = [object EXCEPT ![c.id] = v]
    /\ owned'  = [owned EXCEPT ![v] = @ \cup {c.id}]
    /\ Answer(v, "0") /\ Becomes(v, IdleCall)
    /\ UNCHANGED <<taken, aside, cut>>

(* EEXIST: the device has an object that it denied before.  The id is kept   *)
(* aside, so that it does not fail other requests, too.                      *)
KeptAside(e) == e = "EEXIST"

NotCreated(v, e) ==
    LET c == call[v] IN
    /\ c.step = "creating"
    /\ e = "EIO" \/ (e = "EEXIST" /\ object[c.id] # NoVf /\ v \notin cut)
    /\ IF KeptAside(e)
       THEN aside' = Append(aside, <<v, c.id>>) /\ UNCHANGED taken
       ELSE taken' = taken \ {c.id} /\ UNCHANGED aside
    /\ Answer(v, e) /\ Becomes(v, IdleCall) /\ cut' = cut \ {v}
    /\ UNCHANGED <<owned, object>>

Exists(c)    == object[c.id] = c.vf
CallAfter(c) == IF c.step = "retrying" THEN Searching(c.tries) ELSE IdleCall

Destroyed(v) ==
    LET c == call[v] IN
    /\ c.step \in {"destroying", "retrying"} /\ v \notin cut /\ Exists(c)
    /\ object' = [object EXCEPT ![c.id] = NoVf]
    /\ taken'  = taken \ {c.id}
    /\ Becomes(v, CallAfter(c))
    /\ UNCHANGED <<aside, owned, reply, cut>>

(* ENXIO: the device has no such object, since a reset has ended it. *)
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
    /\ Becomes(v, CallAfter(c)) /\ cut' = cut \ {v}
    /\ UNCHANGED <<owned, reply, object>>

VfReset(m) ==
    /\ object' = [i \in Ids |-> IF object[i] = m THEN NoVf ELSE object[i]]
    /\ UNCHANGED <<taken, aside, owned, call, reply, cut>>

OwnerReset ==
    /\ object' = [i \in Ids |-> NoVf]
    /\ cut'    = {v \in Vfs : InFlight(v)}
    /\ UNCHANGED <<taken, aside, owned, call, reply>>

-----------------------------------------------------------------------------
Works(v) == Find(v) \/ Retry(v) \/ Exhausted(v) \/ Send(v)
Fails(v) == \E e \in CommandErrnos : NotCreated(v, e) \/ NotDestroyed(v, e)
Ends(v)  == \E i \in owned[v] : End(v, i)

Next == \/ OwnerReset
        \/ \E v \in Vfs : \/ Ask(v) \/ Ends(v) \/ Works(v) \/ GiveUp(v)
                          \/ Created(v) \/ Destroyed(v) \/ Fails(v) \/ VfReset(v)

(* VFs ask again and again, sessions end, commands are answered, and a       *)
(* command that destroys an object does not fail for ever.                   *)
Fairness ==
    \A v \in Vfs : /\ WF_vars(Ask(v)) /\ WF_vars(Ends(v)) /\ WF_vars(Works(v))
                   /\ WF_vars(Created(v) \/ Destroyed(v) \/ Fails(v))
                   /\ SF_vars(Destroyed(v) \/ NotDestroyed(v, "ENXIO"))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties.                                                             *)
(***************************************************************************)
Range(s) == {s[n] : n \in 1..Len(s)}

(* The places that know an id: VFs that use it, calls about it, entries      *)
(* aside.                                                                    *)
UsedBy(i)   == {v \in Vfs : i \in owned[v]}
CalledBy(i) == {v \in Vfs : "id" \in DOMAIN call[v] /\ call[v].id = i}
AsideAt(i)  == {n \in 1..Len(aside) : aside[n][2] = i}

(* An id is taken only while a VF uses it or the driver can give it back. *)
TakenForReason == taken = {i \in Ids : UsedBy(i) \cup CalledBy(i) # {} \/ AsideAt(i) # {}}

(* After a reset the device has no object of the VF, after one of the owner  *)
(* none at all.                                                              *)
ResetEndsObjects ==
    /\ \A m \in Vfs : ~ENABLED (VfReset(m) /\ \E i \in Ids : object'[i] = m)
    /\ ~ENABLED (OwnerReset /\ \E i \in Ids : object'[i] # NoVf)

(* An id is taken for one reason only. *)
OneReason ==
    \A i \in Ids :
        Cardinality(UsedBy(i)) + Cardinality(CalledBy(i)) + Cardinality(AsideAt(i)) <= 1

(* The driver knows every object that the device has. *)
ObjectIsKnown ==
    \A i \in Ids : object[i] # NoVf =>
        \/ i \in owned[object[i]]
        \/ <<object[i], i>> \in Range(aside)
        \/ \E v \in Vfs : /\ call[v].step \in Ending \cup {"retrying"}
                          /\ call[v].vf = object[i] /\ call[v].id = i

(* No object is created under the id of another. *)
NoCollision == \A v \in Vfs : call[v].step = "creating" => object[call[v].id] = NoVf

(* Commands of one VF never overlap. *)
OneCommandPerVf ==
    \A v, w \in Vfs : InFlight(v) /\ InFlight(w) /\ call[v].vf = call[w].vf => v = w

(* A request has no answer exactly while it is in progress. *)
AskingIsUnanswered == \A v \in Vfs : reply[v] = "none" <=> call[v].step \in Asking

(* The invariant of the pool is inductive. *)
Inv == /\ TypeOK /\ TakenForReason /\ OneReason
       /\ ObjectIsKnown /\ OneCommandPerVf /\ AskingIsUnanswered

(* Only without a free id is a request refused, or an object destroyed again. *)
OnlyWhenExhausted ==
    [][\A v \in Vfs : \/ reply'[v] = "ENOSPC" /\ reply[v] # "ENOSPC"
                      \/ call'[v].step = "retrying" /\ call[v].step # "retrying"
                      => taken = Ids]_vars

(* Exhaustion passes. *)
ExhaustionPasses == taken = Ids ~> taken # Ids
=============================================================================
MCObjectIds            12572 states, depth 35   three VFs, two ids
MCObjectIdsInductive   10606 states, depth 16   from every state with Inv
MCObjectIdsRecovers     3880 states, depth 29   liveness
MCObjectIdsDenied      10676 states, depth 33   a device that denies objects; liveness
MCObjectIdsSteps        8189 states, depth 36   two VFs, each step by itself
MCObjectIdsDeep       933518 states             three VFs, two objects each, three ids
Must fail: MCObjectIdsExhausted, MCObjectIdsReclaims, MCObjectIdsDenies,
MCObjectIdsK4, MCObjectIdsK4Forever
