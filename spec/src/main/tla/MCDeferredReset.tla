--------------------------- MODULE MCDeferredReset ---------------------------
(* DeferredReset for TLC: a thread or two of each kind. *)
EXTENDS DeferredResetDepartures, DeferredResetSteps, TLC

CONSTANTS set, set2, write, info, read, close, reset, reset2, f1, f2, f3, f4

(* Files differ in nothing; for models without liveness only. *)
Symmetry == Permutations(Files)

(***************************************************************************)
(* Non-properties, useful for validating: TLC has to violate each of them. *)
(***************************************************************************)

(* No reset overtakes a request. *)
NeverOvertaken == \A t \in Setters : errno[t] = "0"

(* No file is used after its session. *)
NeverStale == \A t \in Threads : errno[t] # "ENODEV"

(* Resets that come for ever do not keep a call for ever. *)
NeverKept == \A t \in Threads : []<>(at[t] = "idle")

(* With locks that are not fair a thread may wait for ever: CallsEnd must fail. *)
UnfairSpec == Init /\ [][Next]_vars /\ \A t \in Threads : WF_vars(GoesOn(t))
=============================================================================
