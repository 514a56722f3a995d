---------------------------- MODULE RingPosition ----------------------------
(***************************************************************************)
(* Where in a virtqueue a stopped device goes on: what tells the device    *)
(* that takes over?                                                        *)
(*                                                                         *)
(* Source: Virtio 1.4 (cs01), 2.7 (split) and 2.8 (packed virtqueues);     *)
(* 2.14: device parts carry sizes, addresses and enablement of a queue,    *)
(* not its position; a device that stops has written back all buffers      *)
(* that it has observed.                                                   *)
(*                                                                         *)
(* Modelled: a driver that makes buffers (chains of descriptors) available *)
(* and takes them back; a device that uses them in any order, and stops;   *)
(* one that takes over, from what is in memory and in the parts; and then  *)
(* a second life of the ring, from its beginning, to compare with.         *)
(*                                                                         *)
(* Abstracted: an index runs modulo twice the size, which for a packed     *)
(* ring is slot and wrap counter.  Addresses and lengths, which the driver *)
(* chooses, and may choose alike.  The table of a split ring, and what     *)
(* suppresses notifications: they say nothing of the device's position.    *)
(* What the driver notes for itself no device can read.                    *)
(*                                                                         *)
(* Left out: indirect descriptors (each is one descriptor here), several   *)
(* buffers used as a batch (VIRTIO_F_IN_ORDER), which skip as chains do.   *)
(*                                                                         *)
(* Shown: the memory of a split ring tells the position.  That of a packed *)
(* ring does not if there are chains: of a chain of two that was used, the *)
(* second descriptor looks like a buffer that waits.  If slot and wrap     *)
(* counter are carried the other device goes on where this one stopped;    *)
(* with the slot alone memory tells the rest, with the wrap counter not.   *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
    Layout,     \* "split" or "packed"
    Size,       \* how many descriptors the ring has
    MaxChain,   \* how many a buffer has at most
    Ids,        \* of buffers, numbers
    Carried,    \* the parts beyond Virtio 1.4: of {"slot", "wrap"}
    TakesOver   \* whether another device takes over what was left

VARIABLES
    memory,     \* of the ring, which the guest's memory carries
    offered,    \* the buffers that were made available and not fetched, in order
    lent,       \* for each id how many descriptors its buffer has, or 0 if it is free
    put,        \* where the driver makes the next buffer available
    got,        \* where it looks for the next used one
    fetched,    \* buffers that the device has fetched and not used
    next,       \* where it looks for the next available one
    back,       \* where it writes the next used one
    running,    \* whether it runs
    first       \* what the first life of the ring ended with, once it has ended

driverVars == <<lent, put, got>>
deviceVars == <<fetched, next, back>>
vars       == <<memory, offered, driverVars, deviceVars, running, first>>

-----------------------------------------------------------------------------
Indices     == 0..(2 * Size - 1)
After(i, n) == (i + n) % (2 * Size)
Slot(i)     == i % Size
Wrap(i)     == 1 - i \div Size       \* counters begin with 1

Buffers == [id : Ids, length : 1..MaxChain]

Packed == Layout = "packed"
Descriptor(a, u, more, id) == [available |-> a, used |-> u, more |-> more, id |-> id]

Empty ==
    IF Packed
    THEN [s \in 0..(Size - 1) |-> Descriptor(0, 0, FALSE, 0)]
    ELSE [available |-> [s \in 0..(Size - 1) |-> 0], availableIndex |-> 0,
          used      |-> [s \in 0..(Size - 1) |-> 0], usedIndex      |-> 0]

Init ==
    /\ memory = Empty /\ offered = << >>
    /\ lent = [i \in Ids |-> 0] /\ put = 0 /\ got = 0
    /\ fetched = {} /\ next = 0 /\ back = 0
    /\ running = TRUE /\ first = << >>

TypeOK ==
    /\ \A n \in 1..Len(offered) : offered[n] \in Buffers
    /\ lent \in [Ids -> 0..MaxChain]
    /\ fetched \subseteq Buffers
    /\ {put, got, next, back} \subseteq Indices
    /\ running \in BOOLEAN /\ Len(first) <= 1

-----------------------------------------------------------------------------
(* How many descriptors a buffer takes on its way round: in a split ring one *)
(* entry, however long the chain is.                                         *)
Steps(n) == IF Packed THEN n ELSE 1

RECURSIVE LentAmong(_)
LentAmong(ids) ==
    IF ids = {} THEN 0
    ELSE LET i == CHOOSE i \in ids : TRUE IN lent[i] + LentAmong(ids \ {i})

(* The first descriptor of a chain is made available last: all at once here. *)
Written(b) ==
    IF Packed
    THEN [s \in 0..(Size - 1) |->
            LET k == (s + Size - Slot(put)) % Size
                w == Wrap(After(put, k))
            IN  IF k < b.length THEN Descriptor(w, 1 - w, k < b.length - 1, b.id)
                                ELSE memory[s]]
    ELSE [memory EXCEPT !.available[Slot(put)] = b.id,
                        !.availableIndex = After(put, 1)]

Offer(b) ==
    /\ lent[b.id] = 0 /\ LentAmong(Ids) + b.length <= Size
    /\ memory'  = Written(b)
    /\ offered' = Append(offered, b)
    /\ lent'    = [lent EXCEPT ![b.id] = b.length]
    /\ put'     = After(put, Steps(b.length))
    /\ UNCHANGED <<got, deviceVars, running, first>>

(* The driver knows how long the chain of an id is. *)
SeesUsed ==
    IF Packed
    THEN memory[Slot(got)].available = Wrap(got) /\ memory[Slot(got)].used = Wrap(got)
    ELSE memory.usedIndex # got

UsedId == IF Packed THEN memory[Slot(got)].id ELSE memory.used[Slot(got)]

TakeBack ==
    /\ SeesUsed
    /\ lent' = [lent EXCEPT ![UsedId] = 0]
    /\ got'  = After(got, Steps(lent[UsedId]))
    /\ UNCHANGED <<memory, offered, put, deviceVars, running, first>>

-----------------------------------------------------------------------------
(* The device: what it looks at is one slot of the ring, or an index. *)
SeesAvailable ==
    IF Packed
    THEN memory[Slot(next)].available = Wrap(next) /\ memory[Slot(next)].used # Wrap(next)
    ELSE memory.availableIndex # next

RECURSIVE ChainFrom(_, _)
ChainFrom(i, n) ==
    IF memory[Slot(i)].more /\ n < Size THEN ChainFrom(After(i, 1), n + 1)
    ELSE [id |-> memory[Slot(i)].id, length |-> n]

(* In a split ring a chain is followed in the table. *)
SeenBuffer ==
    IF Packed THEN ChainFrom(next, 1)
    ELSE LET i == memory.available[Slot(next)] IN [id |-> i, length |-> lent[i]]

Fetch ==
    /\ running /\ SeesAvailable
    /\ fetched' = fetched \cup {SeenBuffer}
    /\ next'    = After(next, Steps(SeenBuffer.length))
    /\ offered' = Tail(offered)
    /\ UNCHANGED <<memory, driverVars, back, running, first>>

(* One used descriptor stands for a whole chain; the others stay as they are. *)
Use(b) ==
    /\ b \in fetched     \* none when it has stopped
    /\ fetched' = fetched \ {b}
    /\ memory'  = IF Packed
                  THEN [memory EXCEPT ![Slot(back)] =
                            Descriptor(Wrap(back), Wrap(back), FALSE, b.id)]
                  ELSE [memory EXCEPT !.used[Slot(back)] = b.id,
                                      !.usedIndex = After(back, 1)]
    /\ back'    = After(back, Steps(b.length))
    /\ UNCHANGED <<offered, driverVars, next, running, first>>

(* Buffers may be left that it has not fetched. *)
Stop ==
    /\ running /\ fetched = {}
    /\ running' = FALSE
    /\ UNCHANGED <<memory, offered, driverVars, deviceVars, first>>

(* What is not carried is as after a reset. *)
Parts ==
    [slot |-> IF "slot" \in Carried THEN Slot(next) ELSE 0,
     wrap |-> IF "wrap" \in Carried THEN Wrap(next) ELSE 1]

Restored ==
    IF Packed THEN (1 - Parts.wrap) * Size + Parts.slot ELSE memory.usedIndex

(* Another device takes over. *)
TakeOver ==
    /\ TakesOver /\ ~running
    /\ running' = TRUE
    /\ next' = Restored /\ back' = Restored
    /\ UNCHANGED <<memory, offered, driverVars, fetched, first>>

-----------------------------------------------------------------------------
Left == [memory |-> memory, parts |-> Parts, position |-> next]

(* The second life: all the same, from the beginning. *)
BeginAgain ==
    /\ ~running /\ first = << >>
    /\ first' = <<Left>>
    /\ memory' = Empty /\ offered' = << >>
    /\ lent' = [i \in Ids |-> 0] /\ put' = 0 /\ got' = 0
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
(* Two lives that leave the same memory and parts have the same position.    *)
MemoryTellsPosition ==
    \A l \in {first[n] : n \in 1..Len(first)} :
        ~running /\ l.memory = memory /\ l.parts = Parts => l.position = next

(* A device that has stopped has one position, not two. *)
OnePosition == ~running => next = back

(* The device sees what the driver has made available, and nothing else.     *)
SeesWhatIsOffered ==
    running => /\ SeesAvailable <=> offered # << >>
               /\ SeesAvailable => SeenBuffer = Head(offered)

(* The driver sees a buffer come back that it has lent, once. *)
UsedOnce ==
    SeesUsed => /\ lent[UsedId] > 0
                /\ \A b \in fetched : b.id # UsedId
                /\ \A n \in 1..Len(offered) : offered[n].id # UsedId

(* Every buffer that is lent is somewhere. *)
NothingIsLost ==
    \A i \in Ids : lent[i] > 0 =>
        \/ [id |-> i, length |-> lent[i]] \in fetched
        \/ \E n \in 1..Len(offered) : offered[n].id = i
        \/ SeesUsed
=============================================================================
