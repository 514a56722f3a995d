--------------------------- MODULE MCVirtioImages ---------------------------
(* VirtioImages for TLC: features 3 and 7, one errno. *)
EXTENDS VirtioImagesDepartures

(* Non-properties, useful for validating: TLC has to violate each of them. *)
NeverFinal  == ~(NoCall /\ state = STOP_COPY /\ readIsNow)
NeverLoaded == ~(task = "arc" /\ state = RESUMING /\ givenIsNow)
=============================================================================
