--------------------------- MODULE MigrationStream --------------------------
(***************************************************************************)
(* The stream of a migration: a source driver writes records, and a target *)
(* driver reads them as bytes that come in pieces of any size.             *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h (VFIO_DEVICE_STATE_RESUMING: data are *)
(* checked before it is left; the byte stream may be split anywhere).      *)
(* The reader is class RecordReader of this project's driver.              *)
(*                                                                         *)
(* Modelled: a writer that appends records while the stream is read; VMMs  *)
(* that carry bytes in order and split them anywhere; a reader that does   *)
(* not know every record of the writer (an older writer has fewer); sizes  *)
(* beyond what the reader takes; a device that refuses an image.           *)
(*                                                                         *)
(* Abstracted: numbers and contents (MigrationRecords); the link, which    *)
(* loses nothing here, and may be slow for ever (LiveMigration).           *)
(*                                                                         *)
(* Guaranteed: the images that were applied are a prefix of those that     *)
(* were written, each of them whole; RESUMING is left after an image,      *)
(* between two records, and only if no write failed.  That this image is   *)
(* the last one, only the VMM can tell (S-3).                              *)
(***************************************************************************)
EXTENDS MigrationRecords, FiniteSets

CONSTANTS
    MaxRecords,    \* bound on the records
    MaxPiece,      \* bound on the bytes that are carried or written at once
    DeviceErrnos   \* errnos with which the target device may refuse an image

ASSUME NumbersAreBounds == MaxRecords \in Nat \ {0} /\ MaxPiece \in Nat \ {0}
ASSUME ErrnosAreNames   == DeviceErrnos \subseteq STRING

VARIABLES
    written,    \* the records that the writer has appended
    returned,   \* for each of them the number of bytes that the device returned
    readable,   \* the number of bytes of them that can be read
    finished,   \* whether the stream is complete
    carried,    \* the number of bytes that the source VMM has read
    told,       \* whether the target VMM knows that the stream is complete
    given,      \* the bytes of the write in progress that the reader has not consumed
    consumed,   \* the number of bytes that the reader has consumed
    expecting,  \* what the next byte belongs to: "header", "image" or "skipped"
    buffer,     \* the bytes of that which the reader has
    missing,    \* the number of bytes of it that it lacks
    applied,    \* the images that the target device has taken over
    failure,    \* the errno of the write that failed, or "0"
    state,      \* of the target device
    reply       \* to the last request to leave RESUMING

writerVars == <<written, returned, readable, finished>>
vmmVars    == <<carried, told>>
parseVars  == <<expecting, buffer, missing>>
readerVars == <<given, consumed, parseVars, applied, failure>>
stateVars  == <<state, reply>>
vars       == <<writerVars, vmmVars, readerVars, stateVars>>

TypeOK ==
    /\ Len(written) <= MaxRecords /\ \A r \in 1..Len(written) : written[r] \in Records
    /\ Len(returned) = Len(written) /\ \A r \in 1..Len(written) : returned[r] \in Nat
    /\ consumed + given <= carried /\ carried <= readable /\ readable <= Length(written)
    /\ expecting \in {"header", "image", "skipped"}
    /\ missing \in 1..(MaxImage + Header)
    /\ failure \in {"0", "EINVAL", "ENOMEM", "EOPNOTSUPP"} \cup DeviceErrnos
    /\ state \in {"RESUMING", "STOP"} /\ reply \in {"none", "0", "EINVAL"}
    /\ finished \in BOOLEAN /\ told \in BOOLEAN

Init ==
    /\ written = << >> /\ returned = << >> /\ readable = 0 /\ finished = FALSE
    /\ carried = 0 /\ told = FALSE
    /\ given = 0 /\ consumed = 0 /\ applied = << >> /\ failure = "0"
    /\ expecting = "header" /\ buffer = << >> /\ missing = Header
    /\ state = "RESUMING" /\ reply = "none"

-----------------------------------------------------------------------------
(***************************************************************************)
(* The writer: images of a running device, and one after it has stopped.   *)
(***************************************************************************)
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
(***************************************************************************)
(* The VMMs.                                                               *)
(***************************************************************************)
Carry(n) ==
    /\ carried + n <= readable
    /\ carried' = carried + n
    /\ UNCHANGED <<writerVars, told, readerVars, stateVars>>

(* A read returned 0: the source VMM knows the end, and passes it on. *)
TellEnd ==
    /\ finished /\ carried = readable
    /\ told' = TRUE
    /\ UNCHANGED <<writerVars, carried, readerVars, stateVars>>

Write(n) ==
    /\ state = "RESUMING"
    /\ given = 0 /\ consumed + n <= carried
    /\ given' = n
    /\ UNCHANGED <<writerVars, vmmVars, consumed, parseVars, applied, failure, stateVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The reader consumes bytes, at most up to the end of what they belong    *)
(* to.                                                                     *)
(***************************************************************************)
Some     == IF given < missing THEN given ELSE missing
NewBytes == buffer \o Bytes(written, consumed, Some)

Take(what) ==
    /\ given > 0 /\ failure = "0"
    /\ expecting = what
    /\ consumed' = consumed + Some
    /\ UNCHANGED <<writerVars, vmmVars, stateVars>>

Expect(what, bytes, count) == expecting' = what /\ buffer' = bytes /\ missing' = count

NextRecord   == Expect("header", << >>, Header)
GoOn         == given' = given - Some /\ UNCHANGED failure
FailWrite(e) == given' = 0 /\ failure' = e /\ UNCHANGED applied

TakeHeader ==
    /\ Take("header")
    /\ LET record == written[NewBytes[1][1]] IN
       CASE Some < missing ->
              Expect("header", NewBytes, missing - Some) /\ GoOn /\ UNCHANGED applied
         [] Some = missing /\ Refusal(record) # "0" -> NextRecord /\ FailWrite(Refusal(record))
         [] OTHER ->
              /\ CASE record.kind = "image" -> Expect("image", << >>, record.size)
                   [] record.size > 0       -> Expect("skipped", << >>, record.size)
                   [] OTHER                 -> NextRecord
              /\ GoOn /\ UNCHANGED applied

(* An image takes effect with its last byte. *)
TakeImage ==
    /\ Take("image")
    /\ IF Some < missing
       THEN Expect("image", NewBytes, missing - Some) /\ UNCHANGED applied
       ELSE NextRecord /\ applied' = Append(applied, NewBytes)
    /\ GoOn

DeviceRefuses(e) ==
    /\ Take("image")
    /\ Some = missing
    /\ NextRecord /\ FailWrite(e)

(* A skipped record needs no memory, however large it is. *)
KeptOfSkipped == << >>

Skip ==
    /\ Take("skipped")
    /\ IF Some < missing
       THEN Expect("skipped", KeptOfSkipped, missing - Some)
       ELSE NextRecord
    /\ GoOn /\ UNCHANGED applied

(* After a write that failed every write fails with ENODEV, without effect. *)
RefuseWrite ==
    /\ given > 0 /\ failure # "0"
    /\ given' = 0
    /\ UNCHANGED <<writerVars, vmmVars, consumed, parseVars, applied, failure, stateVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* RESUMING>STOP, requested by a VMM that believes that the stream is      *)
(* complete.                                                               *)
(***************************************************************************)
BelievesEnd  == told /\ (consumed = carried \/ failure # "0")
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

(* The VMMs and the reader go on; the writer need not. *)
Spec == Init /\ [][Next]_vars /\ WF_vars(Vmm) /\ WF_vars(Reader)

-----------------------------------------------------------------------------
(***************************************************************************)
(* Properties.                                                             *)
(***************************************************************************)
Written == Images(written, Len(written))

(* A record has exactly the bytes that the device returned for it. *)
RecordIsWhatWasReturned == \A r \in 1..Len(written) : written[r].size = returned[r]

(* The images that were applied are the first ones that were written, in     *)
(* order, each of them whole.                                                *)
AppliedIsPrefix == applied = SubSeq(Written, 1, Len(applied))

(* An image is applied with its last byte. *)
AppliedAtOnce ==
    failure = "0" =>
        Len(applied) = Cardinality({r \in 1..Len(written) :
            written[r].kind = "image" /\ Total(written, r) <= consumed})

(* RESUMING is left after an image only. *)
LeftWithImage == state = "STOP" => applied # << >>

(* RESUMING is left between two records only. *)
LeftBetweenRecords == state = "STOP" => consumed \in Borders(written)

(* RESUMING is left only if no write failed. *)
LeftUnfailed == state = "STOP" => failure = "0"

(* A target that has whole images and nothing else may leave RESUMING. *)
WholeIsNotRefused ==
    [][reply' = "EINVAL" /\ reply # "EINVAL" => AskedToLeave /\ ~Loaded]_vars

(* A write fails because of a record, or because of the device. *)
FailsForReason ==
    failure # "0" => \/ failure \in DeviceErrnos
                     \/ \E r \in 1..Len(written) : Refusal(written[r]) = failure

(* A record that must be refused is refused at its header. *)
UnacceptableIsRefused ==
    failure = "0" => \A r \in 1..Len(written) :
        Total(written, r - 1) + Header <= consumed =>
            /\ written[r].kind # "mandatory"
            /\ written[r].kind = "image" => written[r].size \in 1..MaxImage

(* The device gets whole images only. *)
DeviceSeesWholeImages ==
    [][failure = "0" /\ failure' \in DeviceErrnos => consumed' \in Borders(written)]_vars

(* After a write that failed nothing has an effect. *)
FailedTakesNothing == [][failure # "0" => UNCHANGED <<consumed, applied, failure>>]_vars

(* The reader keeps a header or an image, and no more. *)
MemoryIsBounded == Len(buffer) < (IF MaxImage < Header THEN Header ELSE MaxImage)

(* Records can be read as a whole only. *)
RecordIsReadableWhole == readable \in Borders(written)

(* The target goes on with the last image (S-3: only if the VMM was told). *)
LastIsApplied == state = "STOP" => finished /\ applied = Written

(* A complete stream arrives, unless a record is refused. *)
EverythingArrives ==
    finished ~> failure # "0" \/ (state = "STOP" /\ applied = Written)
=============================================================================
MCMigrationStream          43248 states, depth 15   a VMM that asks at any time (S-3)
MCMigrationStreamTold      21750 states, depth 14   a VMM that knows the end; liveness
MCMigrationStreamSteps      8577 states, depth 14   each step by itself
MCMigrationStreamInductive 229908 states, depth 5   from every state with Inv
MCMigrationStreamDeep    2927358 states             longer images, three records
Must fail: MCMigrationStreamH2, MCMigrationStreamLoads, MCMigrationStreamRefuses,
MCMigrationStreamUnfair, MCMigrationStreamS3, MCMigrationStreamK1,
MCMigrationStreamK1Empty, MCMigrationStreamK1Failed, MCMigrationStreamK8,
MCMigrationStreamK9
