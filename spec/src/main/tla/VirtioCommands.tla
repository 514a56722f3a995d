--------------------------- MODULE VirtioCommands ---------------------------
(***************************************************************************)
(* The admin commands by which the vfio-virtio driver moves its device,    *)
(* and which of them each arc takes.                                       *)
(*                                                                         *)
(* Source: drivers/vfio/pci/virtio/migrate.c of Linux for the commands of  *)
(* each arc; Virtio 1.4 (cs01), 2.12.1.3 and 2.12.1.4, for the commands.   *)
(*                                                                         *)
(* Left out: everything that takes time, see VirtioVf.  Arguments are kept *)
(* only where the driver uses more than one.                               *)
(***************************************************************************)
EXTENDS MigrationTable

ModeStopped == "DEV_MODE_SET STOPPED"
ModeRunning == "DEV_MODE_SET RUNNING"
CreateGet   == "RESOURCE_OBJ_CREATE GET"
CreateSet   == "RESOURCE_OBJ_CREATE SET"
Destroy     == "RESOURCE_OBJ_DESTROY"
MetadataGet == "DEV_PARTS_METADATA_GET"
PartsGet    == "DEV_PARTS_GET"
PartsSet    == "DEV_PARTS_SET"

Commands == {ModeStopped, ModeRunning, CreateGet, CreateSet, Destroy,
             MetadataGet, PartsGet, PartsSet}

(***************************************************************************)
(* What the driver has the device do on each arc.  The mode changes on     *)
(* four arcs only, those that cross the border between the states in which *)
(* the device runs and those in which it does not; RUNNING_P2P is on the   *)
(* far side, since the device cannot tell peer-to-peer DMA from other DMA. *)
(***************************************************************************)
ArcCommands(from, to) ==
    CASE <<from, to>> \in {<<RUNNING, RUNNING_P2P>>, <<PRE_COPY, PRE_COPY_P2P>>}
            -> <<ModeStopped>>
      [] <<from, to>> \in {<<RUNNING_P2P, RUNNING>>, <<PRE_COPY_P2P, PRE_COPY>>}
            -> <<ModeRunning>>
      [] <<from, to>> \in {<<RUNNING_P2P, STOP>>, <<STOP, RUNNING_P2P>>}
            -> << >>
      [] <<from, to>> \in {<<STOP, STOP_COPY>>, <<RUNNING, PRE_COPY>>,
                           <<RUNNING_P2P, PRE_COPY_P2P>>}
            -> <<CreateGet, MetadataGet, PartsGet>>
      [] <<from, to>> = <<PRE_COPY_P2P, STOP_COPY>>
            -> <<MetadataGet, PartsGet>>
      [] <<from, to>> = <<STOP, RESUMING>>
            -> <<CreateSet>>
      [] <<from, to>> \in {<<STOP_COPY, STOP>>, <<PRE_COPY, RUNNING>>,
                           <<PRE_COPY_P2P, RUNNING_P2P>>, <<RESUMING, STOP>>}
            -> <<Destroy>>

(* The states in which the device runs. *)
Awake == {RUNNING, PRE_COPY}
=============================================================================
