---------------------------- MODULE VirtioVfState ----------------------------
(***************************************************************************)
(* The state of VirtioVf: what the vfio-virtio driver and the virtio       *)
(* Virtual Function behind it keep, and the contract that both together    *)
(* refine.  VirtioDriver and VirtioDevice are their steps, VirtioVf the    *)
(* whole, with its properties.                                             *)
(***************************************************************************)
EXTENDS VirtioCommands

CONSTANT
    CommandErrnos   \* errnos of an admin command that fails

ASSUME ErrnosAreNames == CommandErrnos \subseteq STRING

VARIABLES
    (* As in VfioMigration. *)
    features, state, goal, session, dead, image, pending, file, reply,

    (* The driver. *)
    task,      \* its task: "none", "arc", "unwind", "write", "query" or "reset"
    todo,      \* the admin commands that it still has to issue for the task
    flight,    \* the admin command in flight, or "none"
    failure,   \* the errno that the task has failed with, or "0"
    object,    \* the part object of the session: "none", "get" or "set"
    spare,     \* whether a second object exists, for a query outside a session
    resetting, \* whether a reset waits until no command is in flight

    (* The device. *)
    carriedOut, \* whether it has carried out the command in flight
    mode,      \* the device mode: "RUNNING" or "STOPPED"
    bus,       \* whether transactions of the device are outstanding: "quiet" or "busy"
    doorbell   \* whether a notification has arrived that is not served

taskVars     == <<task, todo>>
objectVars   == <<object, spare>>
driverVars   == <<taskVars, flight, failure, objectVars, resetting>>
deviceVars   == <<carriedOut, mode, bus, doorbell>>
contractVars == <<features, state, goal, session, dead, image, pending, file,
                  reply>>
vars == <<contractVars, driverVars, deviceVars>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The contract that this device keeps.                                    *)
(***************************************************************************)
Contract == INSTANCE VfioMigration
    WITH ArcErrnos   <- CommandErrnos \cup {"ENODEV", "ENOSPC"},
         ImageErrnos <- {"EINVAL"}

Idle    == Contract!Idle
Loaded  == Contract!Loaded
NextHop == Contract!NextHop

TypeOK ==
    /\ Contract!TypeOK
    /\ "P2P" \in features
    /\ task      \in {"none", "arc", "unwind", "write", "query", "reset"}
    /\ todo      \in {SubSeq(<<CreateGet, MetadataGet, PartsGet>>, i, 3) : i \in 1..4}
                     \cup {<<c>> : c \in Commands}
                     \cup {<<CreateGet, MetadataGet, Destroy>>, <<MetadataGet, Destroy>>}
    /\ flight    \in Commands \cup {"none"}
    /\ failure   \in {"0", "ENOSPC"} \cup CommandErrnos
    /\ object    \in {"none", "get", "set"}
    /\ spare     \in BOOLEAN
    /\ resetting \in BOOLEAN
    /\ carriedOut \in BOOLEAN
    /\ mode      \in {"RUNNING", "STOPPED"}
    /\ bus       \in {"quiet", "busy"}
    /\ doorbell  \in BOOLEAN

(* Linux drives virtio devices with features 3 or 7. *)
Init ==
    /\ Contract!Init
    /\ "P2P" \in features
    /\ task      = "none"
    /\ todo      = << >>
    /\ flight    = "none"
    /\ failure   = "0"
    /\ object    = "none"
    /\ spare     = FALSE
    /\ resetting = FALSE
    /\ carriedOut = FALSE
    /\ mode      = "RUNNING"
    /\ bus       = "quiet"
    /\ doorbell  = FALSE
=============================================================================
Checked in the models of VirtioVf.
