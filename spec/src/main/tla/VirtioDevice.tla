---------------------------- MODULE VirtioDevice -----------------------------
(***************************************************************************)
(* The steps of a virtio Virtual Function and of its owner: admin commands *)
(* are carried out and answered, and the device works by itself.           *)
(*                                                                         *)
(* A device has two modes.  STOPPED means that it initiates nothing:       *)
(* neither DMA nor interrupts.  What comes in is still accepted.           *)
(*                                                                         *)
(* Source: Virtio 1.4 (cs01), 2.12.1.4 (DEV_MODE_SET), and 2.12.1.3 for    *)
(* part objects.                                                           *)
(***************************************************************************)
EXTENDS VirtioVfState

-----------------------------------------------------------------------------
(***************************************************************************)
(* Admin commands.                                                         *)
(***************************************************************************)
ObjectAfter(c) == CASE task = "query" -> object
                    [] c = CreateGet  -> "get"
                    [] c = CreateSet  -> "set"
                    [] c = Destroy    -> "none"
                    [] OTHER          -> object

SpareAfter(c) == CASE task # "query" -> spare
                   [] c = CreateGet  -> TRUE
                   [] c = Destroy    -> FALSE
                   [] OTHER          -> spare

(* The device carries a command out some time before the driver gets the     *)
(* answer.  It carries a stop out only when nothing is outstanding.          *)
CarryOut ==
    /\ flight # "none" /\ ~carriedOut
    /\ flight = ModeStopped => bus = "quiet"
    /\ carriedOut' = TRUE
    /\ mode' = (CASE flight = ModeStopped -> "STOPPED"
                  [] flight = ModeRunning -> "RUNNING"
                  [] OTHER                -> mode)
    /\ UNCHANGED <<contractVars, driverVars, bus, doorbell>>

Complete ==
    /\ carriedOut
    /\ flight' = "none"
    /\ object' = ObjectAfter(flight)
    /\ spare'  = SpareAfter(flight)
    /\ carriedOut' = FALSE
    /\ UNCHANGED <<contractVars, taskVars, failure, resetting, mode, bus, doorbell>>

(* A command that fails has no effect.  After a failed Destroy the driver    *)
(* goes on: it keeps the id aside, and tries again when ids run out.  Any    *)
(* other failure ends the task, after the object that the task has created   *)
(* is released.                                                              *)
Release == <<Destroy>>

CompleteWithError(e) ==
    /\ flight # "none" /\ ~carriedOut
    /\ flight' = "none"
    /\ IF flight = Destroy
       THEN /\ object' = ObjectAfter(Destroy)
            /\ spare'  = SpareAfter(Destroy)
            /\ UNCHANGED <<taskVars, failure>>
       ELSE /\ failure' = e
            /\ task'    = (IF task = "arc" THEN "unwind" ELSE task)
            /\ todo'    = (CASE spare -> <<Destroy>>
                              [] task = "arc" /\ session = "none" /\ object # "none" -> Release
                              [] OTHER -> << >>)
            /\ UNCHANGED objectVars
    /\ UNCHANGED <<contractVars, resetting, deviceVars>>

Completion == CarryOut \/ Complete \/ \E e \in CommandErrnos : CompleteWithError(e)

-----------------------------------------------------------------------------
(***************************************************************************)
(* The device by itself.                                                   *)
(***************************************************************************)
othersOfDevice == <<contractVars, driverVars, carriedOut, mode>>

MayStart == mode = "RUNNING"

(* The guest rings a doorbell; both modes accept it. *)
Ring ==
    /\ doorbell' = TRUE
    /\ UNCHANGED <<othersOfDevice, bus>>

Serve ==
    /\ MayStart /\ doorbell
    /\ doorbell' = FALSE
    /\ bus'      = "busy"
    /\ UNCHANGED othersOfDevice

(* DMA without a doorbell: a packet arrives from the network. *)
Receive ==
    /\ MayStart
    /\ bus' = "busy"
    /\ UNCHANGED <<othersOfDevice, doorbell>>

Interrupt ==
    /\ MayStart
    /\ bus' = "busy"
    /\ UNCHANGED <<othersOfDevice, doorbell>>

Settle ==
    /\ bus # "quiet"
    /\ bus' = "quiet"
    /\ UNCHANGED <<othersOfDevice, doorbell>>

Device == Serve \/ Receive \/ Interrupt \/ Settle
=============================================================================
Checked in the models of VirtioVf.
