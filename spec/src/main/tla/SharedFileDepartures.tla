------------------------ MODULE SharedFileDepartures ------------------------
(***************************************************************************)
(* A driver that departs from SharedFile. A configuration puts the         *)
(* definition of this module in the place of the one without the id.       *)
(*                                                                         *)
(* Source: docs/findings.md, under the same id.                            *)
(***************************************************************************)
EXTENDS SharedFile

-----------------------------------------------------------------------------
(* H-12, qat: the position is compared before the lock is taken.           *)
ComparesWhenH12 == "called"
=============================================================================
