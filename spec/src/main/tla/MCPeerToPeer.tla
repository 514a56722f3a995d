---------------------------- MODULE MCPeerToPeer -----------------------------
(* PeerToPeer for TLC: three devices, each of which takes one write at most. *)
EXTENDS PeerToPeerDepartures

CONSTANTS d1, d2, d3

(* Not a property, and useful for validating: a device is written to before it *)
(* stops, so that there is something to lose.                                  *)
NeverWritten == \A d \in Devices : state[d] = STOP_COPY => saved[d] = 0

(* Without fairness the VMM may stop half-way. *)
UnfairSpec == Init /\ [][Next]_vars
=============================================================================
