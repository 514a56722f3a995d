----------------------- MODULE LiveMigrationDepartures -----------------------
(***************************************************************************)
(* VMMs and devices that depart from LiveMigration.  A configuration puts  *)
(* a definition of this module in the place of the one without the id.     *)
(*                                                                         *)
(* Source: docs/findings.md, under the same ids.                           *)
(***************************************************************************)
EXTENDS LiveMigration

-----------------------------------------------------------------------------
(* U-1, clients of libvfio-user: the VMM does not notice that the guest has  *)
(* reset the device.                                                         *)
CannotGoOnU1 == link = "down"

(* U-9, SPDK and libvfio-user: the source device refuses the request for     *)
(* RUNNING in STOP_COPY.                                                     *)
RequestIsGrantedU9 == source # STOP_COPY

(* S-3: a stream that was cut off is taken for one that has ended.           *)
StreamEndedS3 == ended \/ link = "down"

(* Early: the bitmap is read for the last time before the device has         *)
(* stopped.                                                                  *)
SyncAtPauseEarly == ReadBitmap

SyncAtStopEarly == UNCHANGED copyVars

(* Alone: there is no common decision; source and target decide each for     *)
(* itself.                                                                   *)
TargetMayStartAlone == TRUE

SourceMayGoOnAlone == decision = "source" \/ (link = "down" /\ vmm # "idle")
=============================================================================
