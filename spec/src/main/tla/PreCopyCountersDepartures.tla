---------------------- MODULE PreCopyCountersDepartures ----------------------
(***************************************************************************)
(* Drivers that depart from PreCopyCounters.  A configuration puts a       *)
(* definition of this module in the place of the one without the id.       *)
(*                                                                         *)
(* Source: docs/findings.md, under the same ids.                           *)
(***************************************************************************)
EXTENDS PreCopyCounters

-----------------------------------------------------------------------------
(* K-3, Linux vfio-virtio and mlx5: the driver sets one counter; the other   *)
(* one keeps the value of the caller.                                        *)
CountersK3(i, d, limited) == IF i > 0 THEN <<i, Callers>> ELSE <<Callers, d>>

(* K-10, Linux vfio-virtio: dirty bytes do not count the header of an image  *)
(* that is being fetched.                                                    *)
ToldOfFetchK10(bytes) == bytes - Header

(* K-11, hisi, qat and mtty: a temporary end of the stream is answered like  *)
(* its end.                                                                  *)
AnswerAtEndK11 == "0"

(* H-4, a draft of Linux vfio-virtio: if the limiter refuses a refresh,      *)
(* nothing is reported.                                                      *)
CountersH4(i, d, limited) == IF limited THEN <<0, 0>> ELSE <<i, d>>

(* H-8, mlx5 before 7.1: the header of an image in flight is not counted.    *)
ToldOfFetchH8(bytes) == IF TakesTime THEN bytes - Header ELSE bytes
ToldOfFlightH8       == fetching.bytes - Header

(* H-8, too: ENOMSG is answered although an image is in flight.              *)
NothingToWaitForH8End == fetching = NoFetch \/ state # "STOP_COPY"
=============================================================================
