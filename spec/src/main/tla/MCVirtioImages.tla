--------------------------- MODULE MCVirtioImages ---------------------------
(* VirtioImages for TLC: features 3 and 7, one errno. *)
EXTENDS VirtioImagesDepartures

(* Not properties, and useful for validating: TLC has to find each of these. *)
NeverFinal  == ~(Free /\ state = STOP_COPY /\ readIsNow)
NeverLoaded == ~(task = "arc" /\ state = RESUMING /\ givenIsNow)
=============================================================================
