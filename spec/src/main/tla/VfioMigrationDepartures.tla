----------------------- MODULE VfioMigrationDepartures -----------------------
(***************************************************************************)
(* Devices that depart from VfioMigration. A configuration puts a          *)
(* definition of this module in the place of the one without the id:       *)
(* OpenedIn <- OpenedInU2 gives a device that has U-2.                     *)
(*                                                                         *)
(* Source: docs/findings.md, under the same ids.                           *)
(***************************************************************************)
EXTENDS VfioMigration

-----------------------------------------------------------------------------
(* U-2, libvfio-user: the state of a device that has just been opened is   *)
(* not specified.                                                          *)
OpenedInU2(f) == Supported(f)

(* U-3, libvfio-user: a reset leaves the migration state, and its session, *)
(* as they are.                                                            *)
RunsAnewU3 == UNCHANGED <<state, session, dead, image, pending>>

(* U-4, libvfio-user: a request for the current state is refused.          *)
TakesU4(r) == Allowed(features, state, r) /\ r # state

(* K-13, mlx5: the arc that would end a failed saving session fails, and   *)
(* the session is gone all the same.                                       *)
SessionAfterFailureK13 ==
    IF session = "saving" /\ dead /\ SessionOf(NextHop) = "none"
    THEN "none" ELSE session
=============================================================================
