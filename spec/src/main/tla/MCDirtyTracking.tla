--------------------------- MODULE MCDirtyTracking ---------------------------
(* DirtyTracking for TLC: one device, two pages, one write each. *)
EXTENDS DirtyTrackingDepartures, DirtyTrackingSteps

CONSTANTS d1, d2

(***************************************************************************)
(* Non-properties, useful for validating: TLC has to violate each of them. *)
(***************************************************************************)

(* A migration with tracked writes never completes. *)
NeverDone == ~(vmm = "done" /\ memory = [p \in Pages |-> MaxWrites] /\ Untracked = {})

(* A log and the IOMMU never mark the same address. *)
NeverBoth == \A d \in Devices : log[d] \cap iommuLog = {}
=============================================================================
