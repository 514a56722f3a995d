--------------------------- MODULE VirtioCommands ---------------------------
(***************************************************************************)
(* The admin commands by which the vfio-virtio driver moves its device,    *)
(* and those that each arc takes.                                          *)
(*                                                                         *)
(* Source: drivers/vfio/pci/virtio/migrate.c of Linux for the commands of  *)
(* each arc; Virtio 1.4 (cs01), 2.12.1.3 and 2.12.1.4, for the commands.   *)
(*                                                                         *)
(* Left out: time, see VirtioVf.  Arguments are kept only where the driver *)
(* uses more than one.                                                     *)
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
(* The commands of each arc.  The mode changes on the four arcs between a  *)
(* state in which the device runs and one in which it does not.  The       *)
(* device does not run in RUNNING_P2P, since it cannot tell peer-to-peer   *)
(* DMA from other DMA.                                                     *)
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

(* The migration states in which the device mode is RUNNING. *)
RunningStates == {RUNNING, PRE_COPY}
=============================================================================
Checked in the models of VirtioVf.
