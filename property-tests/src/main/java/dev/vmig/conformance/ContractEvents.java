package dev.vmig.conformance;

import dev.vmig.conformance.trace.TraceEvent;
import dev.vmig.conformance.trace.TraceEvent.*;
import dev.vmig.fsm.MigrationState;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
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

    private static final Set<String> STATES =
            Arrays.stream(MigrationState.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> SILENT = Set.of("TakeArc", "FailArc", "FailIntoError", "RefuseImage", "Finish");
    private static final Set<String> SILENT_IN_WRITE = Set.of("WritePart", "WriteImage", "WriteSkipped", "WriteFails");

    @Override
    public boolean isSilent(SpecAction action, CallInProgress call) {
        return SILENT.contains(action.name())
                || (call.write() && SILENT_IN_WRITE.contains(action.name()))
                || (call.reset() && action.name().equals("Reset"));
    }

    @Override
    public Meaning meaning(TraceEvent event) {
        if (event instanceof SetState e) {
            return Meaning.action(request(e.requested()));
        } else if (event instanceof SetStateDone e) {
            return Meaning.seen(state -> isAnswer(state, e.errno(), e.dataFile(), e.state()));
        } else if (event instanceof WriteDone e) {
            return Meaning.seen(state -> e.errno().equals("0")
                    ? Boolean.FALSE.equals(state.get("dead")) && Boolean.valueOf(e.pending()).equals(state.get("pending"))
                    : Boolean.TRUE.equals(state.get("dead")) || !"resuming".equals(state.get("session")));
        } else if (event instanceof ResetDone e) {
            return Meaning.seen(
                    state -> e.state().equals(state.get("state")) && IDLE.equals(state.get("goal")));
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

    static boolean isAnswer(SpecState state, String errno, boolean dataFile, String reached) {
        return IDLE.equals(state.get("goal"))
                && reached.equals(state.get("state"))
                && errno.equals(reply(state).get("errno"))
                && dataFile != "none".equals(reply(state).get("file"));
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
    public List<String> possible(Oracle oracle, Collection<SpecState> states) {
        Set<String> possible = new LinkedHashSet<>();
        states.forEach(state -> answerIn(state).ifPresent(possible::add));
        return List.copyOf(possible);
    }
}
