----------------------- MODULE DirtyTrackingDepartures -----------------------
(***************************************************************************)
(* Drivers, kernels and VMMs that depart from DirtyTracking.  A            *)
(* configuration puts a definition of this module in the place of the one  *)
(* without the id.                                                         *)
(*                                                                         *)
(* Source: docs/findings.md, under the same ids.                           *)
(***************************************************************************)
EXTENDS DirtyTracking

-----------------------------------------------------------------------------
(* H-14, mlx5: START is refused for a page size that the driver cannot do.   *)
TakesHintH14Hint(hint) == hint = 1

(* H-14, pds: a START that fails keeps what it has allocated.                *)
HeldAfterFailureH14Held(d) == held

(* H-14, iova_bitmap: the index of a bit wraps in a large range.             *)
BitH14Wrap(i) == i % 1

(* H-14, mlx5: the queue of the log is too small, and what overflows is not  *)
(* told.                                                                     *)
BrokenAfterOverflowH14Overflow(d) == broken

(* U-10, QEMU with IOMMUFD: the marks of what is unmapped are not read.      *)
ReadBeforeUnmapU10Unmap(i) == {map[i]} \cap Untracked

(* U-10, QEMU: a query that fails is taken for one without dirty pages.      *)
AfterFailedQueryU10Query == vmm

(* U-11, Cloud Hypervisor: the ranges are fixed when tracking starts.        *)
SentAnywayU11Ranges == IF \E d \in Devices : IsLogged(d) THEN {} ELSE Untracked

(* U-11, Cloud Hypervisor: an IOVA is taken for a guest address.             *)
PagesOfU11Address(marks) == marks

(* Less: START succeeds with fewer ranges than it was asked for.             *)
CoveredLess(d) == IF size[d] = NoLog THEN {} ELSE asked[d] \cap {0}

(* Whole: a report of a part clears the whole page of the log.               *)
ClearedWhole(d, range) == UNION {Block(i, size[d]) : i \in range}

(* Forgets: a reset clears the log, which goes on.                           *)
SizeAfterResetForgets(d) == size[d]
=============================================================================
