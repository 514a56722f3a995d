---------------------- MODULE MigrationStreamDepartures ----------------------
(***************************************************************************)
(* Drivers and VMMs that depart from MigrationStream.  A configuration     *)
(* puts a definition of this module in the place of the one without the    *)
(* id.                                                                     *)
(*                                                                         *)
(* Source: docs/findings.md, under the same ids.                           *)
(***************************************************************************)
EXTENDS MigrationStream

-----------------------------------------------------------------------------
(* H-2, Linux before 6.16: the size of an image counts the status byte of    *)
(* the command that read it.                                                 *)
SizeH2(record) == record.size + (IF record.kind = "image" THEN 1 ELSE 0)

(* S-3: the stream has no end marker.  A VMM that takes silence for its end  *)
(* may ask to leave RESUMING at any time.                                    *)
BelievesEndS3 == TRUE

(* K-1, Linux vfio-virtio and mlx5: RESUMING is left without a check.        *)
MayLeaveK1 == TRUE

(* K-8, Linux vfio-virtio: a header can be read before its payload is there. *)
ReadableThereafterK8 == readable + Header

AppendPayload ==
    /\ readable < Length(written)
    /\ readable' = Length(written)
    /\ UNCHANGED <<written, returned, finished, vmmVars, readerVars, stateVars>>

NextK8 == AppendPayload \/ Writer \/ Vmm \/ Reader

(* K-9, Linux vfio-virtio: the reader keeps the bytes of a record that it    *)
(* skips.                                                                    *)
KeptOfSkippedK9 == NewBytes
=============================================================================
