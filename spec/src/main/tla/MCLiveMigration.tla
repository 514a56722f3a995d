--------------------------- MODULE MCLiveMigration ---------------------------
(* LiveMigration for TLC: one or two pages, one write each. *)
EXTENDS LiveMigrationDepartures

CONSTANTS p1, p2

(* Not properties, and useful for validating: TLC has to find each of these. *)
NeverAtTarget == guest # {"target"}
NeverBack     == ~(decision = "source" /\ vmm = "ended" /\ "source" \in guest)

UnfairSpec == Init /\ [][Next]_vars

(***************************************************************************)
(* Why NeverBoth holds, however long the way to a state was: Inv gives     *)
(* NeverBoth, and is inductive.  From every state of the right types in    *)
(* which it holds, reachable or not, each step leads to one in which it    *)
(* holds.  Nothing in it depends on what is written, so that nobody needs  *)
(* to write (MaxWrites = 0); neither does it say what is under way.        *)
(***************************************************************************)
Paused == {"paused", "quiesced", "stopped", "synced", "sent", "ended"}

(* The target runs by decision only, and the source has stopped before it. *)
Inv ==
    /\ decision = "target" => vmm = "ended"
    /\ TargetRuns => decision = "target"
    /\ "target" \in guest => decision = "target"
    /\ decision # "source" /\ vmm \in Paused  => "source" \notin guest
    /\ decision # "source" /\ vmm = "ended" => source = STOP

InductiveInit ==
    /\ decision \in {"open", "source", "target"}
    /\ vmm    \in {Steps[i] : i \in 1..Len(Steps)}
    /\ target \in {RUNNING, RESUMING, STOP, "gone"}
    /\ source \in {RUNNING, PRE_COPY, PRE_COPY_P2P, STOP_COPY, STOP}
    /\ guest  \in SUBSET {"source", "target"}
    /\ Inv
    /\ memory \in [Pages -> 0..MaxWrites]
    /\ copy   \in [Pages -> 0..MaxWrites]
    /\ device \in 0..MaxWrites
    /\ image  \in 0..NoImage
    /\ dirty  \in SUBSET Pages
    /\ todo   \in SUBSET Pages
    /\ wire   \in UNION {[1..n -> Messages] : n \in 0..MaxWire}
    /\ link   \in {"up", "down"}
    /\ ended  \in BOOLEAN
    /\ lost   \in BOOLEAN

InductiveSpec == InductiveInit /\ [][Next]_vars
=============================================================================
