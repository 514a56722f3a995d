--------------------------- MODULE MigrationTable ---------------------------
(***************************************************************************)
(* The state graph of VFIO migration v2: which states there are, which     *)
(* arcs lead from one to the next, and where a request goes first.         *)
(*                                                                         *)
(* Source: the uAPI text of Linux, include/uapi/linux/vfio.h, from         *)
(* VFIO_DEVICE_FEATURE_MIGRATION to the end of the description of          *)
(* enum vfio_device_mig_state.                                             *)
(*                                                                         *)
(* The uAPI gives the arcs and rules by which a request is broken into     *)
(* arcs. It gives no table. This module has both: the rules (Paths), and   *)
(* an explicit table (Table) as an implementer would write it.  That the   *)
(* two agree, for every legal set of features, is what the model           *)
(* MCMigrationTable checks.                                                *)
(*                                                                         *)
(* Left out: everything that takes time.  This module has no variables;    *)
(* VfioMigration lets a device walk the graph.                             *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

-----------------------------------------------------------------------------
(***************************************************************************)
(* The states, in the order of the uAPI's numbers (0 to 7).                *)
(***************************************************************************)
ERROR        == "ERROR"          \* failed: cannot be requested, only reset leaves it
STOP         == "STOP"           \* no DMA, no interrupt, nothing changes inside
RUNNING      == "RUNNING"        \* fully operational
STOP_COPY    == "STOP_COPY"      \* as STOP, and the state can be read
RESUMING     == "RESUMING"       \* stopped, and a state is being written
RUNNING_P2P  == "RUNNING_P2P"    \* running, but starts no peer-to-peer DMA
PRE_COPY     == "PRE_COPY"       \* running, and a first state can be read
PRE_COPY_P2P == "PRE_COPY_P2P"   \* as PRE_COPY, but starts no peer-to-peer DMA

States == {ERROR, STOP, RUNNING, STOP_COPY, RESUMING, RUNNING_P2P, PRE_COPY,
           PRE_COPY_P2P}

(***************************************************************************)
(* The features of a device, the flags of VFIO_DEVICE_FEATURE_MIGRATION.   *)
(* Only the combinations with STOP_COPY have a meaning: 1, 3, 5 and 7.     *)
(***************************************************************************)
Features    == {"STOP_COPY", "P2P", "PRE_COPY"}
FeatureSets == {f \in SUBSET Features : "STOP_COPY" \in f}

(***************************************************************************)
(* What a state needs.  RUNNING and ERROR exist with every feature set;    *)
(* but ERROR is not among the states that a request may name.              *)
(***************************************************************************)
Needs(s) == CASE s \in {STOP, RUNNING, STOP_COPY, RESUMING} -> {"STOP_COPY"}
              [] s = RUNNING_P2P  -> {"STOP_COPY", "P2P"}
              [] s = PRE_COPY     -> {"STOP_COPY", "PRE_COPY"}
              [] s = PRE_COPY_P2P -> {"STOP_COPY", "P2P", "PRE_COPY"}

Supported(f) == {s \in States \ {ERROR} : Needs(s) \subseteq f}

-----------------------------------------------------------------------------
(***************************************************************************)
(* The arcs.  A driver implements those between states that its device     *)
(* has.  With P2P the device stops in two steps, so that the three direct  *)
(* arcs exist only without it.                                             *)
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
(* The four arcs that open a session and return its data file.             *)
(***************************************************************************)
FileArcs == { <<RUNNING,     PRE_COPY>>,
              <<RUNNING_P2P, PRE_COPY_P2P>>,
              <<STOP,        STOP_COPY>>,
              <<STOP,        RESUMING>> }

(***************************************************************************)
(* The states that share one data file, the "saving group".                *)
(***************************************************************************)
SavingGroup == {PRE_COPY, PRE_COPY_P2P, STOP_COPY}

-----------------------------------------------------------------------------
(***************************************************************************)
(* THE RULES, from the uAPI's paragraph on combination transitions.        *)
(*                                                                         *)
(* - A request takes the shortest path.                                    *)
(* - States of the saving group are not passed through: that would open    *)
(*   and close a session that nobody asked for.  A path that stays wholly  *)
(*   inside the group opens and closes none, and is the one exception.     *)
(* - STOP_COPY leads to neither PRE_COPY state, although such a path could *)
(*   be found: the stream has had its end.                                 *)
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

(* No shortest path visits a state twice, so that seven arcs are enough. *)
RECURSIVE Shortest(_, _, _, _)
Shortest(f, from, to, n) ==
    LET here == {w \in Walks(f, from, n) : w[n + 1] = to /\ Lawful(w)}
    IN  IF here # {} \/ n = 7 THEN here ELSE Shortest(f, from, to, n + 1)

(* The paths that the rules allow; none where the request is refused. *)
Paths(f, from, to) ==
    IF {from, to} \subseteq Supported(f) /\ <<from, to>> \notin Blocked
    THEN Shortest(f, from, to, 0)
    ELSE {}

(* Where a request goes first, by the rules.  It fails with EINVAL, and      *)
(* changes nothing, if there is no path.                                     *)
EINVAL == "EINVAL"

NextByRules(f, current, requested) ==
    IF Paths(f, current, requested) = {} THEN EINVAL
    ELSE LET w == CHOOSE p \in Paths(f, current, requested) : TRUE
         IN  IF Len(w) = 1 THEN current ELSE w[2]

-----------------------------------------------------------------------------
(***************************************************************************)
(* THE TABLE for a device with all features: from the state at the left,   *)
(* the next state on the way to the one above.                             *)
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
(* More steps than there are states is a lookup that never returns; Linux  *)
(* had it until commit a26b499b757c (H-1).                                 *)
(***************************************************************************)
NEVER == "NEVER RETURNS"

RECURSIVE StepOver(_, _, _, _)
StepOver(f, s, requested, n) ==
    CASE s = EINVAL \/ s \in Supported(f) -> s
      [] OTHER -> IF n = 0 THEN NEVER
                  ELSE StepOver(f, Cell(s, requested), requested, n - 1)

(* Where a request goes first, by the table. *)
NextState(f, current, requested) ==
    IF {current, requested} \subseteq Supported(f)
    THEN StepOver(f, Cell(current, requested), requested,
                  Cardinality(States))
    ELSE EINVAL

(* The states that a request walks through by the table, the first one       *)
(* included; cut off where it would not end.                                 *)
RECURSIVE Walk(_, _, _, _)
Walk(f, current, requested, n) ==
    LET next == NextState(f, current, requested)
    IN  IF current = requested \/ n = 0 \/ next \notin States
        THEN <<current>>
        ELSE <<current>> \o Walk(f, next, requested, n - 1)

TablePath(f, current, requested) ==
    Walk(f, current, requested, Cardinality(States))

(* Whether a request is taken on: the others fail with EINVAL at once. *)
Allowed(f, current, requested) == NextState(f, current, requested) \in States
=============================================================================
