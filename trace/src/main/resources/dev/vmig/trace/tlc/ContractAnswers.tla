--------------------------- MODULE ContractAnswers ---------------------------
(***************************************************************************)
(* What calls are answered with, given the state w in which they ended:    *)
(* the same for every driver.                                              *)
(***************************************************************************)
EXTENDS MigrationTable, TraceCalls

Alive(w, kind) == w.session = kind /\ ~w.dead

IsReply(e, w) ==
    \/ IsErrno(w.reply.errno, e.errno) /\ (w.reply.file # "none") = e.dataFile
    \/ /\ MaySystemFail /\ ~e.dataFile
       /\ \/ e.errno = "EFAULT"
          \/ w.reply.errno = "0" /\ w.reply.file # "none" /\ e.errno \in {"EMFILE", "ENFILE"}
          \/ w.reply.errno = "ESYS" /\ e.errno \in SystemFailures

IsSet(e, w, since) ==
    /\ e.state \in since \cup {""}
    /\ w.goal = "no request"
    /\ IsReply(e, w)

IsRead(e, w, wanted) ==
    \/ CASE e.errno = "0"      -> Alive(w, "saving") /\ (e.bytes > 0 \/ ~wanted \/ w.state = STOP_COPY)
         [] e.errno = "ENOMSG" -> Alive(w, "saving") /\ w.state # STOP_COPY
         [] e.errno = "EAGAIN" -> Alive(w, "saving")
         [] e.errno = "ENODEV" -> ~Alive(w, "saving")
         [] e.errno = "EBADF"  -> w.session = "resuming"
         [] e.errno \in {"EFAULT", "ENOMEM"} -> MaySystemFail /\ Alive(w, "saving")
         [] OTHER              -> FALSE
    \/ Departs("K-11") /\ Alive(w, "saving") /\ e.errno = "0"
    \/ Departs("K-12") /\ ~Alive(w, "saving") /\ e.bytes = 0 /\ e.errno \in {"0", "EINVAL"}

IsWritten(e, w) == IF e.errno = "0" THEN Alive(w, "resuming") /\ w.pending \in e.pending ELSE ~Alive(w, "resuming")

HasPrecopyInfo(w) == w.state \in {PRE_COPY, PRE_COPY_P2P} /\ ~w.dead

IsNoPrecopyInfo(e, w) ==
    \/ MaySystemFail /\ e.errno = "EFAULT"
    \/ w.session # "none" /\ e.errno \in {"EINVAL", "ENODEV", "ENOTTY"}
    \/ w.session = "none" /\ \/ e.errno = "ENODEV"
                             \/ e.errno = "ENOTTY" /\ "PRE_COPY" \notin TraceFeatures
                             \/ Departs("K-16") /\ e.errno = "EINVAL"

IsReset(e, w, since, apart) ==
    /\ e.state \in since
    /\ apart \/ e.state = RUNNING
    /\ w.state = RUNNING
    /\ w.session = "none"
    /\ w.goal = "no request"

(* A call on a file that is closed, or whose session another has followed.   *)
IsWithoutFile(e, c, wasClosed) ==
    \/ wasClosed /\ e.errno = "EBADF"
    \/ c.stale /\ \/ e.errno = "ENODEV"
                  \/ Departs("K-16") /\ e.event = "precopy_info_done" /\ e.errno = "EINVAL"

(* A state that the specification does not know is refused like ERROR.       *)
StateOf(e) == IF e.requested \in States THEN e.requested ELSE ERROR

Silent   == {STOP, STOP_COPY, RESUMING}
Quiesced == {RUNNING_P2P, PRE_COPY_P2P}
=============================================================================
