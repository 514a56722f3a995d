------------------------------ MODULE Crossing ------------------------------
(* A crossing that is busy or free. *)
VARIABLE busy

Init == busy = FALSE

Enter == ~busy /\ busy' = TRUE
Leave == busy  /\ busy' = FALSE

Spec == Init /\ [][Enter \/ Leave]_busy
=============================================================================
