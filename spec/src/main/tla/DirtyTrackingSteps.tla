-------------------------- MODULE DirtyTrackingSteps --------------------------
(***************************************************************************)
(* DirtyTracking step by step: when each step is possible, and all that it *)
(* changes.  The properties of DirtyTracking say what the owner of a VM    *)
(* may rely on; these leave devices, IOMMU and VMM no other behaviour by   *)
(* which they could keep them.                                             *)
(*                                                                         *)
(* Source: as in DirtyTracking.                                            *)
(***************************************************************************)
EXTENDS DirtyTracking

-----------------------------------------------------------------------------
(***************************************************************************)
(* When it is possible.                                                    *)
(***************************************************************************)

(* At first nothing is written, tracked or due (a property of initial        *)
(* states).                                                                  *)
BeginsUntracked ==
    /\ \A p \in Pages : memory[p] = 0 /\ copy[p] = 0
    /\ \A d \in Devices : asked[d] = {} /\ size[d] = 0 /\ log[d] = {}
    /\ starting = {} /\ broken = {} /\ held = {} /\ ~iommuOn /\ iommuLog = {}
    /\ due = {} /\ vmm = "idle"

(* Until they are stopped devices write wherever something is mapped, their  *)
(* logs may overflow and be reset, and the guest maps and unmaps.            *)
RunningMayChange ==
    LET runs == vmm \in {"idle", "copying"} IN
    /\ \A d \in Devices :
          /\ \A i \in Iovas : ENABLED Write(d, i) <=>
                 runs /\ map[i] # NoPage /\ memory[map[i]] < MaxWrites
          /\ ENABLED Overflow(d) <=> runs /\ size[d] # 0 /\ d \notin broken
          /\ ENABLED Reset(d)    <=> runs /\ size[d] # 0
    /\ \A i \in Iovas :
          /\ \A p \in Pages : ENABLED Map(i, p) <=> runs /\ starting = {} /\ map[i] = NoPage
          /\ ENABLED Unmap(i) <=> /\ runs /\ starting = {} /\ map[i] # NoPage
                                  /\ \A d \in Devices : ~SaysError(d)

(* A log is started before the migration, answers whenever it is asked, with *)
(* an error at any time, and is stopped after it.                            *)
LogsMayBeUsed ==
    \A d \in Devices :
        /\ \A s \in Sizes :
              /\ ENABLED AskStart(d, s) <=> /\ vmm = "idle" /\ d \in Loggers /\ d \notin starting
                                            /\ asked[d] = {} /\ \E i \in Iovas : map[i] # NoPage
              /\ ENABLED Start(d, s) <=> d \in starting
        /\ ENABLED StartFails(d) <=> d \in starting
        /\ ENABLED Stop(d) <=> vmm \in {"done", "failed"} /\ asked[d] # {}
        /\ ENABLED QueryFails(d) <=> vmm \in {"copying", "stopped"} /\ asked[d] # {}
        /\ \A i \in Iovas : ENABLED Report(d, {i}) <=>
               vmm = "copying" /\ asked[d] # {} /\ size[d] # 0 /\ d \notin broken

(* So is the IOMMU, which answers for what is mapped. *)
IommuMayBeUsed ==
    /\ ENABLED StartIommu <=> vmm = "idle" /\ IommuTracks /\ ~iommuOn
    /\ ENABLED StopIommu  <=> vmm \in {"done", "failed"} /\ iommuOn
    /\ ENABLED IommuQueryFails <=> vmm \in {"copying", "stopped"} /\ iommuOn
    /\ \A range \in SUBSET Iovas, clear \in BOOLEAN : ENABLED ReadIommu(range, clear) <=>
           vmm = "copying" /\ iommuOn /\ \A i \in range : map[i] # NoPage

(* The VMM copies until it likes to stop the devices; then each phase leads  *)
(* to the next one, unless a log says that it is incomplete.                 *)
CopyingIsPossible ==
    /\ ENABLED Begin  <=> vmm = "idle" /\ starting = {}
    /\ \A p \in Pages : ENABLED SendPage(p) <=> vmm \in {"copying", "synced"} /\ p \in due
    /\ ENABLED StopDevices <=> vmm = "copying"
    /\ ENABLED LastSync <=> vmm = "stopped" /\ \A d \in Devices : asked[d] # {} =>
                                                   size[d] # 0 /\ d \notin broken
    /\ ENABLED Finish <=> vmm = "synced" /\ due = {}
    /\ ENABLED Cancel <=> vmm \in {"copying", "stopped", "synced"}

-----------------------------------------------------------------------------
(***************************************************************************)
(* All that it changes.                                                    *)
(***************************************************************************)

(* A write is marked by the log of its device and by the IOMMU, if they      *)
(* cover its address, and by nothing else.                                   *)
WritesAreMarked ==
    [][memory' # memory => \E d \in Devices, i \in Iovas :
         /\ map[i] # NoPage /\ memory' = [memory EXCEPT ![map[i]] = @ + 1]
         /\ iommuLog' = iommuLog \cup {j \in {i} : iommuOn}
         /\ log' = [log EXCEPT ![d] = @ \cup {j \in Iovas : /\ i \in Covered(d) /\ d \notin broken
                                                            /\ j \div size[d] = i \div size[d]}]
         /\ UNCHANGED <<map, copy, starting, asked, size, broken, held, iommuOn, due, vmm>>]_vars

(* Marks of a log go when their pages are due, when the log ends or says     *)
(* that it is incomplete, and when the migration fails.                      *)
MarksHaveReason ==
    [][\A d \in Devices : log'[d] # log[d] =>
         \/ memory' # memory
         \/ log'[d] = {} /\ UNCHANGED <<map, due, iommuLog>>
            /\ (SaysError(d)' \/ ~IsLogged(d)' \/ vmm' = "failed")
         \/ log'[d] \subseteq log[d] /\ PagesAt(log[d] \ log'[d]) \subseteq due']_vars

(* So do the marks of the IOMMU. *)
IommuMarksHaveReason ==
    [][iommuLog' # iommuLog =>
         \/ memory' # memory
         \/ iommuLog' = {} /\ UNCHANGED <<map, due, log>> /\ (~iommuOn' \/ vmm' = "failed")
         \/ iommuLog' \subseteq iommuLog /\ PagesAt(iommuLog \ iommuLog') \subseteq due']_vars

(* A page is due at first, when a mark of it is read, and when it is not     *)
(* tracked; it is not any more when it has been sent as it is.               *)
DueHasReason ==
    [][/\ due' # due =>
            \/ vmm = "idle" /\ vmm' = "copying" /\ due' = Pages
            \/ \E p \in due : due' = due \ {p} /\ copy' = [copy EXCEPT ![p] = memory[p]] /\ vmm' = vmm
            \/ /\ due \subseteq due' /\ due' \ due \subseteq PagesAt(Marked) \cup Untracked
               /\ vmm' = vmm \/ vmm' = "synced"
       /\ copy' # copy => due' # due /\ UNCHANGED <<map, memory, logVars, iommuVars, vmm>>]_vars

(* A mapping comes and goes by itself; what is mapped is not marked yet.     *)
MappingsHaveReason ==
    [][map' # map => \E i \in Iovas :
         /\ \A j \in Iovas \ {i} : map'[j] = map[j]
         /\ UNCHANGED <<memory, copy, starting, asked, size, broken, held, iommuOn, vmm>>
         /\ IF map[i] = NoPage THEN UNCHANGED <<log, iommuLog, due>>
            ELSE /\ map'[i] = NoPage /\ i \notin iommuLog' /\ \A d \in Devices : i \notin log'[d]
                 /\ \A d \in Devices : log[d] \ {i} = log'[d] \ {i}
                 /\ iommuLog \ {i} = iommuLog' \ {i}]_vars

(* A log begins with START, for all that is mapped, and without a mark; it   *)
(* ends with STOP, or by a reset, of which the VMM does not know.            *)
LogsHaveReason ==
    [][\A d \in Devices : size'[d] # size[d] \/ asked'[d] # asked[d] =>
         \/ /\ d \in starting /\ starting' = starting \ {d}
            /\ asked'[d] = Mapped /\ size'[d] # 0 /\ log'[d] = {} /\ d \notin broken'
            /\ UNCHANGED <<memoryVars, held, iommuVars, vmmVars>>
         \/ /\ size'[d] = 0 /\ log'[d] = {} /\ d \notin held' \cup broken'
            /\ asked'[d] = (IF vmm \in {"done", "failed"} THEN {} ELSE asked[d])
            /\ UNCHANGED <<memoryVars, starting, iommuVars, vmmVars>>]_vars

(* START in progress holds resources; a log is broken when it overflows, and *)
(* is not any more when its VMM knows.                                       *)
CallsHaveReason ==
    [][/\ starting' # starting => \E d \in Loggers :
            /\ \/ starting' = starting \cup {d} /\ held' = held \cup {d} /\ UNCHANGED <<asked, size>>
               \/ starting' = starting \ {d}
            /\ UNCHANGED <<memoryVars, log, broken, iommuVars, vmmVars>>
       /\ broken' # broken => \E d \in Devices :
            /\ broken' = broken \cup {d} \/ (broken' = broken \ {d} /\ log'[d] = {})
            /\ UNCHANGED <<memoryVars, starting, iommuVars, due>>
       /\ iommuOn' # iommuOn => /\ iommuOn' = (vmm = "idle") /\ iommuLog' = {}
                                /\ UNCHANGED <<memoryVars, logVars, vmmVars>>]_vars

(* The phases of the VMM, in order. *)
PhasesInOrder ==
    [][vmm' # vmm =>
         /\ <<vmm, vmm'>> \in {<<"idle", "copying">>, <<"copying", "stopped">>, <<"stopped", "synced">>,
                               <<"synced", "done">>, <<"copying", "failed">>, <<"stopped", "failed">>,
                               <<"synced", "failed">>}
         /\ vmm' = "done" => due = {} /\ UNCHANGED due
         /\ UNCHANGED <<memoryVars, starting, asked, size, held, iommuOn>>]_vars
=============================================================================
Checked in the models of DirtyTracking.
