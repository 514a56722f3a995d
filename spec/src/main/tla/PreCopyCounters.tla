-------------------------- MODULE PreCopyCounters ---------------------------
(***************************************************************************)
(* The data file of a saving session, as its reader sees it: what the      *)
(* counters of pre-copy say, what read answers, and where the stream ends. *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h (VFIO_MIG_GET_PRECOPY_INFO: initial   *)
(* and dirty bytes; ENOMSG at a temporary end; version 2 with its flag     *)
(* REINIT), drivers/vfio/pci/virtio/migrate.c of Linux (a new image is     *)
(* fetched when all is read, and at most once a second).                   *)
(*                                                                         *)
(* Modelled: a session from PRE_COPY to STOP_COPY; images, each with its   *)
(* header, that are fetched at once or that take time (mlx5); reads of any *)
(* size; a device that changes, and that may need to be set up anew on the *)
(* other side; a limiter that may refuse to look for changes at any time.  *)
(*                                                                         *)
(* Abstracted: which bytes these are (MigrationStream), and how much time  *)
(* the limiter asks for.  Left out: failures, the way back to RUNNING, and *)
(* PRE_COPY>STOP_COPY of devices without PRE_COPY_P2P.                     *)
(*                                                                         *)
(* Guaranteed: the counters, both of them, say what read will deliver;     *)
(* initial bytes do not grow unless the answer says that they are new, and *)
(* when none are left the VMM may stop the device; the end is answered     *)
(* after the final image, and a temporary one as such.                     *)
(***************************************************************************)
EXTENDS Naturals

CONSTANTS
    MaxImage,   \* bytes of the largest image
    Room,       \* bytes that may wait to be read; new set-up is not fetched beyond
    TakesTime,  \* whether an image is in flight for some time
    OptedIn     \* whether the VMM has asked for version 2

VARIABLES
    state,      \* of the device
    changed,    \* since its last image: "nothing", "state" or "setup"
    initial,    \* bytes of initial data that wait to be read
    dirty,      \* bytes that wait behind them
    final,      \* and, behind these, bytes of the final image
    flight,     \* the image in flight
    info,       \* what the counters were said to be, until something happens to the file
    said,       \* the initial bytes of the last answer
    reply       \* to the last read, unless something else happened since

queue == <<initial, dirty, final>>
vars  == <<state, changed, queue, flight, info, said, reply>>

-----------------------------------------------------------------------------
Header   == 2
Sizes    == {Header + n : n \in 1..MaxImage}
NoFlight == [as |-> "none", bytes |-> 0]
NoInfo   == [initial |-> 0, dirty |-> 0, limited |-> FALSE, new |-> FALSE, valid |-> FALSE]
Callers  == Room + MaxImage + Header + 1      \* no count: what the caller left in a counter

Kinds    == {"initial", "dirty", "final"}
Waiting  == initial + dirty + final
InFlight == flight.bytes

(* What reading will deliver. *)
InitialToCome == initial + (IF flight.as = "initial" THEN InFlight ELSE 0)
AllToCome     == Waiting + InFlight

TypeOK ==
    /\ state \in {"PRE_COPY", "PRE_COPY_P2P", "STOP_COPY"}
    /\ changed \in {"nothing", "state", "setup"}
    /\ {initial, dirty} \subseteq 0..(Room + MaxImage + Header)
    /\ final \in 0..(MaxImage + Header)
    /\ flight \in [as : Kinds, bytes : Sizes] \cup {NoFlight}
    /\ {info.initial, info.dirty} \subseteq 0..Callers
    /\ {info.limited, info.new, info.valid} \subseteq BOOLEAN
    /\ said \in 0..Callers
    /\ reply \in {"none", "data", "ENOMSG", "0"}

(* PRE_COPY is entered with a first image. *)
Init ==
    /\ state = "PRE_COPY" /\ changed = "nothing"
    /\ initial \in Sizes /\ dirty = 0 /\ final = 0
    /\ flight = NoFlight
    /\ info = NoInfo /\ said = initial /\ reply = "none"

-----------------------------------------------------------------------------
Untold == info' = NoInfo /\ UNCHANGED said

DeviceChanges(what) ==
    /\ state # "STOP_COPY"
    /\ changed' = (IF changed = "setup" THEN "setup" ELSE what)
    /\ UNCHANGED <<state, queue, flight, info, said, reply>>

Queue(kind, bytes, i, d) ==
    /\ initial' = i + (IF kind = "initial" THEN bytes ELSE 0)
    /\ dirty'   = d + (IF kind = "dirty" THEN bytes ELSE 0)
    /\ final'   = final + (IF kind = "final" THEN bytes ELSE 0)

(* An image is queued as a whole, with its header: i and d are what waits.   *)
Fetch(kind, bytes, i, d) ==
    IF TakesTime
    THEN /\ flight' = [as |-> kind, bytes |-> bytes]
         /\ initial' = i /\ dirty' = d /\ UNCHANGED final
    ELSE Queue(kind, bytes, i, d) /\ UNCHANGED flight

Arrive ==
    /\ flight # NoFlight
    /\ Queue(flight.as, InFlight, initial, dirty)
    /\ flight' = NoFlight
    /\ Untold /\ reply' = "none"
    /\ UNCHANGED <<state, changed>>

-----------------------------------------------------------------------------
(* A counter that is not set counts as 0: BothAreSet is about it. *)
Set(counter) == IF counter = Callers THEN 0 ELSE counter

(* What a driver puts into the two counters if there are i and d bytes. *)
Counters(i, d, limited) == <<i, d>>

(* VFIO_MIG_GET_PRECOPY_INFO answers with i and d, in pre-copy only. *)
Tell(i, d, limited, new) ==
    LET counters == Counters(i, d, limited)
    IN  /\ info' = [initial |-> counters[1], dirty |-> counters[2],
                    limited |-> limited, new |-> new, valid |-> TRUE]
        /\ said' = Set(info'.initial)
        /\ state # "STOP_COPY" /\ UNCHANGED state
        /\ reply' = "none"

(* It may look for changes only when everything is read; for new set-up, of  *)
(* which it can tell only a VMM that has opted in, before that.              *)
MayRefresh == flight = NoFlight /\ changed # "nothing" /\ Waiting = 0
MayRenew   == /\ flight = NoFlight /\ changed = "setup" /\ OptedIn
              /\ Waiting + MaxImage + Header <= Room

(* The bytes that are told of an image which is being fetched, and of one    *)
(* which is in flight.                                                       *)
ToldOfFetch(bytes) == bytes
ToldOfFlight       == InFlight

ToldDirty == dirty + (IF flight.as = "dirty" THEN ToldOfFlight ELSE 0)

InfoOnly(limited) ==
    /\ limited \/ ~(MayRefresh \/ MayRenew)
    /\ Tell(InitialToCome, ToldDirty, limited, FALSE)
    /\ UNCHANGED <<changed, queue, flight>>

InfoRefreshes(bytes) ==
    /\ MayRefresh /\ ~MayRenew
    /\ Fetch("dirty", bytes, 0, 0)
    /\ Tell(0, ToldOfFetch(bytes), FALSE, FALSE)
    /\ changed' = "nothing"

(* REINIT: what waits has to be read before the new set-up, so it is initial *)
(* data, too; dirty bytes begin with 0 again.                                *)
InfoRenews(bytes) ==
    /\ MayRenew
    /\ Fetch("initial", bytes, initial + dirty, 0)
    /\ Tell(Waiting + bytes, 0, FALSE, TRUE)
    /\ changed' = "nothing"

-----------------------------------------------------------------------------
Least(a, b) == IF a < b THEN a ELSE b

(* Reads may be of any size; they get what there is, in order. *)
Read(n) ==
    /\ n <= Waiting
    /\ LET i == Least(n, initial)
           d == Least(n - i, dirty)
       IN  initial' = initial - i /\ dirty' = dirty - d /\ final' = final - (n - i - d)
    /\ reply' = "data"
    /\ Untold
    /\ UNCHANGED <<state, changed, flight>>

(* An image in flight is waited for. *)
NothingToWaitFor == flight = NoFlight
AnswerAtEnd      == IF state = "STOP_COPY" THEN "0" ELSE "ENOMSG"

ReadAtEnd ==
    /\ Waiting = 0 /\ NothingToWaitFor
    /\ reply' = AnswerAtEnd
    /\ UNCHANGED <<state, changed, queue, flight, info, said>>

-----------------------------------------------------------------------------
(* The arcs of the session. *)
Arc(from, to) ==
    /\ state = from /\ state' = to
    /\ Untold /\ reply' = "none"

Quiesce == Arc("PRE_COPY", "PRE_COPY_P2P") /\ UNCHANGED <<changed, queue, flight>>
Unquiesce == Arc("PRE_COPY_P2P", "PRE_COPY") /\ UNCHANGED <<changed, queue, flight>>

(* What is unread stays in front of the final image. *)
StopDevice(bytes) ==
    /\ flight = NoFlight
    /\ Arc("PRE_COPY_P2P", "STOP_COPY")
    /\ Fetch("final", bytes, initial, dirty)
    /\ changed' = "nothing"

-----------------------------------------------------------------------------
Reads == ReadAtEnd \/ \E n \in 1..(Room + MaxImage + Header) : Read(n)

Next ==
    \/ \E what \in {"state", "setup"} : DeviceChanges(what)
    \/ \E limited \in BOOLEAN : InfoOnly(limited)
    \/ \E bytes \in Sizes : InfoRefreshes(bytes) \/ InfoRenews(bytes) \/ StopDevice(bytes)
    \/ Arrive \/ Reads \/ Quiesce \/ Unquiesce

(* Images arrive, and the reader goes on. *)
Spec == Init /\ [][Next]_vars /\ WF_vars(Arrive) /\ WF_vars(Reads)

-----------------------------------------------------------------------------
(* What an answer says. *)
Counted == Set(info.initial) + Set(info.dirty)

(* Both counters are set in every answer. *)
BothAreSet == info.valid => info.initial # Callers /\ info.dirty # Callers

(* The counters say what read will deliver, if the driver could refresh,     *)
CountersSayWhatIsRead ==
    info.valid /\ ~info.limited /\ flight = NoFlight => Counted = AllToCome

(* if the limiter refused it,                                                *)
UnreadIsReported ==
    info.valid /\ info.limited /\ flight = NoFlight => Counted = AllToCome

(* and if an image is in flight.                                             *)
FlightIsCounted ==
    info.valid /\ flight # NoFlight => Counted = AllToCome

(* No initial bytes are left: the other side can be set up. *)
ZeroMeansSetUp == info.valid /\ info.initial = 0 => InitialToCome = 0

(* Answers are for pre-copy; who asks and is not refused is not behind. *)
OnlyInPreCopy == info.valid => state # "STOP_COPY"
ChangeIsFetched ==
    [][~info.valid /\ info'.valid /\ ~info'.limited /\ AllToCome' = 0
            => changed' = "nothing"]_vars

(* Initial bytes only shrink, unless the answer says that they are new, *)
InitialOnlyShrinks ==
    [][info'.valid /\ ~info'.new => Set(info'.initial) <= said]_vars

(* which only those are told who asked for it; dirty bytes begin again then. *)
NewIsAskedFor == info.new => OptedIn /\ Set(info.dirty) = 0

(* and these are told always. *)
NewIsTold ==
    [][OptedIn /\ changed = "setup" /\ changed' = "nothing"
            => info'.new \/ state' = "STOP_COPY"]_vars

(* A temporary end is none, *)
TemporaryEndIsNotZero == reply = "0" => state = "STOP_COPY"

(* and nothing is to come, yet. *)
NoMessageMeansNothing == reply = "ENOMSG" => AllToCome = 0

(* In STOP_COPY there is no temporary end; the end is behind all bytes. *)
NoTemporaryEndWhenStopped == reply = "ENOMSG" => state # "STOP_COPY"
EndIsAfterAll == reply = "0" => AllToCome = 0

(* Whoever stops the device finds a whole final image behind what is unread, *)
(* after which nothing changes.                                              *)
FinalIsSaved ==
    [][state # "STOP_COPY" /\ state' = "STOP_COPY" => AllToCome' - AllToCome \in Sizes]_vars

(* In STOP_COPY nothing changes that the final image would lack. *)
FinalIsCurrent == state = "STOP_COPY" => changed = "nothing"

(* Only reading takes bytes away, and the final image last. *)
OnlyReadingTakes == [][AllToCome' < AllToCome => reply' = "data"]_vars
FinalIsReadLast == [][final' < final => initial' = 0 /\ dirty' = 0]_vars

(* All initial data can be read; after STOP_COPY the end comes. *)
InitialIsRead == initial > 0 ~> initial = 0
EndComes      == state = "STOP_COPY" ~> reply = "0"
=============================================================================
