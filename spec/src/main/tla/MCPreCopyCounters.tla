------------------------- MODULE MCPreCopyCounters --------------------------
(* PreCopyCounters for TLC. *)
EXTENDS PreCopyCountersDepartures

(***************************************************************************)
(* Not properties, and useful for validating: each says that something     *)
(* cannot happen that must be able to happen, so that TLC has to find it.  *)
(***************************************************************************)

(* The limiter can refuse while bytes are unread. *)
NeverLimitedUnread == ~(info.valid /\ info.limited /\ dirty > 0)

(* New set-up can come while dirty bytes are unread, and be more than before. *)
NeverRenewed == [][~(info'.valid /\ info'.new /\ dirty > 0 /\ info'.initial > said)]_vars

(* Without fairness nobody reads: EndComes must fail. *)
UnfairSpec == Init /\ [][Next]_vars

(***************************************************************************)
(* What is inductive: an answer is about the queue as it is.               *)
(***************************************************************************)
Inv ==
    /\ TypeOK
    /\ BothAreSet /\ CountersSayWhatIsRead /\ UnreadIsReported /\ FlightIsCounted
    /\ ZeroMeansSetUp /\ NewIsAskedFor
    /\ TemporaryEndIsNotZero /\ NoMessageMeansNothing
    /\ NoTemporaryEndWhenStopped /\ EndIsAfterAll
    /\ OnlyInPreCopy /\ FinalIsCurrent
    \* and what these need
    /\ info.valid => info.initial = InitialToCome
    /\ ~info.valid => info = NoInfo
    /\ InitialToCome <= said
    /\ AllToCome <= Room + (IF state = "STOP_COPY" THEN MaxImage + Header ELSE 0)
    /\ (final > 0 \/ flight.as = "final") => state = "STOP_COPY" /\ flight.as \in {"none", "final"}
    /\ flight.as = "final" => final = 0
    /\ ~TakesTime => flight = NoFlight

(* From every state of the right types in which Inv holds, reachable or not. *)
InductiveInit ==
    /\ state   \in {"PRE_COPY", "PRE_COPY_P2P", "STOP_COPY"}
    /\ changed \in {"nothing", "state", "setup"}
    /\ initial \in 0..Room /\ dirty \in 0..Room /\ final \in 0..(MaxImage + Header)
    /\ flight  \in [as : Kinds, bytes : Sizes] \cup {NoFlight}
    /\ AllToCome <= Room + MaxImage + Header
    /\ info    \in {NoInfo} \cup
           [initial : {InitialToCome}, dirty : {AllToCome - InitialToCome},
            limited : BOOLEAN, new : BOOLEAN, valid : {TRUE}]
    /\ said    \in InitialToCome..Room
    /\ reply   \in {"none", "data", "ENOMSG", "0"}
    /\ Inv

InductiveSpec == InductiveInit /\ [][Next]_vars
=============================================================================
