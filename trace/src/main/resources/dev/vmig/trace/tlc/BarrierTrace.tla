---------------------------- MODULE BarrierTrace ----------------------------
(***************************************************************************)
(* Recorded runs of the devices of one VM as behaviours of DeviceBarrier.  *)
(* TLC finds a behaviour that explains Reach events by violating           *)
(* NotExplained.                                                           *)
(*                                                                         *)
(* A request takes its arcs at any moment between its event and its        *)
(* answer.  A trace shows no vCPU: the VM is taken to run when all devices *)
(* have been let run, and to stop when one leaves its running states or is *)
(* reset after a failure.  A device that is reset while the VM runs stays  *)
(* in use.                                                                 *)
(*                                                                         *)
(* TraceData is generated: Trace, the requests, answers and resets of the  *)
(* devices with P2P, and TraceDevices, their names.                        *)
(***************************************************************************)
EXTENDS DeviceBarrier, TraceData

CONSTANT Reach   \* how many events are to be explained

VARIABLES at,      \* how many events have been explained
          asked,   \* of each device: the requests in flight, by the event that began them
          unclear, \* the devices whose calls have overlapped and are not all answered
          runs,    \* whether the VM runs
          opened   \* whether the devices have been opened only: the first step is a load

traceVars == <<at, asked, unclear, runs, opened>>

TraceInit ==
    /\ Init
    /\ at = 0
    /\ asked = [d \in Devices |-> {}]
    /\ unclear = {}
    /\ runs = (live = Devices)
    /\ opened = (live = {})

Requested(i) == IF Trace[i].kind = "ask" /\ Trace[i].requested \in States THEN Trace[i].requested
                ELSE ERROR

(* One arc of a request in flight. *)
Step(d) == \E i \in asked[d] :
    LET next == NextState(Features, state[d], Requested(i))
    IN  /\ d \notin unclear
        /\ Requested(i) # state[d] /\ next \in States
        /\ opened /\ next \in Still => Requested(i) = RESUMING
        /\ \/ /\ next \in Stirring /\ \A peer \in Devices \ {d} : state[peer] \in Stirring
              /\ Request(d, next) /\ live' = live \cup {d}
              /\ runs' = TRUE
           \/ /\ ~(next \in Stirring /\ \A peer \in Devices \ {d} : state[peer] \in Stirring)
              /\ Request(d, next)
              /\ runs' = (runs /\ next \in Stirring)
        /\ opened' = (opened /\ next \notin Still)
        /\ UNCHANGED <<at, asked, unclear>>

(* The guest uses all devices of a VM that runs. *)
TakeUp ==
    /\ live' = Devices
    /\ UNCHANGED <<state, writes, lost, traceVars>>

(* An arc fails, and the device with it. *)
Fail(d) ==
    /\ d \notin unclear /\ \E i \in asked[d] : Trace[i].kind = "ask"
    /\ state' = [state EXCEPT ![d] = ERROR]
    /\ UNCHANGED <<live, writes, lost, traceVars>>

Becomes(d, s) == /\ state' = [state EXCEPT ![d] = s]
                 /\ UNCHANGED <<live, writes, lost>>

Begin(e) ==
    /\ e.kind \in {"ask", "reset"}
    /\ asked'   = [asked EXCEPT ![e.device] = @ \cup {at + 1}]
    /\ unclear' = (IF asked[e.device] # {} THEN unclear \cup {e.device} ELSE unclear)
    /\ UNCHANGED <<vars, runs, opened>>

End(e) ==
    /\ e.kind \in {"answer", "reset_done"}
    /\ LET d     == e.device
           rest  == asked[d] \ {e.began}
           ended == IF e.state # "" \/ e.errno # "0" THEN e.state ELSE Requested(e.began)
       IN  /\ asked'   = [asked EXCEPT ![d] = rest]
           /\ unclear' = (IF rest = {} THEN unclear \ {d} ELSE unclear)
           /\ UNCHANGED opened
           /\ CASE e.kind = "reset_done" ->
                     /\ runs' = (runs /\ state[d] # ERROR)
                     /\ IF runs' THEN state' = [state EXCEPT ![d] = RUNNING] /\ UNCHANGED <<live, writes, lost>>
                        ELSE Reset(d)
                [] e.kind = "answer" /\ d \in unclear ->
                     /\ UNCHANGED runs
                     /\ Becomes(d, IF e.state \in States THEN e.state ELSE state[d])
                [] OTHER ->
                     /\ ended \in States => state[d] = ended
                     /\ UNCHANGED <<vars, runs>>

Explain ==
    /\ at < Len(Trace)
    /\ Begin(Trace[at + 1]) \/ End(Trace[at + 1])
    /\ at' = at + 1

TraceNext == IF runs /\ live # Devices THEN TakeUp
             ELSE Explain \/ \E d \in Devices : Step(d) \/ Fail(d)

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, traceVars>>

NotExplained == at < Reach
=============================================================================
