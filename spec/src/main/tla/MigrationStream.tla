--------------------------- MODULE MigrationStream ---------------------------
(***************************************************************************)
(* The stream of a migration: records that a source writes, and a target   *)
(* reads as bytes that come in pieces of any size.                         *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h (VFIO_DEVICE_STATE_RESUMING: data are *)
(* checked before it is left; the byte stream may be split anywhere).      *)
(* The reader is class RecordReader of this project's driver.              *)
(*                                                                         *)
(* Modelled: the writer, which appends records while it is being read; the *)
(* VMMs, which carry bytes in order and split them as they like; a reader  *)
(* that does not know all that the writer writes (an older writer does     *)
(* less); sizes beyond what it takes; a device that refuses an image.      *)
(*                                                                         *)
(* Abstracted: numbers and contents (MigrationRecords); the link, which    *)
(* here loses nothing, but may be slow for ever (LiveMigration).           *)
(*                                                                         *)
(* Guaranteed: what was applied is always a prefix of the images that were *)
(* written, each of them whole; RESUMING is left after such an image,      *)
(* between two records, and only if no write failed.  That this image was  *)
(* the last one, only the VMM can know, if it is told (S-3).               *)
(***************************************************************************)
EXTENDS MigrationRecords, FiniteSets

CONSTANTS
    MaxRecords,    \* how many records are written at most
    MaxPiece,      \* how many bytes are carried or written at once, at most
    DeviceErrnos   \* what the target device may refuse an image with

VARIABLES
    written,    \* the records that the writer has appended
    returned,   \* for each of them how many bytes it was given for it
    readable,   \* how many bytes of them can be read
    finished,   \* whether that is all
    carried,    \* how many bytes the source VMM has read
    told,       \* whether the target VMM knows that this is all
    given,      \* bytes of the write in progress that the reader has not taken
    taken,      \* how many bytes it has taken
    expecting,  \* what the next one belongs to: "header", "image" or "skipped"
    buffer,     \* the bytes of that which it has
    missing,    \* how many it lacks
    applied,    \* the images that the target device has taken over
    failure,    \* the errno of the write that failed, or "0"
    state,      \* of the target device
    reply       \* to the last request to leave RESUMING

writerVars == <<written, returned, readable, finished>>
vmmVars    == <<carried, told>>
readerVars == <<given, taken, expecting, buffer, missing, applied, failure>>
stateVars  == <<state, reply>>
vars       == <<writerVars, vmmVars, readerVars, stateVars>>

TypeOK ==
    /\ Len(written) <= MaxRecords /\ \A r \in 1..Len(written) : written[r] \in Records
    /\ Len(returned) = Len(written) /\ \A r \in 1..Len(written) : returned[r] \in Nat
    /\ taken + given <= carried /\ carried <= readable /\ readable <= Length(written)
    /\ expecting \in {"header", "image", "skipped"}
    /\ missing \in 1..(MaxImage + Header)
    /\ failure \in {"0", "EINVAL", "ENOMEM", "EOPNOTSUPP"} \cup DeviceErrnos
    /\ state \in {"RESUMING", "STOP"} /\ reply \in {"none", "0", "EINVAL"}
    /\ finished \in BOOLEAN /\ told \in BOOLEAN

Init ==
    /\ written = << >> /\ returned = << >> /\ readable = 0 /\ finished = FALSE
    /\ carried = 0 /\ told = FALSE
    /\ given = 0 /\ taken = 0 /\ applied = << >> /\ failure = "0"
    /\ expecting = "header" /\ buffer = << >> /\ missing = Header
    /\ state = "RESUMING" /\ reply = "none"

-----------------------------------------------------------------------------
(* The writer: images of a running device, and one of it when it is stopped.  *)
Size(record)       == record.size
ReadableThereafter == Length(written')

AppendRecord(record) ==
    /\ ~finished /\ Len(written) < MaxRecords
    /\ readable = Length(written)
    /\ written'  = Append(written, [record EXCEPT !.size = Size(record)])
    /\ returned' = Append(returned, record.size)
    /\ readable' = ReadableThereafter
    /\ UNCHANGED <<finished, vmmVars, readerVars, stateVars>>

Finish ==
    /\ readable = Length(written)
    /\ written # << >> /\ written[Len(written)].kind = "image"
    /\ finished' = TRUE
    /\ UNCHANGED <<written, returned, readable, vmmVars, readerVars, stateVars>>

-----------------------------------------------------------------------------
(* The VMMs. *)
Carry(n) ==
    /\ carried + n <= readable
    /\ carried' = carried + n
    /\ UNCHANGED <<writerVars, told, readerVars, stateVars>>

(* A read gave 0: the source VMM knows the end, and passes it on. *)
TellEnd ==
    /\ finished /\ carried = readable
    /\ told' = TRUE
    /\ UNCHANGED <<writerVars, carried, readerVars, stateVars>>

Write(n) ==
    /\ state = "RESUMING"
    /\ given = 0 /\ taken + n <= carried
    /\ given' = n
    /\ UNCHANGED <<writerVars, vmmVars, taken, expecting, buffer, missing, applied,
                   failure, stateVars>>

-----------------------------------------------------------------------------
(* The reader takes bytes, up to the end of what they belong to. *)
Some     == IF given < missing THEN given ELSE missing
NewBytes == buffer \o Bytes(written, taken, Some)

Take(what) ==
    /\ given > 0 /\ failure = "0"
    /\ expecting = what
    /\ taken' = taken + Some
    /\ UNCHANGED <<writerVars, vmmVars, stateVars>>

Expect(what, bytes, count) == expecting' = what /\ buffer' = bytes /\ missing' = count

NextRecord == Expect("header", << >>, Header)
GoOn    == given' = given - Some /\ UNCHANGED failure
Fail(e) == given' = 0 /\ failure' = e /\ UNCHANGED applied

TakeHeader ==
    /\ Take("header")
    /\ LET record == written[NewBytes[1][1]] IN
       CASE Some < missing ->
              Expect("header", NewBytes, missing - Some) /\ GoOn /\ UNCHANGED applied
         [] Some = missing /\ Refusal(record) # "0" -> NextRecord /\ Fail(Refusal(record))
         [] OTHER ->
              /\ CASE record.kind = "image" -> Expect("image", << >>, record.size)
                   [] record.size > 0       -> Expect("skipped", << >>, record.size)
                   [] OTHER                 -> NextRecord
              /\ GoOn /\ UNCHANGED applied

(* An image takes effect with its last byte; none needs to follow. *)
TakeImage ==
    /\ Take("image")
    /\ IF Some < missing
       THEN Expect("image", NewBytes, missing - Some) /\ UNCHANGED applied
       ELSE NextRecord /\ applied' = Append(applied, NewBytes)
    /\ GoOn

DeviceRefuses(e) ==
    /\ Take("image")
    /\ Some = missing
    /\ NextRecord /\ Fail(e)

(* Skipping needs no memory, however large the record is. *)
KeptOfSkipped == << >>

Skip ==
    /\ Take("skipped")
    /\ IF Some < missing
       THEN Expect("skipped", KeptOfSkipped, missing - Some)
       ELSE NextRecord
    /\ GoOn /\ UNCHANGED applied

(* After one that failed no write has an effect: ENODEV. *)
RefuseWrite ==
    /\ given > 0 /\ failure # "0"
    /\ given' = 0
    /\ UNCHANGED <<writerVars, vmmVars, taken, expecting, buffer, missing, applied,
                   failure, stateVars>>

(* RESUMING>STOP, asked for by a VMM that believes that everything has come. *)
BelievesEnd  == told /\ (taken = carried \/ failure # "0")
AskedToLeave == state = "RESUMING" /\ given = 0 /\ BelievesEnd

Between == expecting = "header" /\ buffer = << >>
Loaded  == applied # << >> /\ Between /\ failure = "0"

MayLeave == Loaded

Leave ==
    /\ AskedToLeave /\ MayLeave
    /\ state' = "STOP" /\ reply' = "0"
    /\ UNCHANGED <<writerVars, vmmVars, readerVars>>

RefuseToLeave ==
    /\ AskedToLeave /\ ~MayLeave
    /\ reply' = "EINVAL"
    /\ UNCHANGED <<writerVars, vmmVars, readerVars, state>>

-----------------------------------------------------------------------------
Writer == Finish \/ \E r \in Records : AppendRecord(r)
Vmm    == TellEnd \/ \E n \in 1..MaxPiece : Carry(n) \/ Write(n)
Reader == \/ TakeHeader \/ TakeImage \/ Skip \/ RefuseWrite \/ Leave \/ RefuseToLeave
          \/ \E e \in DeviceErrnos : DeviceRefuses(e)
Next   == Writer \/ Vmm \/ Reader

(* The VMMs go on, and so does the reader; the writer need not. *)
Spec == Init /\ [][Next]_vars /\ WF_vars(Vmm) /\ WF_vars(Reader)

-----------------------------------------------------------------------------
Written == Images(written, Len(written))

(* A record has exactly the bytes that the device returned for it. *)
RecordIsWhatWasReturned == \A r \in 1..Len(written) : written[r].size = returned[r]

(* The first ones that were written, in order, each of them whole. *)
AppliedIsPrefix == applied = SubSeq(Written, 1, Len(applied))

(* With its last byte an image is applied. *)
AppliedAtOnce ==
    failure = "0" =>
        Len(applied) = Cardinality({r \in 1..Len(written) :
            written[r].kind = "image" /\ Total(written, r) <= taken})

(* RESUMING is left with an image, between two records, and unfailed. *)
LeftWithImage      == state = "STOP" => applied # << >>
LeftBetweenRecords == state = "STOP" => taken \in Borders(written)
LeftUnfailed       == state = "STOP" => failure = "0"

(* Whoever has a whole image, and nothing else, is let go. *)
WholeIsNotRefused ==
    [][reply' = "EINVAL" /\ reply # "EINVAL" => AskedToLeave /\ ~Loaded]_vars

(* A write fails because of a record, or because of the device. *)
FailsForReason ==
    failure # "0" => \/ failure \in DeviceErrnos
                     \/ \E r \in 1..Len(written) : Refusal(written[r]) = failure

(* What has to be refused is refused at its header. *)
UnacceptableIsRefused ==
    failure = "0" => \A r \in 1..Len(written) :
        Total(written, r - 1) + Header <= taken =>
            /\ written[r].kind # "mandatory"
            /\ written[r].kind = "image" => written[r].size \in 1..MaxImage

(* A device is given whole images only. *)
DeviceSeesWholeImages ==
    [][failure = "0" /\ failure' \in DeviceErrnos => taken' \in Borders(written)]_vars

(* After a write that failed nothing has an effect. *)
FailedTakesNothing == [][failure # "0" => UNCHANGED <<taken, applied, failure>>]_vars

(* Memory is for headers and for images that fit. *)
MemoryIsBounded == Len(buffer) < (IF MaxImage < Header THEN Header ELSE MaxImage)

(* Who has read all that there is has read whole records. *)
RecordIsReadableWhole == readable \in Borders(written)

(* The target goes on with the last image (S-3: only if the VMM was told). *)
LastIsApplied == state = "STOP" => finished /\ applied = Written

(* What the writer finishes, arrives; unless somebody refuses a record. *)
EverythingArrives ==
    finished ~> failure # "0" \/ (state = "STOP" /\ applied = Written)
=============================================================================
