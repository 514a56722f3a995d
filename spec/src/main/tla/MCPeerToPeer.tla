---------------------------- MODULE MCPeerToPeer ----------------------------
(* PeerToPeer for TLC: three devices, each of which takes one write at most. *)
EXTENDS PeerToPeerDepartures

CONSTANTS d1, d2, d3

(* A non-property, useful for validating: no device is written to before it  *)
(* stops, so that there is nothing to lose.                                  *)
NeverWritten == \A d \in Devices : state[d] = STOP_COPY => saved[d] = 0
=============================================================================
