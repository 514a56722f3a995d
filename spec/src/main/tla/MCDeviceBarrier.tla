--------------------------- MODULE MCDeviceBarrier ---------------------------
(* DeviceBarrier for TLC: three devices. *)
EXTENDS DeviceBarrierDepartures

CONSTANTS d1, d2, d3

(* Not properties, and useful for validating: devices are loaded, and a device *)
(* is stopped while another runs that was reset.                               *)
NeverLoaded == \A d \in Devices : state[d] # RESUMING

NeverBesideReset == \A d, peer \in Devices : state[d] = STOP => state[peer] # RUNNING
=============================================================================
