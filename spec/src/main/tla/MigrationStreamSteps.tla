------------------------- MODULE MigrationStreamSteps --------------------------
(***************************************************************************)
(* MigrationStream step by step: when each step is possible, and all that  *)
(* it changes.  The properties of MigrationStream say what a target may    *)
(* rely on; these leave writer, VMMs and reader no other behaviour by      *)
(* which they could keep them.                                             *)
(*                                                                         *)
(* Source: as in MigrationStream.                                          *)
(***************************************************************************)
EXTENDS MigrationStream

-----------------------------------------------------------------------------
(***************************************************************************)
(* When it is possible.                                                    *)
(***************************************************************************)

(* A stream begins empty, and its reader with a header (a property of        *)
(* initial states).                                                          *)
BeginsEmpty ==
    /\ written = << >> /\ returned = << >> /\ readable = 0 /\ ~finished
    /\ carried = 0 /\ ~told /\ given = 0 /\ consumed = 0 /\ applied = << >>
    /\ expecting = "header" /\ buffer = << >> /\ missing = Header
    /\ failure = "0" /\ state = "RESUMING" /\ reply = "none"

(* The writer may append a record of any kind and size until the stream is   *)
(* complete; it may complete it after an image.                              *)
WriterMayGoOn ==
    /\ \A r \in Records :
          ENABLED AppendRecord(r) <=> ~finished /\ Len(written) < MaxRecords
    /\ ENABLED Finish <=> written # << >> /\ written[Len(written)].kind = "image"

(* The source VMM carries pieces of any size, and tells the end when it has  *)
(* carried all; the target VMM writes pieces of any size, one at a time.     *)
VmmsMayGoOn ==
    /\ \A n \in 1..MaxPiece :
          /\ ENABLED Carry(n) <=> carried + n <= Length(written)
          /\ ENABLED Write(n) <=> state = "RESUMING" /\ given = 0 /\ consumed + n <= carried
    /\ ENABLED TellEnd <=> finished /\ carried = Length(written)

(* A write in progress goes on until all of its bytes are consumed; after a  *)
(* failure it fails.  The device may refuse an image that is complete.       *)
ReaderGoesOn ==
    LET reads == given > 0 /\ failure = "0"
    IN  /\ ENABLED TakeHeader  <=> reads /\ expecting = "header"
        /\ ENABLED TakeImage   <=> reads /\ expecting = "image"
        /\ ENABLED Skip        <=> reads /\ expecting = "skipped"
        /\ ENABLED RefuseWrite <=> given > 0 /\ failure # "0"
        /\ \A e \in DeviceErrnos :
              ENABLED DeviceRefuses(e) <=> reads /\ expecting = "image" /\ given >= missing

(* A request to leave RESUMING is answered: with success if whole images     *)
(* were applied and nothing else, otherwise with EINVAL.                     *)
LeavingIsAnswered ==
    LET asked == state = "RESUMING" /\ given = 0 /\ BelievesEnd
        whole == applied # << >> /\ failure = "0" /\ expecting = "header" /\ buffer = << >>
    IN  /\ ENABLED Leave         <=> asked /\ whole
        /\ ENABLED RefuseToLeave <=> asked /\ ~whole

-----------------------------------------------------------------------------
(***************************************************************************)
(* What it changes.                                                        *)
(***************************************************************************)

(* A record is appended behind the others; a complete stream stays as it is. *)
WriterAppends ==
    [][/\ written' # written =>
             /\ ~finished /\ Len(written') = Len(written) + 1 /\ SubSeq(written', 1, Len(written)) = written
             /\ returned' = Append(returned, written'[Len(written')].size)
             /\ readable' = Length(written')
       /\ <<written', returned', readable', finished'>> # <<written, returned, readable, finished>> =>
             /\ finished' = (written' = written)
             /\ UNCHANGED <<vmmVars, readerVars, stateVars>>]_vars

(* Bytes are carried in pieces, and the end is told after all of them.       *)
VmmCarries ==
    [][/\ carried' # carried =>
             /\ carried' - carried \in 1..MaxPiece /\ carried' <= readable
             /\ UNCHANGED <<writerVars, told, readerVars, stateVars>>
       /\ told' # told => /\ told' /\ finished /\ carried = readable
                          /\ UNCHANGED <<writerVars, carried, readerVars, stateVars>>]_vars

(* A write gives a piece of what was carried.  The reader consumes it up to  *)
(* the end of what it belongs to, or drops the rest of it with a failure.    *)
WriteIsConsumed ==
    [][/\ given' > given =>
             /\ given = 0 /\ given' \in 1..MaxPiece /\ consumed + given' <= carried
             /\ state = "RESUMING"
             /\ UNCHANGED <<writerVars, vmmVars, consumed, parseVars, applied, failure, stateVars>>
       /\ given' < given =>
             /\ UNCHANGED <<writerVars, vmmVars, stateVars>>
             /\ IF failure # "0" THEN given' = 0 /\ consumed' = consumed
                ELSE /\ consumed' - consumed = (IF given < missing THEN given ELSE missing)
                     /\ given' = (IF failure' # "0" THEN 0 ELSE given - (consumed' - consumed))
       /\ consumed' # consumed => given' < given]_vars

(* The reader counts down what is missing, keeps the bytes of a header or of *)
(* an image until then, and goes on with what follows from the header.       *)
ReaderKeepsItsPlace ==
    [][consumed' # consumed =>
         IF given < missing
         THEN /\ expecting' = expecting /\ missing' = missing - given
              /\ Len(buffer') = (IF expecting = "skipped" THEN 0 ELSE Len(buffer) + given)
         ELSE /\ buffer' = << >>
              /\ expecting' = "header" => missing' = Header
              /\ expecting' # "header" => expecting = "header" /\ failure' = "0"
              /\ expecting' = "image" => missing' \in 1..MaxImage]_vars

(* A write fails once, and at the end of what it belongs to; an image takes  *)
(* effect with its last byte, unless the device refuses it.                  *)
FailsOnce ==
    [][/\ failure' # failure => /\ failure = "0" /\ consumed' # consumed /\ given >= missing
                                /\ expecting' = "header" /\ applied' = applied
       /\ applied' # applied => /\ expecting = "image" /\ given >= missing /\ failure' = "0"
                                /\ Len(applied') = Len(applied) + 1]_vars

(* An answer to a request to leave RESUMING changes nothing else.            *)
AnswerChangesNothing ==
    [][<<state', reply'>> # <<state, reply>> =>
         /\ <<state', reply'>> \in {<<"STOP", "0">>, <<state, "EINVAL">>}
         /\ state = "RESUMING" /\ given = 0
         /\ UNCHANGED <<writerVars, vmmVars, readerVars>>]_vars
=============================================================================
Checked in the models of MigrationStream.
