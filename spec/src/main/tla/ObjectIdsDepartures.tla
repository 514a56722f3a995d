------------------------- MODULE ObjectIdsDepartures -------------------------
(***************************************************************************)
(* Drivers and devices that depart from ObjectIds.  A configuration puts a *)
(* definition of this module in the place of the one without the id.       *)
(*                                                                         *)
(* Source: docs/findings.md, under the same ids.                           *)
(***************************************************************************)
EXTENDS ObjectIds

-----------------------------------------------------------------------------
(* K-4, Linux vfio-virtio: the id of an object that could not be destroyed   *)
(* is never given back.                                                      *)
KeptAsideK4(e) == FALSE

GiveBackK4(c, e) == UNCHANGED <<taken, aside>>

(* Denies: the device answers ENXIO for an object that it still has.         *)
GoneDenies(c) == TRUE
=============================================================================
