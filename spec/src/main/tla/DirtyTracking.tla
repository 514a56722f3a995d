---------------------------- MODULE DirtyTracking ----------------------------
(***************************************************************************)
(* Which pages the devices of a VM have written: logs that devices keep    *)
(* themselves, the dirty bits of the IOMMU, and a VMM that reads both      *)
(* while it copies the memory.                                             *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h and iommufd.h of Linux, DMA logging   *)
(* and dirty tracking; QEMU, hw/vfio/; see docs/dirty-tracking.md.         *)
(*                                                                         *)
(* Modelled: START for all that is mapped, with the page size that the     *)
(* driver chooses; REPORT of any range; a log that overflows, a query that *)
(* fails, a reset that ends a log; a vIOMMU, which maps and unmaps while   *)
(* devices write, so that an IOVA is not a guest address; devices with and *)
(* without a log in one VM.  Abstracted: the VMM fails the migration after *)
(* a failed query (it could take all memory for dirty instead); no DMA is  *)
(* outstanding to what the guest unmaps.  Left out: writes of the CPUs,    *)
(* which KVM tracks, and the way to the target (LiveMigration).            *)
(*                                                                         *)
(* Guaranteed: no write of a device is lost; a log that is not complete    *)
(* says so; a START that fails holds nothing; a migration ends, and leaves *)
(* no log behind.                                                          *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets, LostWrites

CONSTANTS
    Devices,     \* of the VM
    Loggers,     \* the devices that can log what they write
    IommuTracks, \* whether the IOMMU can mark what a device writes
    Pages,       \* of guest memory, numbered from 0
    Sizes,       \* page sizes of a log, in pages of memory
    MaxWrites    \* bound on the writes to a page

ASSUME DevicesAreFinite == IsFiniteSet(Devices) /\ Loggers \subseteq Devices
ASSUME TrackingIsKnown  == IommuTracks \in BOOLEAN
ASSUME PagesAreNumbers  == Pages = 0..(Cardinality(Pages) - 1)
ASSUME NumbersAreBounds == Sizes \subseteq Nat \ {0} /\ MaxWrites \in Nat

VARIABLES
    map,       \* for each IOVA the page that is mapped there, or NoPage
    memory,    \* how often each page has been written
    copy,      \* of the memory, at the target
    starting,  \* devices whose START is in progress
    asked,     \* for each device the IOVAs that the VMM has it log, or none
    size,      \* for each device the page size of its log, or NoLog
    log,       \* for each device the IOVAs that its log has marked
    broken,    \* devices whose log is incomplete
    held,      \* devices with resources of a log
    iommuOn,   \* whether the IOMMU marks what devices write
    iommuLog,  \* the IOVAs that it has marked
    due,       \* pages that the VMM knows it has to send
    vmm        \* how far the VMM is

memoryVars == <<map, memory, copy>>
logVars    == <<starting, asked, size, log, broken, held>>
iommuVars  == <<iommuOn, iommuLog>>
vmmVars    == <<due, vmm>>
vars       == <<memoryVars, logVars, iommuVars, vmmVars>>

-----------------------------------------------------------------------------
(* Without a vIOMMU each page is at the IOVA with its own number. *)
Iovas  == Pages
NoPage == Cardinality(Pages)
NoLog  == 0

(* The devices run until the VMM stops them. *)
Running == {"idle", "copying"}
Over    == {"done", "failed"}

TypeOK ==
    /\ map      \in [Iovas -> Pages \cup {NoPage}]
    /\ memory   \in [Pages -> 0..MaxWrites]
    /\ copy     \in [Pages -> 0..MaxWrites]
    /\ starting \subseteq Loggers /\ broken \subseteq Loggers /\ held \subseteq Loggers
    /\ asked    \in [Devices -> SUBSET Iovas]
    /\ size     \in [Devices -> Sizes \cup {NoLog}]
    /\ log      \in [Devices -> SUBSET Iovas]
    /\ iommuOn  \in BOOLEAN /\ iommuLog \subseteq Iovas
    /\ due      \subseteq Pages
    /\ vmm      \in Running \cup {"stopped", "synced"} \cup Over

Init ==
    /\ map      \in [Iovas -> Pages \cup {NoPage}]
    /\ memory   = [p \in Pages |-> 0] /\ copy = memory
    /\ starting = {} /\ broken = {} /\ held = {}
    /\ asked    = [d \in Devices |-> {}] /\ log = asked
    /\ size     = [d \in Devices |-> NoLog]
    /\ iommuOn  = FALSE /\ iommuLog = {}
    /\ due      = {} /\ vmm = "idle"

Mapped == {i \in Iovas : map[i] # NoPage}

(* The pages behind IOVAs of which the mappings are known. *)
PagesAt(iovas) == {map[i] : i \in iovas \cap Mapped}

(* The addresses that share a page of a log with i. *)
Block(i, s) == {j \in Iovas : j \div s = i \div s}

(* What a log of this page size marks for a write to i: its page, whole. *)
Bit(i)      == i
Marks(i, s) == {Bit(j) : j \in Block(i, s)}

(* A log covers the ranges that it was asked for, or more. *)
Covered(d) == IF size[d] = NoLog THEN {}
              ELSE UNION {Block(i, size[d]) : i \in asked[d]}

(* Pages that some device can write without a mark. *)
Untracked ==
    IF iommuOn THEN {} ELSE PagesAt(UNION {Iovas \ asked[d] : d \in Devices})
IsLogged(d)  == asked[d] # {}
SaysError(d) == IsLogged(d) /\ (size[d] = NoLog \/ d \in broken)

-----------------------------------------------------------------------------
(***************************************************************************)
(* Devices and guest.                                                      *)
(***************************************************************************)
Write(d, i) ==
    /\ vmm \in Running /\ i \in Mapped /\ memory[map[i]] < MaxWrites
    /\ memory'   = [memory EXCEPT ![map[i]] = @ + 1]
    /\ log'      = (IF i \in Covered(d) /\ d \notin broken
                    THEN [log EXCEPT ![d] = @ \cup Marks(i, size[d])] ELSE log)
    /\ iommuLog' = (IF iommuOn THEN iommuLog \cup {i} ELSE iommuLog)
    /\ UNCHANGED <<map, copy, starting, asked, size, broken, held, iommuOn, vmmVars>>

Map(i, p) ==
    /\ vmm \in Running /\ starting = {} /\ map[i] = NoPage
    /\ map' = [map EXCEPT ![i] = p]
    /\ UNCHANGED <<memory, copy, logVars, iommuVars, vmmVars>>

(* What the logs have to say of an IOVA is read before it is unmapped: with  *)
(* the mapping go the dirty bits of the IOMMU, and the meaning of all marks. *)
ReadBeforeUnmap(i) ==
    IF i \in iommuLog \cup UNION {log[d] : d \in Devices} \/ map[i] \in Untracked
    THEN {map[i]} ELSE {}

Unmap(i) ==
    /\ vmm \in Running /\ starting = {} /\ i \in Mapped
    /\ \A d \in Devices : ~SaysError(d)
    /\ map' = [map EXCEPT ![i] = NoPage]
    /\ due' = due \cup ReadBeforeUnmap(i)
    /\ log' = [d \in Devices |-> log[d] \ {i}]
    /\ iommuLog' = iommuLog \ {i}
    /\ UNCHANGED <<memory, copy, starting, asked, size, broken, held, iommuOn, vmm>>

(* A log has no room left.  It is of no use any more, and says so. *)
BrokenAfterOverflow(d) == broken \cup {d}

Overflow(d) ==
    /\ vmm \in Running /\ size[d] # NoLog /\ d \notin broken
    /\ log'    = [log EXCEPT ![d] = {}]
    /\ broken' = BrokenAfterOverflow(d)
    /\ UNCHANGED <<memoryVars, starting, asked, size, held, iommuVars, vmmVars>>

(* A reset keeps a log as it is, or ends it, so that REPORT fails. *)
SizeAfterReset(d) == NoLog

Reset(d) ==
    /\ vmm \in Running /\ size[d] # NoLog
    /\ log'    = [log EXCEPT ![d] = {}]
    /\ size'   = [size EXCEPT ![d] = SizeAfterReset(d)]
    /\ broken' = broken \ {d}
    /\ held'   = IF SizeAfterReset(d) = NoLog THEN held \ {d} ELSE held
    /\ UNCHANGED <<memoryVars, starting, asked, iommuVars, vmmVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* START and STOP.                                                         *)
(***************************************************************************)

(* The page size is a hint: a driver that cannot do it chooses another one. *)
TakesHint(hint) == TRUE

AskStart(d, hint) ==
    /\ vmm = "idle" /\ d \in Loggers \ starting
    /\ ~IsLogged(d) /\ Mapped # {} /\ TakesHint(hint)
    /\ starting' = starting \cup {d}
    /\ held'     = held \cup {d}
    /\ UNCHANGED <<memoryVars, asked, size, log, broken, iommuVars, vmmVars>>

Start(d, s) ==
    /\ d \in starting
    /\ starting' = starting \ {d}
    /\ asked'    = [asked EXCEPT ![d] = Mapped]
    /\ size'     = [size EXCEPT ![d] = s]
    /\ UNCHANGED <<memoryVars, log, broken, held, iommuVars, vmmVars>>

HeldAfterFailure(d) == held \ {d}

StartFails(d) ==
    /\ d \in starting
    /\ starting' = starting \ {d}
    /\ held'     = HeldAfterFailure(d)
    /\ UNCHANGED <<memoryVars, asked, size, log, broken, iommuVars, vmmVars>>

StartIommu ==
    /\ vmm = "idle" /\ IommuTracks /\ ~iommuOn
    /\ iommuOn' = TRUE
    /\ UNCHANGED <<memoryVars, logVars, iommuLog, vmmVars>>

Stop(d) ==
    /\ vmm \in Over /\ IsLogged(d)
    /\ asked'  = [asked EXCEPT ![d] = {}]
    /\ size'   = [size EXCEPT ![d] = NoLog]
    /\ log'    = [log EXCEPT ![d] = {}]
    /\ broken' = broken \ {d} /\ held' = held \ {d}
    /\ UNCHANGED <<memoryVars, starting, iommuVars, vmmVars>>

StopIommu ==
    /\ vmm \in Over /\ iommuOn
    /\ iommuOn' = FALSE /\ iommuLog' = {}
    /\ UNCHANGED <<memoryVars, logVars, vmmVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The VMM copies the memory.                                              *)
(***************************************************************************)

(* Every page has to be sent once.  Trackers that could not be started leave *)
(* pages untracked, which is no reason to fail.                              *)
Begin ==
    /\ vmm = "idle" /\ starting = {}
    /\ vmm' = "copying" /\ due' = Pages
    /\ UNCHANGED <<memoryVars, logVars, iommuVars>>

(* Marks are IOVAs; the pages are behind them. *)
PagesOf(marks) == PagesAt(marks)

(* What no tracker sees is sent as if it were written all the time. *)
SentAnyway == Untracked

(* A report of a part clears that part and nothing else. *)
Cleared(d, range) == range

Report(d, range) ==
    /\ vmm = "copying" /\ IsLogged(d) /\ ~SaysError(d)
    /\ due' = due \cup PagesOf(log[d] \cap range)
    /\ log' = [log EXCEPT ![d] = @ \ Cleared(d, range)]
    /\ UNCHANGED <<memoryVars, starting, asked, size, broken, held, iommuVars, vmm>>

(* GET_DIRTY_BITMAP; with NO_CLEAR the marks stay. *)
ReadIommu(range, clear) ==
    /\ vmm = "copying" /\ iommuOn /\ range \subseteq Mapped
    /\ due'      = due \cup PagesOf(iommuLog \cap range)
    /\ iommuLog' = IF clear THEN iommuLog \ range ELSE iommuLog
    /\ UNCHANGED <<memoryVars, logVars, iommuOn, vmm>>

(* A query fails: what it would have told is lost, and the VMM notices. *)
AfterFailedQuery == "failed"

QueryFails(d) ==
    /\ vmm \in {"copying", "stopped"} /\ IsLogged(d)
    /\ log' = [log EXCEPT ![d] = {}]
    /\ broken' = broken \ {d}
    /\ vmm' = AfterFailedQuery
    /\ UNCHANGED <<memoryVars, starting, asked, size, held, iommuVars, due>>

IommuQueryFails ==
    /\ vmm \in {"copying", "stopped"} /\ iommuOn
    /\ iommuLog' = {}
    /\ vmm' = AfterFailedQuery
    /\ UNCHANGED <<memoryVars, logVars, iommuOn, due>>

SendPage(p) ==
    /\ vmm \in {"copying", "synced"} /\ p \in due
    /\ copy' = [copy EXCEPT ![p] = memory[p]]
    /\ due'  = due \ {p}
    /\ UNCHANGED <<map, memory, logVars, iommuVars, vmm>>

(* The devices are in STOP_COPY, all of them: nothing is written any more. *)
StopDevices ==
    /\ vmm = "copying" /\ vmm' = "stopped"
    /\ UNCHANGED <<memoryVars, logVars, iommuVars, due>>

LastSync ==
    /\ vmm = "stopped" /\ \A d \in Devices : ~SaysError(d)
    /\ vmm' = "synced"
    /\ due' = due \cup PagesOf(iommuLog \cup UNION {log[d] : d \in Devices}) \cup SentAnyway
    /\ log' = [d \in Devices |-> {}] /\ iommuLog' = {}
    /\ UNCHANGED <<memoryVars, starting, asked, size, broken, held, iommuOn>>

Finish ==
    /\ vmm = "synced" /\ due = {} /\ vmm' = "done"
    /\ UNCHANGED <<memoryVars, logVars, iommuVars, due>>

Cancel ==
    /\ vmm \in {"copying", "stopped", "synced"} /\ vmm' = "failed"
    /\ UNCHANGED <<memoryVars, logVars, iommuVars, due>>

-----------------------------------------------------------------------------
Guest  == \E i \in Iovas : Unmap(i) \/ \E p \in Pages : Map(i, p)
Device(d) == Overflow(d) \/ Reset(d) \/ \E i \in Iovas : Write(d, i)
Tracker(d) == \/ StartFails(d) \/ Stop(d) \/ QueryFails(d)
              \/ \E s \in Sizes : AskStart(d, s) \/ Start(d, s)
              \/ \E range \in SUBSET Iovas \ {{}} : Report(d, range)

Iommu == \/ StartIommu \/ StopIommu \/ IommuQueryFails
         \/ \E range \in SUBSET Iovas \ {{}}, clear \in BOOLEAN : ReadIommu(range, clear)

Send   == \E p \in Pages : SendPage(p)
Switch == StopDevices \/ LastSync \/ Finish

Next == Guest \/ Iommu \/ Begin \/ Send \/ Switch \/ Cancel
              \/ \E d \in Devices : Device(d) \/ Tracker(d)

(* The VMM goes on, notices a log that has failed, and stops all trackers. *)
Fairness ==
    /\ WF_vars(Send) /\ WF_vars(Switch) /\ WF_vars(StopIommu)
    /\ \A d \in Devices : WF_vars(Stop(d)) /\ WF_vars(vmm = "stopped" /\ QueryFails(d))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------
Marked == iommuLog \cup UNION {log[d] : d \in Devices}

(* A page that has been written since it was sent is due, marked, untracked, *)
(* or of a log that says that it is incomplete; and due after the last read. *)
NoWriteIsLost ==
    /\ vmm \in {"copying", "stopped"} /\ ~(\E d \in Devices : SaysError(d)) =>
           Lost(memory, copy, due \cup PagesAt(Marked) \cup Untracked) = {}
    /\ vmm \in {"synced", "done"} => Lost(memory, copy, due) = {}

(* A log that has been started covers what it was asked for. *)
StartCovers == \A d \in Devices : size[d] # NoLog => asked[d] \subseteq Covered(d)

(* Resources are held by a START in progress and by a log. *)
HeldForReason == held = starting \cup {d \in Devices : size[d] # NoLog}

(* Without a log START may be asked for with every page size. *)
HintIsNoReason ==
    \A d \in Loggers, hint \in Sizes :
        vmm = "idle" /\ d \notin starting /\ ~IsLogged(d) /\ Mapped # {}
            => ENABLED AskStart(d, hint)

(* A migration that has begun ends. *)
MigrationEnds == vmm = "copying" ~> vmm \in Over

(* In the end nothing is tracked, and nothing is held. *)
NothingIsLeft == vmm \in Over ~> ~iommuOn /\ held = {} /\ \A d \in Devices : ~IsLogged(d)
=============================================================================
MCDirtyTracking       70957 states, depth 15   one device, two pages
MCDirtyTrackingEnds     473 states, depth 11   two devices, of which one logs; liveness
MCDirtyTrackingLogs     825 states, depth 12   two devices that log, no IOMMU
MCDirtyTrackingSteps  16401 states, depth 14   each step by itself, without an IOMMU
MCDirtyTrackingStepsIommu 3257 states, depth 12   the same, without a log
Must fail: MCDirtyTrackingDone, MCDirtyTrackingTwice, MCDirtyTrackingH14Hint,
MCDirtyTrackingH14Held, MCDirtyTrackingH14Wrap, MCDirtyTrackingH14Overflow,
MCDirtyTrackingU10Unmap, MCDirtyTrackingU10Query, MCDirtyTrackingU11Ranges,
MCDirtyTrackingU11Address, MCDirtyTrackingLess, MCDirtyTrackingWhole,
MCDirtyTrackingForgets
