------------------------- MODULE MCPreCopyCounters --------------------------
(* PreCopyCounters for TLC. *)
EXTENDS PreCopyCountersDepartures, PreCopyCountersSteps

(***************************************************************************)
(* Non-properties, useful for validating: TLC has to violate each of them. *)
(***************************************************************************)

(* The limiter never refuses a refresh while bytes are unread. *)
NeverLimitedUnread == ~(info.valid /\ info.limited /\ dirty > 0)

(* New set-up never comes while dirty bytes are unread, with more initial    *)
(* bytes than before.                                                        *)
NeverRenewed == [][~(info'.valid /\ info'.new /\ dirty > 0 /\ info'.initial > said)]_vars

(* Without fairness the VMM may not read: EndComes must fail. *)
UnfairSpec == Init /\ [][Next]_vars

(***************************************************************************)
(* An inductive invariant: an answer describes the queue as it is.         *)
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
    /\ (final > 0 \/ fetching.as = "final") => state = "STOP_COPY" /\ fetching.as \in {"none", "final"}
    /\ fetching.as = "final" => final = 0
    /\ ~TakesTime => fetching = NoFetch

(* From every state of the right types in which Inv holds, reachable or not. *)
InductiveInit ==
    /\ state   \in {"PRE_COPY", "PRE_COPY_P2P", "STOP_COPY"}
    /\ changed \in {"nothing", "state", "setup"}
    /\ initial \in 0..Room /\ dirty \in 0..Room /\ final \in 0..(MaxImage + Header)
    /\ fetching \in [as : DataKinds, bytes : Sizes] \cup {NoFetch}
    /\ AllToCome <= Room + MaxImage + Header
    /\ info    \in {NoInfo} \cup
           [initial : {InitialToCome}, dirty : {AllToCome - InitialToCome},
            limited : BOOLEAN, new : BOOLEAN, valid : {TRUE}]
    /\ said    \in InitialToCome..Room
    /\ reply   \in {"none", "data", "ENOMSG", "0"}
    /\ Inv

InductiveSpec == InductiveInit /\ [][Next]_vars
=============================================================================
