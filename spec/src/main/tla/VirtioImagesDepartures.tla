----------------------- MODULE VirtioImagesDepartures -----------------------
(***************************************************************************)
(* Drivers and devices that depart from VirtioImages.  A configuration     *)
(* puts a definition of this module in the place of the one without the    *)
(* suffix.                                                                 *)
(***************************************************************************)
EXTENDS VirtioImages

-----------------------------------------------------------------------------
(* Always: device parts change although the device has been stopped.         *)
MayWorkAlways == TRUE

(* Old: the driver ends the stream with the image of the running device.     *)
ReadAnewOld == readIsNow \/ ~(task = "arc" /\ FinalCopy)

(* Partly: the device takes over a part of the image only.                   *)
TakenWholePartly == FALSE
=============================================================================
