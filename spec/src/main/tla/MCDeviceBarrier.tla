--------------------------- MODULE MCDeviceBarrier ---------------------------
(* DeviceBarrier for TLC: three devices. *)
EXTENDS DeviceBarrierDepartures

CONSTANTS d1, d2, d3

(***************************************************************************)
(* Not properties, and useful for validating.                              *)
(***************************************************************************)

(* A device can be loaded. *)
NeverLoaded == \A d \in Devices : state[d] # RESUMING

(* A device can be stopped while another runs that was reset. *)
NeverBesideReset == \A d, peer \in Devices : state[d] = STOP => state[peer] # RUNNING
=============================================================================
