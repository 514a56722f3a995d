--------------------------- MODULE MigrationTable ---------------------------
(***************************************************************************)
(* The state graph of VFIO migration v2: the states, the arcs between      *)
(* them, and the first arc of each request.                                *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h of Linux, from                        *)
(* VFIO_DEVICE_FEATURE_MIGRATION to the end of the description of          *)
(* enum vfio_device_mig_state.                                             *)
(*                                                                         *)
(* The uAPI states the arcs, and rules that break a request into arcs.  It *)
(* states no table.  This module has both: the rules (Paths), and a table  *)
(* (Table) as an implementer writes it.  The model MCMigrationTable checks *)
(* that they agree for every legal set of features.                        *)
(*                                                                         *)
(* Left out: time.  The module has no variables; in VfioMigration a device *)
(* walks the graph.                                                        *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

-----------------------------------------------------------------------------
(***************************************************************************)
(* The states, in the order of the uAPI's numbers (0 to 7).                *)
(***************************************************************************)
ERROR        == "ERROR"          \* failed; cannot be requested, and only a reset leaves it
STOP         == "STOP"           \* no DMA, no interrupt, no change of the device state
RUNNING      == "RUNNING"        \* fully operational
STOP_COPY    == "STOP_COPY"      \* as STOP; the device state can be read
RESUMING     == "RESUMING"       \* stopped; a device state is being written
RUNNING_P2P  == "RUNNING_P2P"    \* running; starts no peer-to-peer DMA
PRE_COPY     == "PRE_COPY"       \* running; a first device state can be read
PRE_COPY_P2P == "PRE_COPY_P2P"   \* as PRE_COPY; starts no peer-to-peer DMA

States == {ERROR, STOP, RUNNING, STOP_COPY, RESUMING, RUNNING_P2P, PRE_COPY,
           PRE_COPY_P2P}

(***************************************************************************)
(* The features of a device, the flags of VFIO_DEVICE_FEATURE_MIGRATION.   *)
(* Only the combinations with STOP_COPY have a meaning: 1, 3, 5 and 7.     *)
(***************************************************************************)
Features    == {"STOP_COPY", "P2P", "PRE_COPY"}
FeatureSets == {f \in SUBSET Features : "STOP_COPY" \in f}

(***************************************************************************)
(* The features that a state needs.  RUNNING and ERROR exist with every    *)
(* feature set; a request cannot name ERROR.                               *)
(***************************************************************************)
Needs(s) == CASE s \in {STOP, RUNNING, STOP_COPY, RESUMING} -> {"STOP_COPY"}
              [] s = RUNNING_P2P  -> {"STOP_COPY", "P2P"}
              [] s = PRE_COPY     -> {"STOP_COPY", "PRE_COPY"}
              [] s = PRE_COPY_P2P -> {"STOP_COPY", "P2P", "PRE_COPY"}

Supported(f) == {s \in States \ {ERROR} : Needs(s) \subseteq f}

(* The states in which a device runs: it may change, and write to memory.    *)
DmaStates == {RUNNING, RUNNING_P2P, PRE_COPY, PRE_COPY_P2P}

-----------------------------------------------------------------------------
(***************************************************************************)
(* The arcs.  A driver implements those between states that its device     *)
(* has.  With P2P a device stops in two steps; the three direct arcs exist *)
(* only without it.                                                        *)
(***************************************************************************)
DirectArcs == { <<RUNNING,  STOP>>,
                <<STOP,     RUNNING>>,
                <<PRE_COPY, STOP_COPY>> }

OtherArcs == { <<RUNNING,      RUNNING_P2P>>,
               <<RUNNING_P2P,  RUNNING>>,
               <<RUNNING_P2P,  STOP>>,
               <<STOP,         RUNNING_P2P>>,
               <<STOP,         STOP_COPY>>,
               <<STOP_COPY,    STOP>>,
               <<STOP,         RESUMING>>,
               <<RESUMING,     STOP>>,
               <<RUNNING,      PRE_COPY>>,
               <<PRE_COPY,     RUNNING>>,
               <<RUNNING_P2P,  PRE_COPY_P2P>>,
               <<PRE_COPY_P2P, RUNNING_P2P>>,
               <<PRE_COPY,     PRE_COPY_P2P>>,
               <<PRE_COPY_P2P, PRE_COPY>>,
               <<PRE_COPY_P2P, STOP_COPY>> }

Arcs(f) == {a \in OtherArcs \cup (IF "P2P" \in f THEN {} ELSE DirectArcs) :
                {a[1], a[2]} \subseteq Supported(f)}

(***************************************************************************)
(* The four arcs that open a session and return its data_fd.               *)
(***************************************************************************)
FileArcs == { <<RUNNING,     PRE_COPY>>,
              <<RUNNING_P2P, PRE_COPY_P2P>>,
              <<STOP,        STOP_COPY>>,
              <<STOP,        RESUMING>> }

(***************************************************************************)
(* The states that share one data_fd, the "saving group".                  *)
(***************************************************************************)
SavingGroup == {PRE_COPY, PRE_COPY_P2P, STOP_COPY}

-----------------------------------------------------------------------------
(***************************************************************************)
(* THE RULES, from the uAPI's paragraph on combination transitions.        *)
(*                                                                         *)
(* - A request takes the shortest path.                                    *)
(* - No path passes through a state of the saving group, since that would  *)
(*   open and close a session on the way.  The exception is a path that    *)
(*   stays inside the group: it opens and closes none.                     *)
(* - STOP_COPY leads to neither PRE_COPY state, although a path exists:    *)
(*   the stream has ended.                                                 *)
(***************************************************************************)
Lawful(w) == \/ \A i \in 2..(Len(w) - 1) : w[i] \notin SavingGroup
             \/ \A i \in 1..Len(w)       : w[i] \in SavingGroup

Blocked == {<<STOP_COPY, PRE_COPY>>, <<STOP_COPY, PRE_COPY_P2P>>}

(* All walks of n arcs from a state, as sequences of n + 1 states. *)
RECURSIVE Walks(_, _, _)
Walks(f, from, n) ==
    IF n = 0 THEN {<<from>>}
    ELSE UNION {{Append(w, a[2]) : a \in {b \in Arcs(f) : b[1] = w[n]}} :
                   w \in Walks(f, from, n - 1)}

(* No shortest path visits a state twice: seven arcs are enough. *)
RECURSIVE Shortest(_, _, _, _)
Shortest(f, from, to, n) ==
    LET here == {w \in Walks(f, from, n) : w[n + 1] = to /\ Lawful(w)}
    IN  IF here # {} \/ n = 7 THEN here ELSE Shortest(f, from, to, n + 1)

(* The paths that the rules allow; none if the request is refused. *)
Paths(f, from, to) ==
    IF {from, to} \subseteq Supported(f) /\ <<from, to>> \notin Blocked
    THEN Shortest(f, from, to, 0)
    ELSE {}

(* The next state on the way of a request, by the rules.  Without a path the *)
(* request fails with EINVAL and changes nothing.                            *)
EINVAL == "EINVAL"

NextByRules(f, current, requested) ==
    IF Paths(f, current, requested) = {} THEN EINVAL
    ELSE LET w == CHOOSE p \in Paths(f, current, requested) : TRUE
         IN  IF Len(w) = 1 THEN current ELSE w[2]

-----------------------------------------------------------------------------
(***************************************************************************)
(* THE TABLE for a device with all features: the next state on the way     *)
(* from the state at the left to the one above.                            *)
(***************************************************************************)
Row(error, stop, running, stopCopy, resuming, runningP2P, preCopy, preCopyP2P) ==
    [ERROR |-> error, STOP |-> stop, RUNNING |-> running,
     STOP_COPY |-> stopCopy, RESUMING |-> resuming,
     RUNNING_P2P |-> runningP2P, PRE_COPY |-> preCopy,
     PRE_COPY_P2P |-> preCopyP2P]

Table ==
  [ \* current  | requested: ERROR   STOP         RUNNING      STOP_COPY     RESUMING     RUNNING_P2P  PRE_COPY     PRE_COPY_P2P
    ERROR        |-> Row(EINVAL, EINVAL,      EINVAL,      EINVAL,       EINVAL,      EINVAL,      EINVAL,      EINVAL),
    STOP         |-> Row(EINVAL, STOP,        RUNNING_P2P, STOP_COPY,    RESUMING,    RUNNING_P2P, RUNNING_P2P, RUNNING_P2P),
    RUNNING      |-> Row(EINVAL, RUNNING_P2P, RUNNING,     RUNNING_P2P,  RUNNING_P2P, RUNNING_P2P, PRE_COPY,    RUNNING_P2P),
    STOP_COPY    |-> Row(EINVAL, STOP,        STOP,        STOP_COPY,    STOP,        STOP,        EINVAL,      EINVAL),
    RESUMING     |-> Row(EINVAL, STOP,        STOP,        STOP,         RESUMING,    STOP,        STOP,        STOP),
    RUNNING_P2P  |-> Row(EINVAL, STOP,        RUNNING,     STOP,         STOP,        RUNNING_P2P, RUNNING,     PRE_COPY_P2P),
    PRE_COPY     |-> Row(EINVAL, RUNNING,     RUNNING,     PRE_COPY_P2P, RUNNING,     RUNNING,     PRE_COPY,    PRE_COPY_P2P),
    PRE_COPY_P2P |-> Row(EINVAL, RUNNING_P2P, RUNNING_P2P, STOP_COPY,    RUNNING_P2P, RUNNING_P2P, PRE_COPY,    PRE_COPY_P2P)
  ]

Cell(current, requested) == Table[current][requested]

(***************************************************************************)
(* A device with fewer features steps over the states that it lacks, as    *)
(* vfio_mig_get_next_state of Linux does: if the next state is not         *)
(* supported, look up the next one from there.  A refusal ends the search. *)
(* A search with more steps than there are states never returns.           *)
(***************************************************************************)
NEVER == "NEVER RETURNS"

RECURSIVE StepOver(_, _, _, _)
StepOver(f, s, requested, n) ==
    CASE s = EINVAL \/ s \in Supported(f) -> s
      [] OTHER -> IF n = 0 THEN NEVER
                  ELSE StepOver(f, Cell(s, requested), requested, n - 1)

(* The next state on the way of a request, by the table. *)
NextState(f, current, requested) ==
    IF {current, requested} \subseteq Supported(f)
    THEN StepOver(f, Cell(current, requested), requested,
                  Cardinality(States))
    ELSE EINVAL

(* The states on the way of a request by the table, the first one included;  *)
(* cut off if the way does not end.                                          *)
RECURSIVE Walk(_, _, _, _)
Walk(f, current, requested, n) ==
    LET next == NextState(f, current, requested)
    IN  IF current = requested \/ n = 0 \/ next \notin States
        THEN <<current>>
        ELSE <<current>> \o Walk(f, next, requested, n - 1)

TablePath(f, current, requested) ==
    Walk(f, current, requested, Cardinality(States))

(* Requests that are allowed; every other request fails with EINVAL at once. *)
Allowed(f, current, requested) == NextState(f, current, requested) \in States

-----------------------------------------------------------------------------
(***************************************************************************)
(* A request names a state by its number.  The driver checks the range,    *)
(* and then indexes the table; a number in range has a state.              *)
(***************************************************************************)
Numbered == <<ERROR, STOP, RUNNING, STOP_COPY, RESUMING, RUNNING_P2P, PRE_COPY,
              PRE_COPY_P2P>>

NoState   == "no state"
Number(n) == IF n + 1 \in DOMAIN Numbered THEN Numbered[n + 1] ELSE NoState

InRange(n) == n < 8

OutsideTable == "outside the table"

AnswerTo(f, current, n) ==
    CASE ~InRange(n)           -> EINVAL
      [] Number(n) = NoState   -> OutsideTable
      [] OTHER                 -> NextState(f, current, Number(n))
=============================================================================
MCMigrationTable       320 states, depth  2   every cell of every feature set
Must fail: MCMigrationTableH1, MCMigrationTableU5, MCMigrationTableU6
