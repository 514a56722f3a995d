----------------------------- MODULE VirtioTrace -----------------------------
(***************************************************************************)
(* Recorded runs as behaviours of VirtioVf: calls and their answers, the   *)
(* admin commands between driver and device, and what the device does on   *)
(* the bus.  TLC finds a behaviour that explains Reach events by violating *)
(* NotExplained.                                                           *)
(***************************************************************************)
EXTENDS VirtioRun, ContractAnswers

Seen == [state |-> state, goal |-> goal, session |-> session, dead |-> dead,
         pending |-> pending, reply |-> reply,
         task |-> task, failure |-> failure, free |-> NoCall]

IsAnswer(e, c, w, since, overtaken, wasClosed) ==
    /\ CASE e.event \in {"set_state_done", "reset_done"}                       -> w.free
         [] e.event \in {"write_done", "data_size_done", "precopy_info_done"} -> w.task = "none"
         [] OTHER                                                             -> TRUE
    /\ CASE UsesFile(c) /\ (wasClosed \/ c.stale) -> IsWithoutFile(e, c, wasClosed)
         [] e.event = "set_state_done"    -> IsSet(e, w, since)
         [] e.event = "get_state_done"    -> IF e.errno = "0" THEN e.state = w.state
                                             ELSE e.state = "" /\ e.errno \in SystemFailures
         [] e.event = "read_done"         -> e.errno # "EAGAIN" /\ IsRead(e, w, Trace[c.id].length > 0)
         [] e.event = "write_done"        -> overtaken \/ IsWritten(e, w)
         [] e.event = "data_size_done"    -> \/ IsErrno(w.failure, e.errno)
                                             \/ MaySystemFail /\ e.errno \in SystemFailures
         [] e.event = "precopy_info_done" -> \/ overtaken
                                             \/ HasPrecopyInfo(w) /\ \/ IsErrno(w.failure, e.errno)
                                                                     \/ MaySystemFail /\ e.errno = "EFAULT"
                                             \/ ~HasPrecopyInfo(w) /\ IsNoPrecopyInfo(e, w)
         [] e.event = "reset_done"        -> IsReset(e, w, since, Apart(c))
         [] OTHER                         -> TRUE

Begins(e) ==
    CASE e.event = "set_state"    -> Ask(StateOf(e)) \/ Refuse(StateOf(e))
      [] e.event = "data_size"    -> AskSize
      [] e.event = "precopy_info" -> \/ AskPrecopyInfo
                                     \/ /\ ~ENABLED AskPrecopyInfo
                                        /\ e.apart => task = "none" /\ ~resetting
                                        /\ UNCHANGED vars
      [] e.event = "reset"        -> AskReset
      [] OTHER                    -> UNCHANGED vars

MayEnd(c) == CASE Kind(c) \in {"set_state", "reset"}                  -> NoCall
               [] Kind(c) \in {"write", "data_size", "precopy_info"} -> task = "none"
               [] OTHER                                              -> TRUE

(* A command that succeeds and brings nothing fails an arc; the answer to a  *)
(* query may as well be that there is nothing.                               *)
BringsNothing(e) == e.errno = "0" /\ e.bytes = 0 /\ e.command \in {"DEV_PARTS_METADATA_GET", "DEV_PARTS_GET"}

IsCompleted(e) ==
    /\ flight = e.command
    /\ CASE BringsNothing(e) -> /\ Complete \/ CompleteWithError("EINVAL")
                                /\ task' = "query" \/ failure' = "EINVAL"
         [] e.errno = "0"    -> Complete
         [] OTHER            -> CompleteWithError(e.errno)

Happens(e) ==
    CASE e.event = "read"           -> e.errno # "EAGAIN" /\ IsRead(e, Seen, e.length > 0) /\ UNCHANGED vars
      [] e.event = "command"        -> Issue /\ flight' = e.command
      [] e.event = "completion"     -> IsCompleted(e)
      [] e.event = "function_reset" -> HandleReset
      [] e.event = "doorbell"       -> Ring
      [] e.event = "dma"            -> Serve \/ Receive
      [] e.event = "interrupt"      -> Interrupt
      [] e.event = "bus_quiet"      -> Settle \/ (~ENABLED Settle /\ UNCHANGED vars)

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
              /\ Happens(e)
              /\ calls' = Seeing(calls, state')
              /\ UNCHANGED closed
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
    /\ \/ /\ \/ StartArc \/ CarryOut \/ RefuseImage \/ RefuseDead \/ OutOfIds
             \/ FinishArc \/ FinishUnwind \/ Finish
             \/ FinishWrite \/ FinishQuery \/ FinishReset
             \/ MaySystemFail /\ SystemFails
             \/ Active("write") /\ (WritePart \/ WriteImage \/ WriteSkipped \/ WriteFails)
             \/ Departs("K-1") /\ DepartK1
          /\ calls' = Seeing(calls, state')
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
