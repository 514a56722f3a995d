package dev.vmig.trace.walk;

import dev.vmig.fsm.MigrationState;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.Pending;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Answer;
import dev.vmig.trace.TraceEvent.Call;
import dev.vmig.trace.TraceEvent.Dma;
import dev.vmig.trace.TraceEvent.GetStateDone;
import dev.vmig.trace.TraceEvent.Interrupt;
import dev.vmig.trace.TraceEvent.PrecopyInfoDone;
import dev.vmig.trace.TraceEvent.Read;
import dev.vmig.trace.TraceEvent.ReadDone;
import dev.vmig.trace.TraceEvent.ResetDone;
import dev.vmig.trace.TraceEvent.SetStateDone;
import dev.vmig.trace.TraceEvent.WriteDone;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Maps events to steps of {@code VfioMigration}, for any driver: the calls of the VMM and their answers. */
final class ContractEvents implements EventDictionary {
    /** The value of {@code goal} when no request is in flight. */
    static final String IDLE = "no request";

    /** The errno of the run modules that stands for any errno. */
    static final String ANY_ERRNO = "EANY";

    /** The errno of the run modules for a failure of the system around the driver. */
    static final String SYSTEM_ERRNO = "ESYS";

    /** The actions that a write can be; the answer decides. */
    static final Set<String> WRITES = Set.of("WritePart", "WriteImage", "WriteSkipped", "WriteFails");

    /** Errnos of failures outside the driver: a bad pointer of the caller, no free file descriptor, no memory. */
    static final Set<String> SYSTEM_FAILURES = Set.of("EFAULT", "EMFILE", "ENFILE", "ENOMEM");

    private static final Set<String> NO_FILE_LEFT = Set.of("EMFILE", "ENFILE");
    private static final Set<String> NO_PRECOPY_INFO = Set.of("EINVAL", "ENODEV", "ENOTTY");
    private static final Set<String> SILENT = Set.of("TakeArc", "FailArc", "FailIntoError", "RefuseImage", "Finish");
    private static final Set<String> STOPPED = Set.of("STOP", "STOP_COPY", "RESUMING");
    private static final Set<String> QUIESCED = Set.of("RUNNING_P2P", "PRE_COPY_P2P");
    private static final Set<String> STATES =
            Arrays.stream(MigrationState.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final Rules rules;

    ContractEvents(Rules rules) {
        this.rules = rules;
    }

    @Override
    public boolean isSilent(SpecAction action, Explanation explanation) {
        return SILENT.contains(action.name())
                || (WRITES.contains(action.name()) && explanation.isActive(Call.WRITE))
                || (action.name().equals("Reset") && explanation.mayReset());
    }

    @Override
    public Meaning begin(Call call, String argument, boolean apart) {
        if (call == Call.SET_STATE) {
            return Meaning.step(request(argument));
        }
        return call == Call.RESET && apart
                ? Meaning.step(action -> action.name().equals("Reset"))
                : Meaning.nothing();
    }

    /** A request is one of two actions: it is accepted or refused. */
    static Predicate<SpecAction> request(String requested) {
        // The spec has no numbers: a number that is not a state is refused like ERROR.
        String named = STATES.contains(requested) ? requested : MigrationState.ERROR.name();
        return action -> (action.name().equals("Ask") || action.name().equals("Refuse"))
                && action.arguments().containsValue(named);
    }

    @Override
    public boolean mayEnd(Call call, SpecState state) {
        return call != Call.SET_STATE || isIdle(state);
    }

    @Override
    public Meaning meaning(TraceEvent event, boolean requested, Optional<Departure> departure) {
        if (event instanceof Read e) {
            return Meaning.seen(state -> isRead(state, e.errno(), e.bytes() > 0, e.length() > 0, departure));
        } else if (rules == Rules.PLAIN || requested) {
            return Meaning.nothing();
        } else if (event instanceof Dma e) {
            boolean toDevice = !e.to().isEmpty() && !e.to().equals(TraceEvent.MEMORY);
            return Meaning.seen(state -> !isIn(state, STOPPED) && !(toDevice && isIn(state, QUIESCED)));
        } else if (event instanceof Interrupt) {
            return Meaning.seen(state -> !isIn(state, STOPPED));
        }
        return Meaning.nothing();
    }

    @Override
    public boolean isAnswer(OpenCall call, Answer answer, boolean overtaken, Optional<Departure> departure) {
        OpenCall.End end = call.end().orElseThrow();
        SpecState seen = end.seen();
        if ((call.stale() || end.closed()) && call.usesFile()) {
            return isWithoutFile(call, errnoOf(answer), end.closed(), departure);
        } else if (answer instanceof SetStateDone e) {
            return (e.state().isEmpty() || end.since().contains(e.state())) && isIdle(seen) && isReply(seen, e);
        } else if (answer instanceof GetStateDone e) {
            return e.errno().equals("0")
                    ? e.state().equals(seen.get("state"))
                    : e.state().isEmpty() && SYSTEM_FAILURES.contains(e.errno());
        } else if (answer instanceof ReadDone e) {
            return isRead(seen, e.errno(), e.bytes() > 0, call.argument().isEmpty(), departure);
        } else if (answer instanceof WriteDone e) {
            return overtaken || isWritten(seen, e);
        } else if (answer instanceof PrecopyInfoDone e) {
            return overtaken || answersPrecopyInfo(seen) || isNoPrecopyInfo(seen, e.errno(), departure);
        } else if (answer instanceof ResetDone e) {
            return end.since().contains(e.state()) && isReset(seen, e.state(), call.apart());
        }
        return true;
    }

    /** Whether a call uses a closed file, or the file of an earlier session. */
    private static boolean isWithoutFile(OpenCall call, String errno, boolean closed, Optional<Departure> departure) {
        return (closed && errno.equals("EBADF"))
                || (call.stale()
                        && (errno.equals("ENODEV")
                                || (departure.equals(Optional.of(Departure.K_16))
                                        && call.call() == Call.PRECOPY_INFO
                                        && errno.equals("EINVAL"))));
    }

    private static String errnoOf(Answer answer) {
        if (answer instanceof ReadDone e) {
            return e.errno();
        } else if (answer instanceof WriteDone e) {
            return e.errno();
        }
        return ((PrecopyInfoDone) answer).errno();
    }

    private boolean isReply(SpecState seen, SetStateDone done) {
        Object errno = Objects.requireNonNull(reply(seen).get("errno"), "errno");
        boolean file = !"none".equals(reply(seen).get("file"));
        if (rules == Rules.VERSION_2 && !done.dataFile()) {
            // The answer cannot be written back, or no file descriptor is left; the device keeps its state.
            if (done.errno().equals("EFAULT")
                    || ("0".equals(errno) && file && NO_FILE_LEFT.contains(done.errno()))
                    || (errno.equals(SYSTEM_ERRNO) && SYSTEM_FAILURES.contains(done.errno()))) {
                return true;
            }
        }
        return isErrno(errno, done.errno()) && done.dataFile() == file;
    }

    /** Whether the errno of the spec is this one, or stands for any. */
    static boolean isErrno(Object spec, String errno) {
        return errno.equals(spec) || (ANY_ERRNO.equals(spec) && !errno.equals("0"));
    }

    /** Whether state and session allow the pre-copy info. */
    static boolean answersPrecopyInfo(SpecState state) {
        return Set.of("PRE_COPY", "PRE_COPY_P2P").contains(state.get("state"))
                && Boolean.FALSE.equals(state.get("dead"));
    }

    /** Whether the errno refuses the pre-copy info: without a session ENODEV, or ENOTTY of a device without PRE_COPY. */
    boolean isNoPrecopyInfo(SpecState state, String errno, Optional<Departure> departure) {
        if (rules == Rules.VERSION_2 && errno.equals("EFAULT")) {
            return true;
        }
        if (rules == Rules.PLAIN || !"none".equals(state.get("session"))) {
            return NO_PRECOPY_INFO.contains(errno);
        }
        boolean none = errno.equals("ENOTTY") && !((Set<?>) state.get("features")).contains("PRE_COPY");
        return errno.equals("ENODEV")
                || none
                || (departure.equals(Optional.of(Departure.K_16)) && errno.equals("EINVAL"));
    }

    /** Whether the device was just reset: it is in RUNNING without a session. */
    static boolean isReset(SpecState seen, String told, boolean apart) {
        return (apart || told.equals("RUNNING"))
                && "RUNNING".equals(seen.get("state"))
                && "none".equals(seen.get("session"))
                && isIdle(seen);
    }

    /**
     * A read of a live session answers bytes, the end of the stream in STOP_COPY, or ENOMSG in the PRE_COPY states; of
     * an ended session ENODEV, and of a resuming one EBADF. EAGAIN means that a driver whose reads wait was not ready
     * ({@code mlx5vf_save_read} of Linux).
     */
    boolean isRead(SpecState state, String errno, boolean bytes, boolean wanted, Optional<Departure> departure) {
        boolean alive = "saving".equals(state.get("session")) && Boolean.FALSE.equals(state.get("dead"));
        boolean ended = "STOP_COPY".equals(state.get("state"));
        boolean departs = (departure.equals(Optional.of(Departure.K_11)) && alive && errno.equals("0"))
                || (departure.equals(Optional.of(Departure.K_12))
                        && !alive
                        && !bytes
                        && Set.of("0", "EINVAL").contains(errno));
        return departs
                || switch (errno) {
                    case "0" -> alive && (bytes || !wanted || ended);
                    case "ENOMSG" -> alive && !ended;
                    case "EAGAIN" -> alive;
                    case "ENODEV" -> !alive;
                    case "EBADF" -> "resuming".equals(state.get("session"));
                    case "EFAULT", "ENOMEM" -> alive && rules == Rules.VERSION_2;
                    default -> false;
                };
    }

    private static boolean isWritten(SpecState state, WriteDone done) {
        boolean alive = "resuming".equals(state.get("session")) && Boolean.FALSE.equals(state.get("dead"));
        return done.errno().equals("0")
                ? alive
                        && (done.pending() == Pending.UNKNOWN
                                || done.pending().json().equals(state.get("pending")))
                : !alive;
    }

    static Optional<String> answerIn(SpecState state) {
        String errno = String.valueOf(reply(state).get("errno"));
        if (!isIdle(state) || errno.equals("pending") || errno.equals(SYSTEM_ERRNO)) {
            return Optional.empty();
        }
        return Optional.of(EventText.answer(
                errno.equals(ANY_ERRNO) ? "with an errno" : errno,
                !"none".equals(reply(state).get("file")),
                String.valueOf(state.get("state"))));
    }

    private static Map<?, ?> reply(SpecState state) {
        return (Map<?, ?>) state.get("reply");
    }

    private static boolean isIdle(SpecState state) {
        return IDLE.equals(state.get("goal"));
    }

    private static boolean isIn(SpecState state, Set<String> states) {
        return states.contains(state.get("state"));
    }

    @Override
    public List<String> insteadOf(TraceEvent event, SpecMoves moves, Collection<SpecState> states) {
        if (event instanceof Dma e && states.stream().anyMatch(state -> isIn(state, QUIESCED))) {
            return List.of("no DMA to a device in a P2P state, " + e.to() + " among them");
        } else if (event instanceof Dma || event instanceof Interrupt) {
            return List.of("nothing of a device in STOP, STOP_COPY or RESUMING");
        } else if (event instanceof GetStateDone) {
            return states.stream()
                    .map(state -> "state " + state.get("state"))
                    .distinct()
                    .toList();
        }
        Set<String> possible = new LinkedHashSet<>();
        states.forEach(state -> answerIn(state).ifPresent(possible::add));
        return List.copyOf(possible);
    }
}
