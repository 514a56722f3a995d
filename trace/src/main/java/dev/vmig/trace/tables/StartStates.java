package dev.vmig.trace.tables;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.walk.SpecOracles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The states of the spec in which a device is idle and takes a request. */
final class StartStates {
    /**
     * Steps that lead to no further start state: failures, bus events, and queries of the VMM. Without them the search
     * visits a few hundred states instead of tens of thousands.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "Ring",
            "Serve",
            "Receive",
            "Interrupt",
            "Settle",
            "AskReset",
            "AskSize",
            "AskPrecopyInfo",
            "Refuse",
            "OutOfIds",
            "FailIntoError");

    /** Failures that a session survives as a failed one. */
    private static final Set<String> FAILURES = Set.of("CompleteWithError", "WriteFails", "FailArc");

    /** The variant of a device whose session has failed. */
    private static final String FAILED = "failed_session";

    /** The variables of an idle device; variables that a module lacks are ignored. */
    private static final Map<String, Object> AT_REST = Map.of(
            "goal",
            "no request",
            "task",
            "none",
            "failure",
            "0",
            "resetting",
            false,
            "spare",
            false,
            "bus",
            "quiet",
            "doorbell",
            false);

    private final List<SpecState> waiting;

    private StartStates(List<SpecState> waiting) {
        this.waiting = waiting;
    }

    /**
     * The states of a device that reached its state as one of the rows says. Without a row about a failed session the
     * device has had no failure.
     */
    static StartStates explore(Oracle oracle, FeatureSet features, List<RecordedRow> rows) {
        boolean failures = rows.stream().anyMatch(row -> row.variant().equals(FAILED));
        Set<String> names = SpecOracles.featureNames(features);
        List<SpecAction> actions = oracle.actions().stream()
                .filter(action -> !LEFT_OUT.contains(action.name()) && (failures || !FAILURES.contains(action.name())))
                .toList();
        Set<SpecState> reached = new LinkedHashSet<>();
        Deque<SpecState> open = new ArrayDeque<>();
        oracle.initialStates().stream()
                .filter(state -> names.equals(state.get("features")) && reached.add(state))
                .forEach(open::add);
        while (!open.isEmpty()) {
            SpecState state = open.remove();
            for (SpecAction action : actions) {
                oracle.successors(action, state).stream().filter(reached::add).forEach(open::add);
            }
        }
        return new StartStates(reached.stream().filter(StartStates::isAtRest).toList());
    }

    /** The states of a device that reached its state as the row says. */
    List<SpecState> of(RecordedRow row) {
        return waiting.stream()
                .filter(state -> row.current().name().equals(state.get("state")))
                .filter(state -> row.variant().equals(FAILED) == Boolean.TRUE.equals(state.get("dead")))
                .filter(state -> row.current() != MigrationState.RESUMING || wasWritten(state, row.variant()))
                .toList();
    }

    private static boolean isAtRest(SpecState state) {
        Map<String, Object> values = state.values();
        return AT_REST.entrySet().stream()
                .allMatch(rest -> rest.getValue().equals(values.getOrDefault(rest.getKey(), rest.getValue())));
    }

    /** The meaning of the variants for the written data; an unknown variant allows any. */
    private static boolean wasWritten(SpecState state, String variant) {
        Object image = state.get("image");
        boolean pending = Boolean.TRUE.equals(state.get("pending"));
        return switch (variant) {
            case "no_data" -> image.equals("none") && !pending;
            case "header_only", "partial_data" -> image.equals("none") && pending;
            case "full_data", "two_chunks" -> image.equals("whole") && !pending;
            default -> true;
        };
    }
}
