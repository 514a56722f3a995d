--------------------------- MODULE MCLiveMigration ---------------------------
(* LiveMigration for TLC: one or two pages, one write each. *)
EXTENDS LiveMigrationDepartures, LiveMigrationSteps

CONSTANTS p1, p2

(***************************************************************************)
(* Non-properties, useful for validating: TLC has to violate each of them. *)
(***************************************************************************)

(* No migration completes. *)
NeverAtTarget == guest # {"target"}

(* The source never goes on after it has sent everything. *)
NeverBack == ~(decision = "source" /\ vmm = "ended" /\ "source" \in guest)

(***************************************************************************)
(* Why NeverBoth holds in behaviours of any length: Inv implies NeverBoth, *)
(* and is inductive.  From every state of the right types in which it      *)
(* holds, reachable or not, each step leads to one in which it holds.  It  *)
(* says nothing of what is written, so that no write is needed (MaxWrites  *)
(* = 0), and nothing of messages in flight.                                *)
(***************************************************************************)
Paused == {"paused", "quiesced", "stopped", "synced", "sent", "ended"}

(* The target runs by decision only, and after the source has stopped. *)
Inv ==
    /\ decision = "target" => vmm = "ended"
    /\ TargetRuns => decision = "target"
    /\ "target" \in guest => decision = "target"
    /\ decision # "source" /\ vmm \in Paused  => "source" \notin guest
    /\ decision # "source" /\ vmm = "ended" => source = STOP

InductiveInit ==
    /\ decision \in {"open", "source", "target"}
    /\ vmm    \in {Phases[i] : i \in 1..Len(Phases)}
    /\ target \in {RUNNING, RESUMING, STOP, "gone"}
    /\ source \in {RUNNING, PRE_COPY, PRE_COPY_P2P, STOP_COPY, STOP}
    /\ guest  \in SUBSET {"source", "target"}
    /\ Inv
    /\ memory \in [Pages -> 0..MaxWrites]
    /\ copy   \in [Pages -> 0..MaxWrites]
    /\ device \in 0..MaxWrites
    /\ targetImage \in 0..NoImage
    /\ dirtyPages  \in SUBSET Pages
    /\ unsent \in SUBSET Pages
    /\ wire   \in UNION {[1..n -> Messages] : n \in 0..MaxWire}
    /\ link   \in {"up", "down"}
    /\ ended  \in BOOLEAN
    /\ stateLost \in BOOLEAN

InductiveSpec == InductiveInit /\ [][Next]_vars
=============================================================================
