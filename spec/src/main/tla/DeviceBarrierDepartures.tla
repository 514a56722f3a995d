----------------------- MODULE DeviceBarrierDepartures -----------------------
(***************************************************************************)
(* VMMs that depart from DeviceBarrier. A configuration puts a definition  *)
(* of this module in the place of the one without the id.                  *)
(***************************************************************************)
EXTENDS DeviceBarrier

-----------------------------------------------------------------------------
(* Alone: it stops a device while its peers may still write to it.         *)
MayStopAlone(d) == TRUE

(* First: it runs a device while its peers cannot take writes.             *)
MayRunFirst(d) == TRUE

(* U-16, QEMU: after a failed migration the notifier sets each device to   *)
(* RUNNING by itself; what it starts is in use again.                      *)
MayRunU16(d) == state[d] \in {STOP, STOP_COPY} \/ Others(d, CanTakeWrites)
=============================================================================
