------------------------------ MODULE TraceCalls -----------------------------
(***************************************************************************)
(* What every recorded run has, whichever module explains it: an event     *)
(* after the other, and calls that begin and are answered.                 *)
(*                                                                         *)
(* A call without a caller takes effect from its own event on, and ends at *)
(* its answer.  A call of one of several callers waits, is carried out     *)
(* while no other is, and has ended some time before its answer is seen:   *)
(* the run is a behaviour if some order of these effects is one.           *)
(*                                                                         *)
(* TraceData is generated: Trace, the events of one device (of the calls   *)
(* also whether they overlap), its features, the version of the trace, and *)
(* the departures that explain an event.  What the events mean is said     *)
(* once more here, in TLA+, and not taken over from the checker that vmig  *)
(* has in Java.                                                            *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, TraceData

CONSTANT Reach   \* how many events are to be explained

VARIABLES at,     \* how many events have been explained
          calls,  \* those that have begun and are not answered
          closed  \* whether the VMM has closed the data file of the session

traceVars == <<at, calls, closed>>

NotYet == [not |-> "yet"]

(* A call: where it begins, how far it is, whether a reset came during it,   *)
(* in which state it has ended, and whether its data file is that of a       *)
(* session that another has followed.                                        *)
Call(i, phase) == [id |-> i, phase |-> phase, overtaken |-> FALSE, seen |-> NotYet,
                   closed |-> FALSE, stale |-> FALSE, since |-> {}]

Kind(c)  == Trace[c.id].call
Apart(c) == Trace[c.id].apart
Is(c, kind) == Kind(c) = kind /\ c.phase = "active"
Active(kind) == \E c \in calls : Is(c, kind)

(* A reset without a caller may be carried out at any moment.                *)
MayReset == \E c \in calls : Is(c, "reset") /\ ~Apart(c)

Requested == \E c \in calls : Kind(c) \in {"set_state", "reset"}

(* No other call is carried out.                                             *)
Undisturbed == ~\E c \in calls : c.phase = "active" /\ Kind(c) \notin {"reset", "close"}

Overtaken(c) == IF c.phase = "active" /\ Apart(c) /\ Kind(c) # "reset" THEN [c EXCEPT !.overtaken = TRUE] ELSE c
OvertakeAll(S) == {Overtaken(c) : c \in S}

Seeing(S, s) == {IF c.phase = "ended" /\ Kind(c) \in {"set_state", "reset"}
                 THEN [c EXCEPT !.since = @ \cup {s}] ELSE c : c \in S}

Ended(c, seen) == [c EXCEPT !.phase = "ended", !.seen = seen, !.closed = closed, !.since = {seen.state}]

UsesFile(c) == Kind(c) \in {"read", "write", "precopy_info"}

OpensFile(c) == Kind(c) = "set_state" /\ c.phase = "ended" /\ c.seen.reply.file # "none"

Followed(S) == {IF c.phase = "waiting" /\ UsesFile(c) THEN [c EXCEPT !.stale = TRUE] ELSE c : c \in S}

Waiting(i) == IF \E c \in calls : OpensFile(c) THEN Followed({Call(i, "waiting")}) ELSE {Call(i, "waiting")}

WithoutFile(c) == UsesFile(c) /\ (closed \/ c.stale)

(* A caller makes one call at a time; a call that comes too early is marked. *)
MayBegin(e) == ~e.early /\ (e.caller # "" => ~\E c \in calls : Trace[c.id].caller = e.caller)

Answered(e) == {c \in calls : Kind(c) = e.call /\ Trace[c.id].caller = e.caller}

Departs(d) == <<at + 1, d>> \in TraceDepartures

SystemFailures == {"EFAULT", "EMFILE", "ENFILE", "ENOMEM"}
MaySystemFail  == TraceVersion = 2

(* The errno of the specification may stand for any. *)
IsErrno(spec, errno) == errno = spec \/ (spec = "EANY" /\ errno # "0")
=============================================================================
