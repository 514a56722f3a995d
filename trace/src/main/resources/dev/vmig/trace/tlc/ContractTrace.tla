---------------------------- MODULE ContractTrace ----------------------------
(***************************************************************************)
(* Recorded runs as behaviours of VfioMigration: what the VMM asks, and    *)
(* what it is answered.  What the driver does meanwhile leaves no event.   *)
(* TLC finds a behaviour that explains Reach events by violating           *)
(* NotExplained.                                                           *)
(***************************************************************************)
EXTENDS VfioMigration, TraceCalls

VARIABLES at,     \* how many events have been explained
          calls   \* which calls have begun and are not answered

Alive(kind) == session = kind /\ ~dead

IsAnswer(e) == /\ goal = Idle
               /\ state = e.state
               /\ reply.errno = e.errno
               /\ (reply.file # "none") = e.dataFile

IsRead(e) ==
    CASE e.errno = "0"      -> Alive("saving") /\ (e.bytes > 0 \/ e.length = 0 \/ state = STOP_COPY)
      [] e.errno = "ENOMSG" -> Alive("saving") /\ state # STOP_COPY
      [] e.errno = "EAGAIN" -> Alive("saving")
      [] e.errno = "ENODEV" -> ~Alive("saving")
      [] e.errno = "EBADF"  -> session = "resuming"
      [] OTHER              -> FALSE

IsWritten(e) == IF e.errno = "0" THEN Alive("resuming") /\ pending \in e.pending ELSE ~Alive("resuming")

IsReset(e) == /\ e.state = RUNNING
              /\ state = RUNNING
              /\ session = "none"
              /\ goal = Idle

HasPrecopyInfo == state \in {PRE_COPY, PRE_COPY_P2P} /\ ~dead

(* The module knows no numbers: what is no state is refused like ERROR. *)
Requested(e) == IF e.requested \in States THEN e.requested ELSE ERROR

IsSeen(e) ==
    CASE e.event = "set_state_done"    -> IsAnswer(e)
      [] e.event = "read"              -> IsRead(e)
      [] e.event = "write_done"        -> "reset" \in calls \/ IsWritten(e)
      [] e.event = "precopy_info_done" -> "reset" \in calls \/ HasPrecopyInfo \/ e.errno \in NoPrecopyInfo
      [] e.event = "reset_done"        -> IsReset(e)
      [] OTHER                         -> TRUE

Explain ==
    /\ at < Len(Trace)
    /\ LET e == Trace[at + 1]
       IN  /\ MayCome(e, calls)
           /\ IF e.event = "set_state"
              THEN Ask(Requested(e)) \/ Refuse(Requested(e))
              ELSE IsSeen(e) /\ UNCHANGED vars
           /\ calls' = After(e, calls)
    /\ at' = at + 1

Unseen ==
    /\ at < Len(Trace)
    /\ \/ Driver
       \/ "write" \in calls /\ (WritePart \/ WriteImage \/ WriteSkipped \/ WriteFails)
       \/ "reset" \in calls /\ Reset
    /\ UNCHANGED <<at, calls>>

TraceInit == /\ Init
             /\ features = TraceFeatures
             /\ at = 0
             /\ calls = {}

TraceSpec == TraceInit /\ [][Explain \/ Unseen]_<<vars, at, calls>>

NotExplained == at < Reach
=============================================================================
