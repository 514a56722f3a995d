-------------------------- MODULE MigrationRecords --------------------------
(***************************************************************************)
(* Records as bytes: where in a stream they begin and end, and the answer  *)
(* of a reader to their headers.                                           *)
(*                                                                         *)
(* Source: drivers/vfio/pci/virtio/migrate.c of Linux: a header with size, *)
(* tag and one flag (optional), then the payload; no magic, no end marker. *)
(*                                                                         *)
(* Abstracted: numbers.  A header has two bytes, not 16; the largest image *)
(* has MaxImage bytes, and a record that is too large has one more.  A     *)
(* byte is its place, <<record, offset>>, so that a byte that is lost,     *)
(* doubled or misplaced never looks like the original.                     *)
(*                                                                         *)
(* Left out: time, see MigrationStream.                                    *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANT MaxImage   \* bytes of the largest image that the reader takes

ASSUME ImagesHaveBytes == MaxImage \in Nat \ {0}

Header == 2         \* bytes of a header

(* The reader knows images; it skips what is optional, and refuses all else. *)
Kinds   == {"image", "optional", "mandatory"}
Records == [kind : Kinds, size : 0..(MaxImage + 1)]

-----------------------------------------------------------------------------
(* The number of bytes of the first n records. *)
RECURSIVE Total(_, _)
Total(records, n) ==
    IF n = 0 THEN 0 ELSE Total(records, n - 1) + Header + records[n].size

Length(records)  == Total(records, Len(records))
Borders(records) == {Total(records, n) : n \in 0..Len(records)}

(* The record of the byte that follows the first p ones. *)
RecordAt(records, p) ==
    CHOOSE r \in 1..Len(records) : Total(records, r - 1) <= p /\ p < Total(records, r)

(* The bytes that follow the first p ones. *)
Bytes(records, p, count) ==
    [k \in 1..count |->
        LET r == RecordAt(records, p + k - 1)
        IN  <<r, p + k - 1 - Total(records, r - 1)>>]

(* The images among the first n records, as the bytes of their payloads. *)
RECURSIVE Images(_, _)
Images(records, n) ==
    IF n = 0 THEN << >>
    ELSE IF records[n].kind = "image"
         THEN Append(Images(records, n - 1),
                     [k \in 1..records[n].size |-> <<n, Header + k - 1>>])
         ELSE Images(records, n - 1)

(* The errno with which a reader refuses a record at its header, or "0". *)
Refusal(record) ==
    CASE record.kind = "image" /\ record.size > MaxImage -> "ENOMEM"
      [] record.kind = "image" /\ record.size = 0        -> "EINVAL"
      [] record.kind = "mandatory"                       -> "EOPNOTSUPP"
      [] OTHER                                           -> "0"

(* Each errno has one reason.  What is optional is skipped, whatever its size. *)
ASSUME RefusalHasReason ==
    \A record \in Records :
        /\ Refusal(record) = "ENOMEM" <=> record.kind = "image" /\ record.size = MaxImage + 1
        /\ Refusal(record) = "EINVAL" <=> record.kind = "image" /\ record.size = 0
        /\ Refusal(record) = "EOPNOTSUPP" <=> record.kind = "mandatory"
        /\ Refusal(record) \in {"ENOMEM", "EINVAL", "EOPNOTSUPP", "0"}
=============================================================================
Checked in the models of MigrationStream.
