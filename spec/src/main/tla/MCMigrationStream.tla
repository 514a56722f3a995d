------------------------- MODULE MCMigrationStream --------------------------
(* MigrationStream for TLC. *)
EXTENDS MigrationStreamDepartures

(***************************************************************************)
(* Not properties, and useful for validating.                              *)
(***************************************************************************)

(* A target can be loaded with two images, and something skipped between.   *)
NeverLoaded ==
    ~(/\ state = "STOP" /\ Len(applied) = 2
      /\ \E r \in 2..Len(written) : written[r].kind = "optional")

(* RESUMING can be refused to be left in the middle of a record.             *)
NeverRefusedInside ==
    [][reply' = "EINVAL" /\ reply = "none" => applied = << >> \/ Between \/ failure # "0"]_vars

(* Without fairness a VMM may stop half-way: EverythingArrives must fail.    *)
UnfairSpec == Init /\ [][Next]_vars

(***************************************************************************)
(* What is inductive: what the reader expects follows from how many bytes  *)
(* it has taken, and from nothing else.                                    *)
(***************************************************************************)
Kept(from, size) ==
    /\ taken = from + Len(buffer) /\ missing = size - Len(buffer) /\ missing > 0
    /\ buffer = Bytes(written, from, Len(buffer))

InHeader(r) == expecting = "header" /\ Kept(Total(written, r - 1), Header)

InImage(r) ==
    /\ expecting = "image" /\ written[r].kind = "image"
    /\ Kept(Total(written, r) - written[r].size, written[r].size)

InSkipped(r) ==
    /\ expecting = "skipped" /\ written[r].kind = "optional"
    /\ buffer = << >> /\ missing <= written[r].size
    /\ taken + missing = Total(written, r)

Place ==
    \/ Between /\ missing = Header /\ (taken = Length(written) \/ failure # "0")
    \/ failure = "0" /\ \E r \in 1..Len(written) : InHeader(r) \/ InImage(r) \/ InSkipped(r)

EndIsTold ==
    /\ readable = Length(written)
    /\ finished => written # << >> /\ written[Len(written)].kind = "image"
    /\ told => finished /\ carried = readable

(* What the reader has done agrees with the bytes that it has taken; it is kept *)
(* by every step, from wherever it holds.                                     *)
Inv == /\ TypeOK /\ RecordIsWhatWasReturned /\ EndIsTold /\ Place /\ UnacceptableIsRefused
       /\ AppliedIsPrefix /\ AppliedAtOnce /\ FailsForReason
       /\ LeftWithImage /\ LeftBetweenRecords /\ LeftUnfailed
       /\ state = "STOP" => given = 0

(* From every state of the right types in which Inv holds, reachable or not, *)
(* each step leads to one in which it holds.  (A buffer holds at most the    *)
(* last bytes taken, and at most images are applied: Place, AppliedIsPrefix.) *)
InductiveInit ==
    /\ written  \in UNION {[1..n -> Records] : n \in 0..MaxRecords}
    /\ returned = [r \in 1..Len(written) |-> written[r].size]
    /\ readable = Length(written)
    /\ finished \in BOOLEAN
    /\ carried  \in 0..readable
    /\ told     \in BOOLEAN
    /\ EndIsTold
    /\ taken    \in 0..carried
    /\ failure  \in {"0", "EINVAL", "ENOMEM", "EOPNOTSUPP"} \cup DeviceErrnos
    /\ FailsForReason /\ UnacceptableIsRefused
    /\ expecting \in {"header", "image", "skipped"}
    /\ buffer   \in {Bytes(written, taken - n, n) :
                        n \in 0..(IF taken < MaxImage THEN taken ELSE MaxImage)}
    /\ missing  \in 1..(MaxImage + Header)
    /\ Place
    /\ applied  \in {SubSeq(Written, 1, n) : n \in 0..Len(Written)}
    /\ AppliedAtOnce
    /\ given    \in 0..(carried - taken)
    /\ state    \in {"RESUMING", "STOP"}
    /\ reply    = "none"     \* Inv says nothing about it
    /\ Inv

InductiveSpec == InductiveInit /\ [][Next]_vars
=============================================================================
