------------------------ MODULE PeerToPeerDepartures ------------------------
(***************************************************************************)
(* VMMs and drivers that depart from PeerToPeer.  A configuration puts a   *)
(* definition of this module in the place of the one without the suffix.   *)
(***************************************************************************)
EXTENDS PeerToPeer

-----------------------------------------------------------------------------
(* Alone: the VMM stops a device while its peers may still write to it.      *)
MayStopAlone(d) == TRUE

(* First: the VMM runs a device while its peers cannot take writes yet.      *)
MayRunFirst(d) == TRUE

(* Busy: the driver ends the arc into RUNNING_P2P while the device has a     *)
(* write outstanding.                                                        *)
MayQuiesceBusy(d) == TRUE
=============================================================================
