------------------------------ MODULE TraceCalls -----------------------------
(***************************************************************************)
(* What every recorded run has, whichever module explains it: an event     *)
(* after the other, and calls that begin and are answered, one at a time,  *)
(* but that a reset may come during any.                                   *)
(*                                                                         *)
(* TraceData is generated: Trace, the events of one device, and            *)
(* TraceFeatures.  What the events mean is said once more here, in TLA+,   *)
(* and not taken over from the checker that vmig has in Java.              *)
(***************************************************************************)
EXTENDS Naturals, Sequences, TraceData

CONSTANT Reach   \* how many events are to be explained

Begun(e) == IF e.event \in {"set_state", "write", "data_size", "precopy_info", "reset"}
            THEN {e.event} ELSE {}

Answered(e) == CASE e.event = "set_state_done"    -> {"set_state"}
                 [] e.event = "write_done"        -> {"write"}
                 [] e.event = "data_size_done"    -> {"data_size"}
                 [] e.event = "precopy_info_done" -> {"precopy_info"}
                 [] e.event = "reset_done"        -> {"reset"}
                 [] OTHER                         -> {}

MayCome(e, calls) == /\ Begun(e) \subseteq {"reset"} \/ calls \subseteq {"reset"}
                     /\ Answered(e) \subseteq calls

After(e, calls) == (calls \cup Begun(e)) \ Answered(e)

(* What there is nothing to tell is answered with. *)
NoPrecopyInfo == {"EINVAL", "ENODEV", "ENOTTY"}
=============================================================================
