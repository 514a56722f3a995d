-------------------------- MODULE PreCopyCounters ---------------------------
(***************************************************************************)
(* The data_fd of a saving session, as its reader sees it: the pre-copy    *)
(* counters, the answers of read, and the end of the stream.               *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h (VFIO_MIG_GET_PRECOPY_INFO: initial   *)
(* and dirty bytes; ENOMSG at a temporary end; version 2 with its flag     *)
(* REINIT), drivers/vfio/pci/virtio/migrate.c of Linux (a new image is     *)
(* fetched when all is read, and at most once a second).                   *)
(*                                                                         *)
(* Modelled: a session from PRE_COPY to STOP_COPY; images, each with its   *)
(* header, that are fetched at once or take time (mlx5); reads of any      *)
(* size; a device that changes, and whose set-up at the destination may    *)
(* have to begin anew; a limiter that may refuse a refresh at any time.    *)
(*                                                                         *)
(* Abstracted: the contents of the bytes (MigrationStream), and the time   *)
(* of the limiter.  Left out: failures, the way back to RUNNING, and       *)
(* PRE_COPY>STOP_COPY of devices without PRE_COPY_P2P.                     *)
(*                                                                         *)
(* Guaranteed: both counters say what read will deliver; initial bytes do  *)
(* not grow unless the answer says that they are new, and when none are    *)
(* left the VMM may stop the device; the end comes after the final image,  *)
(* and a temporary end is answered as one.                                 *)
(***************************************************************************)
EXTENDS Naturals

CONSTANTS
    MaxImage,   \* bytes of the largest image
    Room,       \* bytes that may wait to be read; new set-up is not fetched beyond
    TakesTime,  \* whether an image is in flight for some time
    OptedIn     \* whether the VMM has opted in to version 2

ASSUME ImagesHaveBytes == MaxImage \in Nat \ {0}
ASSUME RoomIsBounded   == Room \in Nat
ASSUME FlagsAreFlags   == TakesTime \in BOOLEAN /\ OptedIn \in BOOLEAN

VARIABLES
    state,      \* of the device
    changed,    \* since its last image: "nothing", "state" or "setup"
    initial,    \* initial bytes that wait to be read
    dirty,      \* dirty bytes that wait behind them
    final,      \* bytes of the final image that wait behind these
    fetching,   \* the image in flight
    info,       \* the last answer of the counters, until the next change of the file
    said,       \* the initial bytes of the last answer
    reply       \* the answer to the last read, unless something else happened since

queue == <<initial, dirty, final>>
vars  == <<state, changed, queue, fetching, info, said, reply>>

-----------------------------------------------------------------------------
Header    == 2        \* bytes of a header
Sizes     == {Header + n : n \in 1..MaxImage}
NoFetch   == [as |-> "none", bytes |-> 0]
NoInfo    == [initial |-> 0, dirty |-> 0, limited |-> FALSE, new |-> FALSE, valid |-> FALSE]
Callers   == Room + MaxImage + Header + 1  \* no count: the value that the caller left

DataKinds == {"initial", "dirty", "final"}
Waiting   == initial + dirty + final

(* What reading will deliver. *)
InitialToCome == initial + (IF fetching.as = "initial" THEN fetching.bytes ELSE 0)
AllToCome     == Waiting + fetching.bytes

TypeOK ==
    /\ state \in {"PRE_COPY", "PRE_COPY_P2P", "STOP_COPY"}
    /\ changed \in {"nothing", "state", "setup"}
    /\ {initial, dirty} \subseteq 0..(Room + MaxImage + Header)
    /\ final \in 0..(MaxImage + Header)
    /\ fetching \in [as : DataKinds, bytes : Sizes] \cup {NoFetch}
    /\ {info.initial, info.dirty} \subseteq 0..Callers
    /\ {info.limited, info.new, info.valid} \subseteq BOOLEAN
    /\ said \in 0..Callers
    /\ reply \in {"none", "data", "ENOMSG", "0"}

(* PRE_COPY is entered with a first image. *)
Init ==
    /\ state = "PRE_COPY" /\ changed = "nothing"
    /\ initial \in Sizes /\ dirty = 0 /\ final = 0
    /\ fetching = NoFetch
    /\ info = NoInfo /\ said = initial /\ reply = "none"

-----------------------------------------------------------------------------
(***************************************************************************)
(* The device, and its images.                                             *)
(***************************************************************************)
DeviceChanges(what) ==
    /\ state # "STOP_COPY"
    /\ changed' = (IF changed = "setup" THEN "setup" ELSE what)
    /\ UNCHANGED <<state, queue, fetching, info, said, reply>>

Queue(kind, bytes, i, d) ==
    /\ initial' = i + (IF kind = "initial" THEN bytes ELSE 0)
    /\ dirty'   = d + (IF kind = "dirty" THEN bytes ELSE 0)
    /\ final'   = final + (IF kind = "final" THEN bytes ELSE 0)

(* An image is queued as a whole, with its header.  i and d wait already.    *)
FetchImage(kind, bytes, i, d) ==
    IF TakesTime
    THEN /\ fetching' = [as |-> kind, bytes |-> bytes]
         /\ initial' = i /\ dirty' = d /\ UNCHANGED final
    ELSE Queue(kind, bytes, i, d) /\ UNCHANGED fetching

Untold == info' = NoInfo /\ UNCHANGED said

Arrive ==
    /\ fetching # NoFetch
    /\ Queue(fetching.as, fetching.bytes, initial, dirty)
    /\ fetching' = NoFetch
    /\ Untold /\ reply' = "none"
    /\ UNCHANGED <<state, changed>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* VFIO_MIG_GET_PRECOPY_INFO, in pre-copy only.                            *)
(***************************************************************************)

(* A counter that is not set counts as 0; BothAreSet is about it. *)
Set(counter) == IF counter = Callers THEN 0 ELSE counter

(* The two counters that a driver answers if i and d bytes are to come. *)
Counters(i, d, limited) == <<i, d>>

Tell(i, d, limited, new) ==
    LET counters == Counters(i, d, limited)
    IN  /\ info' = [initial |-> counters[1], dirty |-> counters[2],
                    limited |-> limited, new |-> new, valid |-> TRUE]
        /\ said' = Set(info'.initial)
        /\ state # "STOP_COPY" /\ UNCHANGED state
        /\ reply' = "none"

(* The driver looks for changes only when all is read.  For a change of the  *)
(* set-up, which only a VMM that has opted in can learn, it looks earlier.   *)
MayRefresh == fetching = NoFetch /\ changed # "nothing" /\ Waiting = 0
MayRenew   == /\ fetching = NoFetch /\ changed = "setup" /\ OptedIn
              /\ Waiting + MaxImage + Header <= Room

(* The bytes told of an image that is being fetched, and of one in flight.   *)
ToldOfFetch(bytes) == bytes
ToldOfFlight       == fetching.bytes

ToldDirty == dirty + (IF fetching.as = "dirty" THEN ToldOfFlight ELSE 0)

InfoOnly(limited) ==
    /\ limited \/ ~(MayRefresh \/ MayRenew)
    /\ Tell(InitialToCome, ToldDirty, limited, FALSE)
    /\ UNCHANGED <<changed, queue, fetching>>

InfoRefreshes(bytes) ==
    /\ MayRefresh /\ ~MayRenew
    /\ FetchImage("dirty", bytes, 0, 0)
    /\ Tell(0, ToldOfFetch(bytes), FALSE, FALSE)
    /\ changed' = "nothing"

(* REINIT.  What waits has to be read before the new set-up, so it becomes   *)
(* initial data; dirty bytes begin with 0 again.                             *)
InfoRenews(bytes) ==
    /\ MayRenew
    /\ FetchImage("initial", bytes, initial + dirty, 0)
    /\ Tell(Waiting + bytes, 0, FALSE, TRUE)
    /\ changed' = "nothing"

-----------------------------------------------------------------------------
(***************************************************************************)
(* Reads, of any size.  They deliver what waits, in order.                 *)
(***************************************************************************)
Least(a, b) == IF a < b THEN a ELSE b

Read(n) ==
    /\ n <= Waiting
    /\ LET i == Least(n, initial)
           d == Least(n - i, dirty)
       IN  initial' = initial - i /\ dirty' = dirty - d /\ final' = final - (n - i - d)
    /\ reply' = "data"
    /\ Untold
    /\ UNCHANGED <<state, changed, fetching>>

(* A read waits for an image in flight. *)
NothingToWaitFor == fetching = NoFetch
AnswerAtEnd      == IF state = "STOP_COPY" THEN "0" ELSE "ENOMSG"

ReadAtEnd ==
    /\ Waiting = 0 /\ NothingToWaitFor
    /\ reply' = AnswerAtEnd
    /\ UNCHANGED <<state, changed, queue, fetching, info, said>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The arcs of the session.                                                *)
(***************************************************************************)
Arc(from, to) ==
    /\ state = from /\ state' = to
    /\ Untold /\ reply' = "none"

Quiesce   == Arc("PRE_COPY", "PRE_COPY_P2P") /\ UNCHANGED <<changed, queue, fetching>>
Unquiesce == Arc("PRE_COPY_P2P", "PRE_COPY") /\ UNCHANGED <<changed, queue, fetching>>

(* What is unread stays in front of the final image. *)
StopDevice(bytes) ==
    /\ fetching = NoFetch
    /\ Arc("PRE_COPY_P2P", "STOP_COPY")
    /\ FetchImage("final", bytes, initial, dirty)
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
(***************************************************************************)
(* Properties: the counters.                                               *)
(***************************************************************************)
Counted == Set(info.initial) + Set(info.dirty)

(* Both counters are set in every answer. *)
BothAreSet == info.valid => info.initial # Callers /\ info.dirty # Callers

(* The counters are what read will deliver, if no refresh was refused. *)
CountersSayWhatIsRead ==
    info.valid /\ ~info.limited /\ fetching = NoFetch => Counted = AllToCome

(* The counters are what read will deliver, if the limiter refused a         *)
(* refresh.                                                                  *)
UnreadIsReported ==
    info.valid /\ info.limited /\ fetching = NoFetch => Counted = AllToCome

(* The counters are what read will deliver, while an image is in flight. *)
FlightIsCounted ==
    info.valid /\ fetching # NoFetch => Counted = AllToCome

(* When no initial bytes are left the destination can be set up. *)
ZeroMeansSetUp == info.valid /\ info.initial = 0 => InitialToCome = 0

(* The counters are answered in pre-copy only. *)
OnlyInPreCopy == info.valid => state # "STOP_COPY"

(* An answer that the limiter did not refuse is up to date. *)
ChangeIsFetched ==
    [][~info.valid /\ info'.valid /\ ~info'.limited /\ AllToCome' = 0
            => changed' = "nothing"]_vars

(* Initial bytes never grow, unless the answer says that they are new. *)
InitialOnlyShrinks ==
    [][info'.valid /\ ~info'.new => Set(info'.initial) <= said]_vars

(* New initial bytes are told only to a VMM that has opted in, and dirty     *)
(* bytes begin again then.                                                   *)
NewIsAskedFor == info.new => OptedIn /\ Set(info.dirty) = 0

(* A VMM that has opted in is always told. *)
NewIsTold ==
    [][OptedIn /\ changed = "setup" /\ changed' = "nothing"
            => info'.new \/ state' = "STOP_COPY"]_vars

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties: the stream.                                                 *)
(***************************************************************************)

(* A temporary end is not answered with 0. *)
TemporaryEndIsNotZero == reply = "0" => state = "STOP_COPY"

(* ENOMSG means that nothing is to come yet. *)
NoMessageMeansNothing == reply = "ENOMSG" => AllToCome = 0

(* STOP_COPY has no temporary end. *)
NoTemporaryEndWhenStopped == reply = "ENOMSG" => state # "STOP_COPY"

(* The end comes after all bytes. *)
EndIsAfterAll == reply = "0" => AllToCome = 0

(* When the device stops, a whole final image follows what is unread. *)
FinalIsSaved ==
    [][state # "STOP_COPY" /\ state' = "STOP_COPY" => AllToCome' - AllToCome \in Sizes]_vars

(* In STOP_COPY the final image lacks no change of the device. *)
FinalIsCurrent == state = "STOP_COPY" => changed = "nothing"

(* Only a read takes bytes away. *)
OnlyReadingTakes == [][AllToCome' < AllToCome => reply' = "data"]_vars

(* The bytes of the final image are read last. *)
FinalIsReadLast == [][final' < final => initial' = 0 /\ dirty' = 0]_vars

(* All initial data are read. *)
InitialIsRead == initial > 0 ~> initial = 0

(* After STOP_COPY the end comes. *)
EndComes == state = "STOP_COPY" ~> reply = "0"
=============================================================================
MCPreCopyCounters            434 states, depth  8   version 1, fetched at once
MCPreCopyCountersRenewed    1328 states, depth 10   version 2, images take time
MCPreCopyCountersInductive 22921 states, depth  3   from every state with Inv
Must fail: MCPreCopyCountersLimited, MCPreCopyCountersRenews,
MCPreCopyCountersUnfair, MCPreCopyCountersK3, MCPreCopyCountersK10,
MCPreCopyCountersK11, MCPreCopyCountersH4, MCPreCopyCountersH8,
MCPreCopyCountersH8End
