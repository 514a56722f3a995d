----------------------------- MODULE VirtioTrace -----------------------------
(***************************************************************************)
(* Recorded runs as behaviours of VirtioVf: calls and their answers, the   *)
(* admin commands between driver and device, and what the device does on   *)
(* the bus.  TLC finds a behaviour that explains Reach events by violating *)
(* NotExplained.                                                           *)
(***************************************************************************)
EXTENDS VirtioVf, TraceCalls

VARIABLES at,     \* how many events have been explained
          calls   \* which calls have begun and are not answered

Alive(kind) == session = kind /\ ~dead

IsAnswer(e) == /\ Free
               /\ state = e.state
               /\ reply.errno = e.errno
               /\ (reply.file # "none") = e.dataFile

IsRead(e) ==
    CASE e.errno = "0"      -> Alive("saving") /\ (e.bytes > 0 \/ e.length = 0 \/ state = STOP_COPY)
      [] e.errno = "ENOMSG" -> Alive("saving") /\ state # STOP_COPY
      [] e.errno = "ENODEV" -> ~Alive("saving")
      [] e.errno = "EBADF"  -> session = "resuming"
      [] OTHER              -> FALSE

IsWritten(e) == IF e.errno = "0" THEN Alive("resuming") /\ pending \in e.pending ELSE ~Alive("resuming")

IsPrecopyInfo(e) == IF state \in {PRE_COPY, PRE_COPY_P2P} /\ ~dead
                    THEN failure = e.errno
                    ELSE e.errno \in NoPrecopyInfo

IsReset(e) == /\ Free
              /\ e.state = RUNNING
              /\ state = RUNNING
              /\ session = "none"

Requested(e) == IF e.requested \in States THEN e.requested ELSE ERROR

IsSeen(e) ==
    CASE e.event = "set_state_done"    -> IsAnswer(e)
      [] e.event = "read"              -> IsRead(e)
      [] e.event = "write_done"        -> task = "none" /\ ("reset" \in calls \/ IsWritten(e))
      [] e.event = "data_size_done"    -> task = "none" /\ failure = e.errno
      [] e.event = "precopy_info_done" -> task = "none" /\ ("reset" \in calls \/ IsPrecopyInfo(e))
      [] e.event = "reset_done"        -> IsReset(e)
      [] OTHER                         -> TRUE

(* A command that succeeds and brings nothing fails an arc; the answer to a  *)
(* query may as well be that there is nothing.                               *)
BringsNothing(e) == e.errno = "0" /\ e.nothing /\ e.command \in {"DEV_PARTS_METADATA_GET", "DEV_PARTS_GET"}

IsCompleted(e) ==
    /\ flight = e.command
    /\ CASE BringsNothing(e) -> /\ Complete \/ CompleteWithError("EINVAL")
                                /\ task' = "query" \/ failure' = "EINVAL"
         [] e.errno = "0"    -> Complete
         [] OTHER            -> CompleteWithError(e.errno)

Happens(e) ==
    CASE e.event = "set_state"      -> Ask(Requested(e)) \/ Refuse(Requested(e))
      [] e.event = "data_size"      -> AskSize
      [] e.event = "precopy_info"   -> AskPrecopyInfo \/ (~ENABLED AskPrecopyInfo /\ UNCHANGED vars)
      [] e.event = "reset"          -> AskReset
      [] e.event = "command"        -> Issue /\ flight' = e.command
      [] e.event = "completion"     -> IsCompleted(e)
      [] e.event = "function_reset" -> HandleReset
      [] e.event = "doorbell"       -> Ring
      [] e.event = "dma"            -> Serve \/ Receive
      [] e.event = "interrupt"      -> Interrupt
      [] e.event = "bus_quiet"      -> Settle \/ (~ENABLED Settle /\ UNCHANGED vars)
      [] OTHER                      -> IsSeen(e) /\ UNCHANGED vars

Explain ==
    /\ at < Len(Trace)
    /\ LET e == Trace[at + 1]
       IN  /\ MayCome(e, calls)
           /\ Happens(e)
           /\ calls' = After(e, calls)
    /\ at' = at + 1

Unseen ==
    /\ at < Len(Trace)
    /\ \/ StartArc \/ CarryOut \/ RefuseImage \/ RefuseDead \/ OutOfIds \/ FinishArc \/ FinishUnwind \/ Finish
       \/ FinishWrite \/ FinishQuery \/ FinishReset
       \/ "write" \in calls /\ (WritePart \/ WriteImage \/ WriteSkipped \/ WriteFails)
    /\ UNCHANGED <<at, calls>>

TraceInit == /\ Init
             /\ features = TraceFeatures
             /\ at = 0
             /\ calls = {}

TraceSpec == TraceInit /\ [][Explain \/ Unseen]_<<vars, at, calls>>

NotExplained == at < Reach
=============================================================================
