----------------------------- MODULE LostWrites ------------------------------
(***************************************************************************)
(* What it means that a write is lost: LiveMigration (pages of memory),    *)
(* PeerToPeer (writes into a device) and DirtyTracking (pages behind       *)
(* mappings) have this definition in common.                               *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h of Linux, DMA logging: what a device  *)
(* has written since the last report is in the next one.                   *)
(***************************************************************************)

(* What has been written, differs from its copy, and is not due to be copied *)
(* again.  written and copied have one domain, of which due is a subset.     *)
Lost(written, copied, due) ==
    {x \in DOMAIN written : copied[x] # written[x] /\ x \notin due}
=============================================================================
Checked in the models of LiveMigration, PeerToPeer and DirtyTracking.
