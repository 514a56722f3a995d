package dev.vmig.trace.walk;

import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent.Answer;
import dev.vmig.trace.TraceEvent.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One possible behaviour that explains the events so far.
 *
 * @param spec the state of the specification
 * @param calls the calls in progress, in a fixed order
 * @param closed whether the VMM has closed the data file
 * @param superseded whether another session has followed that of the last returned data file
 */
record Explanation(SpecState spec, List<OpenCall> calls, boolean closed, boolean superseded) {
    private static final Comparator<OpenCall> ORDER = Comparator.comparing(OpenCall::caller)
            .thenComparing(OpenCall::call)
            .thenComparing(OpenCall::argument)
            .thenComparing(OpenCall::phase)
            .thenComparing(OpenCall::stale)
            .thenComparing(OpenCall::overtaken)
            .thenComparing(call -> call.end().hashCode());

    Explanation {
        calls = List.copyOf(calls);
    }

    static Explanation of(SpecState spec) {
        return new Explanation(spec, List.of(), false, false);
    }

    /** This explanation after a step of the specification. */
    Explanation in(SpecState next) {
        String state = String.valueOf(next.get("state"));
        Explanation moved = new Explanation(next, calls, closed, superseded);
        if (calls.isEmpty() || state.equals(spec.get("state"))) {
            return moved;
        }
        return moved.withCalls(calls.stream().map(call -> call.seeing(state)).toList());
    }

    Explanation with(OpenCall call) {
        List<OpenCall> more = new ArrayList<>(calls);
        more.add(call);
        more.sort(ORDER);
        return withCalls(more);
    }

    Explanation without(OpenCall call) {
        List<OpenCall> fewer = new ArrayList<>(calls);
        fewer.remove(call);
        return withCalls(fewer);
    }

    Explanation each(UnaryOperator<OpenCall> change) {
        return withCalls(calls.stream().map(change).sorted(ORDER).toList());
    }

    private Explanation withCalls(List<OpenCall> now) {
        return new Explanation(spec, now, closed, superseded);
    }

    Explanation closed(boolean now) {
        return new Explanation(spec, calls, now, superseded);
    }

    /**
     * This explanation after an answer with a data file; {@code stale} if another session has followed its session
     * already.
     */
    Explanation withFile(boolean stale) {
        return new Explanation(spec, calls, false, stale);
    }

    boolean isOpen(Call call) {
        return calls.stream().anyMatch(open -> open.call() == call);
    }

    boolean isActive(Call call) {
        return calls.stream().anyMatch(open -> open.isActive(call));
    }

    /** Whether a reset without a caller is in progress; it may take effect at any moment until its answer. */
    boolean mayReset() {
        return calls.stream().anyMatch(open -> open.isActive(Call.RESET) && !open.apart());
    }

    /** The calls that this answer can belong to. */
    List<OpenCall> answeredBy(Answer answer) {
        return calls.stream()
                .filter(open -> open.call() == answer.call() && open.caller().equals(answer.caller()))
                .distinct()
                .toList();
    }
}
