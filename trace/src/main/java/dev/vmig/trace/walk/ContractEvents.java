package dev.vmig.trace.walk;

import dev.vmig.fsm.MigrationState;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.Pending;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.PrecopyInfoDone;
import dev.vmig.trace.TraceEvent.Read;
import dev.vmig.trace.TraceEvent.ResetDone;
import dev.vmig.trace.TraceEvent.SetState;
import dev.vmig.trace.TraceEvent.SetStateDone;
import dev.vmig.trace.TraceEvent.WriteDone;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Events as steps of {@code VfioMigration}: what the VMM asks for, and the answers. Any driver can be held to that. */
final class ContractEvents implements EventDictionary {
    /** The value of {@code goal} when no request is in flight. */
    static final String IDLE = "no request";

    /** What a write can turn out to be; which of it, the answer tells. */
    static final Set<String> WRITES = Set.of("WritePart", "WriteImage", "WriteSkipped", "WriteFails");

    private static final Set<String> SILENT = Set.of("TakeArc", "FailArc", "FailIntoError", "RefuseImage", "Finish");

    private static final Set<String> STATES =
            Arrays.stream(MigrationState.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    @Override
    public boolean isSilent(SpecAction action, CallsInProgress calls) {
        return SILENT.contains(action.name())
                || (calls.write() && WRITES.contains(action.name()))
                || (calls.reset() && action.name().equals("Reset"));
    }

    @Override
    public Meaning meaning(TraceEvent event, CallsInProgress calls) {
        if (event instanceof SetState e) {
            return Meaning.step(request(e.requested()));
        } else if (event instanceof SetStateDone e) {
            return Meaning.seen(state -> isAnswer(state, e));
        } else if (event instanceof Read e) {
            return Meaning.seen(state -> isRead(state, e));
        } else if (event instanceof WriteDone e) {
            return Meaning.seen(state -> calls.reset() || isWritten(state, e));
        } else if (event instanceof PrecopyInfoDone e) {
            return Meaning.seen(state -> calls.reset() || isPrecopyInfo(state, e.errno()));
        } else if (event instanceof ResetDone e) {
            return Meaning.seen(state -> isReset(state, e));
        } else {
            return Meaning.nothing();
        }
    }

    /** Asking for something is one of two actions: it is taken on, or refused. */
    static Predicate<SpecAction> request(String requested) {
        // The spec knows no numbers: what is no state is refused like ERROR, which cannot be requested either.
        String named = STATES.contains(requested) ? requested : MigrationState.ERROR.name();
        return action -> (action.name().equals("Ask") || action.name().equals("Refuse"))
                && action.arguments().containsValue(named);
    }

    static boolean isAnswer(SpecState state, SetStateDone done) {
        Map<?, ?> reply = reply(state);
        return IDLE.equals(state.get("goal"))
                && done.state().equals(state.get("state"))
                && done.errno().equals(reply.get("errno"))
                && done.dataFile() != "none".equals(reply.get("file"));
    }

    /** What VFIO_MIG_GET_PRECOPY_INFO fails with where it has nothing to tell. */
    static final Set<String> NO_PRECOPY_INFO = Set.of("EINVAL", "ENODEV", "ENOTTY");

    /** Whether the device is in a state, and its session in a condition, to be asked for the pre-copy info. */
    static boolean answersPrecopyInfo(SpecState state) {
        return Set.of("PRE_COPY", "PRE_COPY_P2P").contains(state.get("state"))
                && Boolean.FALSE.equals(state.get("dead"));
    }

    /** What a device answers that can tell is its own affair; one that cannot must say so. */
    private static boolean isPrecopyInfo(SpecState state, String errno) {
        return answersPrecopyInfo(state) || NO_PRECOPY_INFO.contains(errno);
    }

    /** After a reset, and from nothing else, the device is in RUNNING, and no session is left. */
    static boolean isReset(SpecState state, ResetDone done) {
        return done.state().equals("RUNNING")
                && "RUNNING".equals(state.get("state"))
                && "none".equals(state.get("session"))
                && IDLE.equals(state.get("goal"));
    }

    /**
     * A read of a living session brings bytes or, in STOP_COPY, its end, and in the PRE_COPY states nothing for now; of a
     * session that is over it brings ENODEV, and EBADF of one that is there for writing. EAGAIN says that a driver whose
     * reads wait was not ready (linux-vfio.md, statement 124).
     */
    static boolean isRead(SpecState state, Read read) {
        boolean alive = "saving".equals(state.get("session")) && Boolean.FALSE.equals(state.get("dead"));
        boolean ended = "STOP_COPY".equals(state.get("state"));
        return switch (read.errno()) {
            case "0" -> alive && (read.bytes() > 0 || read.length() == 0 || ended);
            case "ENOMSG" -> alive && !ended;
            case "EAGAIN" -> alive;
            case "ENODEV" -> !alive;
            case "EBADF" -> "resuming".equals(state.get("session"));
            default -> false;
        };
    }

    static boolean isWritten(SpecState state, WriteDone done) {
        boolean alive = "resuming".equals(state.get("session")) && Boolean.FALSE.equals(state.get("dead"));
        return done.errno().equals("0")
                ? alive
                        && (done.pending() == Pending.UNKNOWN
                                || done.pending().json().equals(state.get("pending")))
                : !alive;
    }

    static Optional<String> answerIn(SpecState state) {
        Object errno = reply(state).get("errno");
        return IDLE.equals(state.get("goal")) && !"pending".equals(errno)
                ? Optional.of(EventText.answer(
                        String.valueOf(errno),
                        !"none".equals(reply(state).get("file")),
                        String.valueOf(state.get("state"))))
                : Optional.empty();
    }

    private static Map<?, ?> reply(SpecState state) {
        return (Map<?, ?>) state.get("reply");
    }

    @Override
    public List<String> insteadOf(TraceEvent event, SpecMoves moves, Collection<SpecState> states) {
        Set<String> possible = new LinkedHashSet<>();
        states.forEach(state -> answerIn(state).ifPresent(possible::add));
        return List.copyOf(possible);
    }
}
