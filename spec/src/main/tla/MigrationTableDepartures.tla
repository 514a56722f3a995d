---------------------- MODULE MigrationTableDepartures -----------------------
(***************************************************************************)
(* Tables and lookups that depart from MigrationTable. A configuration     *)
(* puts a definition of this module in the place of the one without the    *)
(* id: StepOver <- StepOverH1 gives a lookup with H-1.                     *)
(*                                                                         *)
(* Source: docs/findings.md, under the same ids.                           *)
(***************************************************************************)
EXTENDS MigrationTable

-----------------------------------------------------------------------------
(* H-1, Linux until commit a26b499b757c: the lookup steps over a refusal   *)
(* as over a state that the device lacks. A refusal leads to itself.       *)
RECURSIVE StepOverH1(_, _, _, _)
StepOverH1(f, s, r, n) ==
    CASE s \in Supported(f) -> s
      [] n = 0              -> NEVER
      [] OTHER -> StepOverH1(f, IF s = EINVAL THEN s ELSE Cell(s, r), r, n - 1)

(* U-5, libvfio-user: the code allows a transition for which the rules     *)
(* have no path.                                                           *)
CellU5(c, r) == IF <<c, r>> = <<STOP_COPY, PRE_COPY>> THEN STOP ELSE Table[c][r]

(* U-6, libvfio-user: the number of states is taken for the number of a    *)
(* state.                                                                  *)
InRangeU6(n) == n <= 8
=============================================================================
