---------------------------- MODULE ContractTrace ----------------------------
(***************************************************************************)
(* Recorded runs as behaviours of VfioMigration: what the VMM asks, and    *)
(* what it is answered.  What the driver does meanwhile leaves no event.   *)
(* TLC finds a behaviour that explains Reach events by violating           *)
(* NotExplained.                                                           *)
(***************************************************************************)
EXTENDS ContractRun, ContractAnswers

Seen == [state |-> state, goal |-> goal, session |-> session, dead |-> dead,
         pending |-> pending, reply |-> reply]

IsAnswer(e, c, w, since, overtaken, wasClosed) ==
    CASE UsesFile(c) /\ (wasClosed \/ c.stale) -> IsWithoutFile(e, c, wasClosed)
      [] e.event = "set_state_done"    -> IsSet(e, w, since)
      [] e.event = "get_state_done"    -> IF e.errno = "0" THEN e.state = w.state
                                          ELSE e.state = "" /\ e.errno \in SystemFailures
      [] e.event = "read_done"         -> IsRead(e, w, Trace[c.id].length > 0)
      [] e.event = "write_done"        -> overtaken \/ IsWritten(e, w)
      [] e.event = "precopy_info_done" -> overtaken \/ HasPrecopyInfo(w) \/ IsNoPrecopyInfo(e, w)
      [] e.event = "reset_done"        -> IsReset(e, w, since, Apart(c))
      [] OTHER                         -> TRUE

(* What begins a call.  A reset without a caller comes at any moment. *)
Begins(e) ==
    CASE e.event = "set_state"        -> Ask(StateOf(e)) \/ Refuse(StateOf(e))
      [] e.event = "reset" /\ e.apart -> Reset
      [] OTHER                        -> UNCHANGED vars

MayEnd(c) == Kind(c) = "set_state" => goal = Idle

(* A stopped device is silent from the answer to the next request.           *)
IsSeen(e) ==
    CASE e.event = "read"      -> IsRead(e, Seen, e.length > 0)
      [] e.event = "dma"       -> Requested \/ (/\ state \notin Silent
                                                /\ e.to \notin {"", "memory"} => state \notin Quiesced)
      [] e.event = "interrupt" -> Requested \/ state \notin Silent
      [] OTHER                 -> TRUE

Explain ==
    /\ at < Len(Trace)
    /\ LET e == Trace[at + 1]
       IN  \/ /\ e.role = "begin" /\ MayBegin(e)
              /\ IF e.apart THEN /\ UNCHANGED vars
                                 /\ calls' = calls \cup Waiting(at + 1)
                 ELSE /\ Begins(e)
                      /\ calls' = (IF e.call = "reset" /\ MayReset THEN calls
                                   ELSE Seeing(calls, state') \cup {Call(at + 1, "active")})
              /\ closed' = (closed \/ (e.call = "close" /\ ~e.apart))
           \/ /\ e.role = "answer"
              /\ UNCHANGED vars
              /\ \E c \in Answered(e) :
                   /\ IF Apart(c)
                      THEN /\ c.phase = "ended"
                           /\ IsAnswer(e, c, c.seen, c.since, c.overtaken \/ MayReset, c.closed)
                           /\ UNCHANGED closed
                      ELSE /\ IsAnswer(e, c, Seen, {state}, MayReset, closed)
                           /\ closed' = (closed /\ ~OpensFile(Ended(c, Seen)))
                   /\ calls' = calls \ {c}
           \/ /\ e.role = "other"
              /\ IsSeen(e)
              /\ UNCHANGED <<vars, calls, closed>>
    /\ at' = at + 1

(* Calls of several callers begin and end between the events. *)
Proceed == \E c \in calls :
    LET others == calls \ {c} IN
    /\ Apart(c)
    /\ \/ /\ c.phase = "waiting" /\ WithoutFile(c)
          /\ calls' = others \cup {Ended(c, Seen)}
          /\ UNCHANGED <<vars, closed>>
       \/ /\ c.phase = "waiting" /\ ~WithoutFile(c)
          /\ Kind(c) \in {"reset", "close"} \/ Undisturbed
          /\ Begins(Trace[c.id])
          /\ calls' = Seeing(IF Kind(c) = "reset" THEN OvertakeAll(others) ELSE others, state')
                      \cup {[c EXCEPT !.phase = "active"]}
          /\ closed' = (closed \/ Kind(c) = "close")
       \/ /\ c.phase = "active" /\ MayEnd(c)
          /\ LET opens == OpensFile(Ended(c, Seen))
             IN  /\ calls' = (IF opens THEN Followed(others) ELSE others) \cup {Ended(c, Seen)}
                 /\ closed' = (closed /\ ~opens)
          /\ UNCHANGED vars

Unseen ==
    /\ at < Len(Trace)
    /\ UNCHANGED at
    /\ \/ /\ \/ Driver
             \/ Active("write") /\ (WritePart \/ WriteImage \/ WriteSkipped \/ WriteFails)
             \/ Departs("K-1") /\ DepartK1
             \/ Departs("K-17") /\ DepartK17
          /\ calls' = Seeing(calls, state')
          /\ UNCHANGED closed
       \/ /\ MayReset /\ Reset
          /\ calls' = Seeing(OvertakeAll(calls), state')
          /\ UNCHANGED closed
       \/ Proceed

TraceInit == /\ Init
             /\ features = TraceFeatures
             /\ at = 0
             /\ calls = {}
             /\ closed = FALSE

TraceSpec == TraceInit /\ [][Explain \/ Unseen]_<<vars, traceVars>>

NotExplained == at < Reach
=============================================================================
