------------------------ MODULE PeerToPeerDepartures ------------------------
(***************************************************************************)
(* VMMs and drivers that depart from PeerToPeer. A configuration puts a    *)
(* definition of this module in the place of the one without the id.       *)
(***************************************************************************)
EXTENDS PeerToPeer

-----------------------------------------------------------------------------
(* Alone, a VMM: it stops a device while its peers may still write to it.  *)
MayStopAlone(d) == TRUE

(* First, a VMM: it runs a device while its peers cannot take writes yet.  *)
MayRunFirst(d) == TRUE

(* Busy, a driver: it reports a device as quiesced that has a write        *)
(* outstanding.                                                            *)
MayQuiesceBusy(d) == TRUE
=============================================================================
