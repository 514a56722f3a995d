-------------------------- MODULE MCMigrationStream -------------------------
(* MigrationStream for TLC. *)
EXTENDS MigrationStreamDepartures, MigrationStreamSteps

(***************************************************************************)
(* Non-properties, useful for validating: TLC has to violate each of them. *)
(***************************************************************************)

(* No target is loaded with two images and a skipped record between them.    *)
NeverLoaded ==
    ~(/\ state = "STOP" /\ Len(applied) = 2
      /\ \E r \in 2..Len(written) : written[r].kind = "optional")

(* RESUMING>STOP is never refused in the middle of a record.                 *)
NeverRefusedInside ==
    [][reply' = "EINVAL" /\ reply = "none" => applied = << >> \/ Between \/ failure # "0"]_vars

(* Without fairness a VMM may stop half-way: EverythingArrives must fail.    *)
UnfairSpec == Init /\ [][Next]_vars

(***************************************************************************)
(* An inductive invariant.  What the reader expects follows from the       *)
(* number of bytes that it has consumed, and from nothing else.            *)
(***************************************************************************)
Kept(from, size) ==
    /\ consumed = from + Len(buffer) /\ missing = size - Len(buffer) /\ missing > 0
    /\ buffer = Bytes(written, from, Len(buffer))

InHeader(r) == expecting = "header" /\ Kept(Total(written, r - 1), Header)

InImage(r) ==
    /\ expecting = "image" /\ written[r].kind = "image"
    /\ Kept(Total(written, r) - written[r].size, written[r].size)

InSkipped(r) ==
    /\ expecting = "skipped" /\ written[r].kind = "optional"
    /\ buffer = << >> /\ missing <= written[r].size
    /\ consumed + missing = Total(written, r)

Place ==
    \/ Between /\ missing = Header /\ (consumed = Length(written) \/ failure # "0")
    \/ failure = "0" /\ \E r \in 1..Len(written) : InHeader(r) \/ InImage(r) \/ InSkipped(r)

EndIsTold ==
    /\ readable = Length(written)
    /\ finished => written # << >> /\ written[Len(written)].kind = "image"
    /\ told => finished /\ carried = readable

(* The reader agrees with the bytes that it has consumed.  From every state  *)
(* with Inv, reachable or not, each step leads to one with Inv.              *)
Inv == /\ TypeOK /\ RecordIsWhatWasReturned /\ EndIsTold /\ Place /\ UnacceptableIsRefused
       /\ AppliedIsPrefix /\ AppliedAtOnce /\ FailsForReason
       /\ LeftWithImage /\ LeftBetweenRecords /\ LeftUnfailed
       /\ state = "STOP" => given = 0

(* From every state of the right types in which Inv holds, reachable or not, *)
(* each step leads to one in which it holds.  (Place and AppliedIsPrefix     *)
(* leave only these values of buffer and applied.)                           *)
InductiveInit ==
    /\ written  \in UNION {[1..n -> Records] : n \in 0..MaxRecords}
    /\ returned = [r \in 1..Len(written) |-> written[r].size]
    /\ readable = Length(written)
    /\ finished \in BOOLEAN
    /\ carried  \in 0..readable
    /\ told     \in BOOLEAN
    /\ EndIsTold
    /\ consumed \in 0..carried
    /\ failure  \in {"0", "EINVAL", "ENOMEM", "EOPNOTSUPP"} \cup DeviceErrnos
    /\ FailsForReason /\ UnacceptableIsRefused
    /\ expecting \in {"header", "image", "skipped"}
    /\ buffer   \in {Bytes(written, consumed - n, n) :
                        n \in 0..(IF consumed < MaxImage THEN consumed ELSE MaxImage)}
    /\ missing  \in 1..(MaxImage + Header)
    /\ Place
    /\ applied  \in {SubSeq(Written, 1, n) : n \in 0..Len(Written)}
    /\ AppliedAtOnce
    /\ given    \in 0..(carried - consumed)
    /\ state    \in {"RESUMING", "STOP"}
    /\ reply    = "none"     \* Inv says nothing about it
    /\ Inv

InductiveSpec == InductiveInit /\ [][Next]_vars
=============================================================================
