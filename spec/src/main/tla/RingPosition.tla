---------------------------- MODULE RingPosition ----------------------------
(***************************************************************************)
(* The position of a stopped device in a virtqueue: what tells it to the   *)
(* device that takes over?                                                 *)
(*                                                                         *)
(* Source: Virtio 1.4 (cs01), 2.7 (split) and 2.8 (packed virtqueues);     *)
(* 2.14: device parts carry sizes, addresses and enablement of a queue,    *)
(* and not its position; a device that stops has written back all buffers  *)
(* that it has observed.                                                   *)
(*                                                                         *)
(* Modelled: a driver that makes buffers (chains of descriptors) available *)
(* and takes them back; a device that uses them in any order, and stops; a *)
(* device that takes over, from ring memory and parts; then a second life  *)
(* of the ring, from its beginning, to compare with.                       *)
(*                                                                         *)
(* Abstracted: an index runs modulo twice the size, which for a packed     *)
(* ring is slot and wrap counter.  Addresses and lengths are the driver's  *)
(* choice, and may be equal.  The descriptor table of a split ring and the *)
(* suppression of notifications say nothing about the position.  No device *)
(* can read what the driver keeps for itself.                              *)
(*                                                                         *)
(* Left out: indirect descriptors (each is one descriptor here), several   *)
(* buffers used as a batch (VIRTIO_F_IN_ORDER), which skip as chains do.   *)
(*                                                                         *)
(* Shown: the memory of a split ring tells the position.  That of a packed *)
(* ring does not if there are chains: of a chain of two that was used, the *)
(* second descriptor looks like a buffer that waits.  If slot and wrap     *)
(* counter are carried, the other device goes on where this one stopped.   *)
(* With the slot alone, memory tells the wrap counter; with the wrap       *)
(* counter alone, memory does not tell the slot.                           *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
    Layout,     \* "split" or "packed"
    RingSize,   \* the number of descriptors of the ring
    MaxChain,   \* bound on the descriptors of a buffer
    BufferIds,  \* of buffers, numbers
    Carried,    \* the parts beyond Virtio 1.4: a subset of {"slot", "wrap"}
    TakesOver   \* whether another device takes over what was left

ASSUME LayoutIsKnown    == Layout \in {"split", "packed"}
ASSUME NumbersAreBounds == RingSize \in Nat \ {0} /\ MaxChain \in 1..RingSize
ASSUME BuffersHaveIds   == BufferIds # {} /\ BufferIds \subseteq Nat
ASSUME CarriedIsKnown   == Carried \subseteq {"slot", "wrap"} /\ TakesOver \in BOOLEAN

VARIABLES
    ring,       \* the memory of the ring, which the guest's memory carries
    offered,    \* buffers that were made available and not fetched, in order
    lent,       \* for each id the number of descriptors of its buffer, or 0 if it is free
    put,        \* where the driver makes the next buffer available
    got,        \* where it looks for the next used one
    fetched,    \* buffers that the device has fetched and not used
    next,       \* where it looks for the next available one
    back,       \* where it writes the next used one
    running,    \* whether it runs
    first       \* what the first life of the ring has left, once it has ended

driverVars == <<lent, put, got>>
deviceVars == <<fetched, next, back>>
vars       == <<ring, offered, driverVars, deviceVars, running, first>>

-----------------------------------------------------------------------------
Indices    == 0..(2 * RingSize - 1)
Plus(i, n) == (i + n) % (2 * RingSize)
Slot(i)    == i % RingSize
Wrap(i)    == 1 - i \div RingSize       \* counters begin with 1

Buffers == [id : BufferIds, length : 1..MaxChain]

Packed == Layout = "packed"
Descriptor(a, u, more, id) == [available |-> a, used |-> u, more |-> more, id |-> id]

Empty ==
    IF Packed
    THEN [s \in 0..(RingSize - 1) |-> Descriptor(0, 0, FALSE, 0)]
    ELSE [available |-> [s \in 0..(RingSize - 1) |-> 0], availableIndex |-> 0,
          used      |-> [s \in 0..(RingSize - 1) |-> 0], usedIndex      |-> 0]

Init ==
    /\ ring = Empty /\ offered = << >>
    /\ lent = [i \in BufferIds |-> 0] /\ put = 0 /\ got = 0
    /\ fetched = {} /\ next = 0 /\ back = 0
    /\ running = TRUE /\ first = << >>

TypeOK ==
    /\ \A n \in 1..Len(offered) : offered[n] \in Buffers
    /\ lent \in [BufferIds -> 0..MaxChain]
    /\ fetched \subseteq Buffers
    /\ {put, got, next, back} \subseteq Indices
    /\ running \in BOOLEAN /\ Len(first) <= 1

-----------------------------------------------------------------------------
(***************************************************************************)
(* The driver.                                                             *)
(***************************************************************************)

(* The entries that a buffer takes in the ring.  In a split ring a chain has *)
(* one entry, whatever its length.                                           *)
Entries(n) == IF Packed THEN n ELSE 1

RECURSIVE LentAmong(_)
LentAmong(ids) ==
    IF ids = {} THEN 0
    ELSE LET i == CHOOSE i \in ids : TRUE IN lent[i] + LentAmong(ids \ {i})

(* The first descriptor of a chain is made available last: here all at once. *)
RingWith(b) ==
    IF Packed
    THEN [s \in 0..(RingSize - 1) |->
            LET k == (s + RingSize - Slot(put)) % RingSize
                w == Wrap(Plus(put, k))
            IN  IF k < b.length THEN Descriptor(w, 1 - w, k < b.length - 1, b.id)
                                ELSE ring[s]]
    ELSE [ring EXCEPT !.available[Slot(put)] = b.id,
                      !.availableIndex = Plus(put, 1)]

Offer(b) ==
    /\ lent[b.id] = 0 /\ LentAmong(BufferIds) + b.length <= RingSize
    /\ ring'    = RingWith(b)
    /\ offered' = Append(offered, b)
    /\ lent'    = [lent EXCEPT ![b.id] = b.length]
    /\ put'     = Plus(put, Entries(b.length))
    /\ UNCHANGED <<got, deviceVars, running, first>>

(* The driver knows the length of the chain of each id. *)
SeesUsed ==
    IF Packed
    THEN ring[Slot(got)].available = Wrap(got) /\ ring[Slot(got)].used = Wrap(got)
    ELSE ring.usedIndex # got

UsedId == IF Packed THEN ring[Slot(got)].id ELSE ring.used[Slot(got)]

TakeBack ==
    /\ SeesUsed
    /\ lent' = [lent EXCEPT ![UsedId] = 0]
    /\ got'  = Plus(got, Entries(lent[UsedId]))
    /\ UNCHANGED <<ring, offered, put, deviceVars, running, first>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The device.  It looks at one slot of the ring, or at an index.          *)
(***************************************************************************)
SeesAvailable ==
    IF Packed
    THEN ring[Slot(next)].available = Wrap(next) /\ ring[Slot(next)].used # Wrap(next)
    ELSE ring.availableIndex # next

RECURSIVE ChainFrom(_, _)
ChainFrom(i, n) ==
    IF ring[Slot(i)].more /\ n < RingSize THEN ChainFrom(Plus(i, 1), n + 1)
    ELSE [id |-> ring[Slot(i)].id, length |-> n]

(* In a split ring a chain is followed in the descriptor table. *)
SeenBuffer ==
    IF Packed THEN ChainFrom(next, 1)
    ELSE LET i == ring.available[Slot(next)] IN [id |-> i, length |-> lent[i]]

Fetch ==
    /\ running /\ SeesAvailable
    /\ fetched' = fetched \cup {SeenBuffer}
    /\ next'    = Plus(next, Entries(SeenBuffer.length))
    /\ offered' = Tail(offered)
    /\ UNCHANGED <<ring, driverVars, back, running, first>>

(* One used descriptor stands for a chain; the others stay as they are. *)
Use(b) ==
    /\ b \in fetched     \* none when it has stopped
    /\ fetched' = fetched \ {b}
    /\ ring'    = IF Packed
                  THEN [ring EXCEPT ![Slot(back)] =
                            Descriptor(Wrap(back), Wrap(back), FALSE, b.id)]
                  ELSE [ring EXCEPT !.used[Slot(back)] = b.id,
                                    !.usedIndex = Plus(back, 1)]
    /\ back'    = Plus(back, Entries(b.length))
    /\ UNCHANGED <<offered, driverVars, next, running, first>>

(* Buffers may be left that the device has not fetched. *)
Stop ==
    /\ running /\ fetched = {}
    /\ running' = FALSE
    /\ UNCHANGED <<ring, offered, driverVars, deviceVars, first>>

(* What is not carried is as after a reset. *)
CarriedParts ==
    [slot |-> IF "slot" \in Carried THEN Slot(next) ELSE 0,
     wrap |-> IF "wrap" \in Carried THEN Wrap(next) ELSE 1]

Restored ==
    IF Packed THEN (1 - CarriedParts.wrap) * RingSize + CarriedParts.slot ELSE ring.usedIndex

(* Another device takes over. *)
TakeOver ==
    /\ TakesOver /\ ~running
    /\ running' = TRUE
    /\ next' = Restored /\ back' = Restored
    /\ UNCHANGED <<ring, offered, driverVars, fetched, first>>

-----------------------------------------------------------------------------
Left == [memory |-> ring, parts |-> CarriedParts, position |-> next]

(* The second life of the ring, from its beginning. *)
BeginAgain ==
    /\ ~running /\ first = << >>
    /\ first' = <<Left>>
    /\ ring' = Empty /\ offered' = << >>
    /\ lent' = [i \in BufferIds |-> 0] /\ put' = 0 /\ got' = 0
    /\ fetched' = {} /\ next' = 0 /\ back' = 0
    /\ running' = TRUE

Next ==
    \/ \E b \in Buffers : Offer(b) \/ Use(b)
    \/ TakeBack
    \/ Fetch
    \/ Stop
    \/ TakeOver
    \/ BeginAgain

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties.                                                             *)
(***************************************************************************)

(* Two lives that leave the same memory and parts have the same position. *)
MemoryTellsPosition ==
    \A l \in {first[n] : n \in 1..Len(first)} :
        ~running /\ l.memory = ring /\ l.parts = CarriedParts => l.position = next

(* A part that is carried tells the position where the device reads on, and  *)
(* one that is not tells nothing.                                            *)
CarriedTellsPosition ==
    /\ "slot" \in Carried => CarriedParts.slot = next % RingSize
    /\ "wrap" \in Carried => CarriedParts.wrap = (IF next < RingSize THEN 1 ELSE 0)
    /\ "slot" \notin Carried => CarriedParts.slot = 0
    /\ "wrap" \notin Carried => CarriedParts.wrap = 1

(* A device that has stopped has one position, not two. *)
OnePosition == ~running => next = back

(* The device sees exactly what the driver has made available. *)
SeesWhatIsOffered ==
    running => /\ SeesAvailable <=> offered # << >>
               /\ SeesAvailable => SeenBuffer = Head(offered)

(* The driver sees each buffer that it has lent come back once. *)
UsedOnce ==
    SeesUsed => /\ lent[UsedId] > 0
                /\ \A b \in fetched : b.id # UsedId
                /\ \A n \in 1..Len(offered) : offered[n].id # UsedId

(* A buffer that is lent is with the device, or on its way. *)
NothingIsLost ==
    \A i \in BufferIds : lent[i] > 0 =>
        \/ [id |-> i, length |-> lent[i]] \in fetched
        \/ \E n \in 1..Len(offered) : offered[n].id = i
        \/ SeesUsed
-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties: when each step is possible, and all that it changes.        *)
(***************************************************************************)
WithDevice(i) ==
    (\E b \in fetched : b.id = i) \/ (\E n \in 1..Len(offered) : offered[n].id = i)

(* A ring begins empty, with a device that runs (a property of initial       *)
(* states).                                                                  *)
BeginsEmpty ==
    /\ offered = << >> /\ fetched = {} /\ \A i \in BufferIds : lent[i] = 0
    /\ <<put, got, next, back>> = <<0, 0, 0, 0>> /\ running = TRUE /\ first = << >>
    /\ IF Packed
       THEN \A s \in DOMAIN ring : ring[s] = [available |-> 0, used |-> 0, more |-> FALSE, id |-> 0]
       ELSE ring.availableIndex = 0 /\ ring.usedIndex = 0

(* The driver may offer a buffer for which there is room, and take one back  *)
(* that the device has used.  The device may fetch what is offered, use what *)
(* it has fetched, and stop after that; then another one may take over.      *)
StepsArePossible ==
    /\ \A b \in Buffers :
          /\ ENABLED Offer(b) <=> lent[b.id] = 0 /\ LentAmong(BufferIds) + b.length <= RingSize
          /\ ENABLED Use(b)   <=> b \in fetched
    /\ ENABLED TakeBack   <=> \E i \in BufferIds : lent[i] > 0 /\ ~WithDevice(i)
    /\ ENABLED Fetch      <=> running /\ offered # << >>
    /\ ENABLED Stop       <=> running /\ fetched = {}
    /\ ENABLED TakeOver   <=> TakesOver /\ ~running
    /\ ENABLED BeginAgain <=> ~running /\ first = << >>

(* A buffer is lent when it is offered, and is free when it is taken back.   *)
LentFollows ==
    [][lent' # lent /\ first' = first =>
         \/ \E b \in Buffers :
               /\ lent[b.id] = 0 /\ lent' = [lent EXCEPT ![b.id] = b.length]
               /\ offered' = Append(offered, b) /\ UNCHANGED <<got, deviceVars, running>>
         \/ \E i \in BufferIds :
               /\ lent[i] > 0 /\ ~WithDevice(i) /\ lent' = [lent EXCEPT ![i] = 0]
               /\ UNCHANGED <<ring, offered, put, deviceVars, running>>]_vars

(* The device fetches buffers in their order, and uses them in any.          *)
FetchedFollows ==
    [][fetched' # fetched =>
         \/ /\ running /\ offered # << >>
            /\ fetched' = fetched \cup {Head(offered)} /\ offered' = Tail(offered)
            /\ UNCHANGED <<ring, driverVars, back, running, first>>
         \/ \E b \in fetched : /\ fetched' = fetched \ {b}
                               /\ UNCHANGED <<offered, driverVars, next, running, first>>]_vars

(* What is offered changes when a buffer is offered or fetched only.         *)
OfferedFollows ==
    [][offered' # offered /\ first' = first => lent' # lent \/ fetched' # fetched]_vars

(* A device stops with nothing fetched, and leaves ring and buffers as they  *)
(* are; another one goes on at the same place.                               *)
GoesOnThere ==
    [][running' # running /\ first' = first =>
         fetched = {} /\ UNCHANGED <<ring, offered, driverVars, deviceVars>>]_vars

(* The second life begins as the first one, of which what is left is kept.   *)
SecondLifeBegins ==
    [][first' # first =>
         /\ first = << >> /\ ~running /\ running'
         /\ first' = <<[memory |-> ring, parts |-> CarriedParts, position |-> next]>>
         /\ ring' = Empty /\ offered' = << >> /\ fetched' = {}
         /\ lent' = [i \in BufferIds |-> 0] /\ <<put', got', next', back'>> = <<0, 0, 0, 0>>]_vars
=============================================================================
MCRingPosition          114552 states, depth 51   a split ring
MCRingPositionCarried    34176 states, depth 35   a packed ring, position carried
MCRingPositionSlot       24990 states, depth 43   a packed ring, slot carried
MCRingPositionSteps         432 states, depth 32   split, each step by itself
MCRingPositionStepsPacked  2100 states, depth 35   packed, each step by itself
MCRingPositionSingle      8856 states, depth 43   a packed ring without chains
Must fail: MCRingPositionPacked, MCRingPositionWrap, MCRingPositionLost,
MCRingPositionAlike
