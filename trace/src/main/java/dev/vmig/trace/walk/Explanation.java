package dev.vmig.trace.walk;

import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent.Answer;
import dev.vmig.trace.TraceEvent.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One way in which the events so far can have come about.
 *
 * @param spec the state of the specification
 * @param calls those that have begun and have not been answered, in a fixed order
 * @param closed whether the VMM has closed the data file
 * @param superseded whether the last data file that an answer brought is that of a session that another has followed
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

    /** After a step of the specification. */
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

    /** An answer has brought a data file; {@code stale} if a session has followed the one of that file already. */
    Explanation withFile(boolean stale) {
        return new Explanation(spec, calls, false, stale);
    }

    boolean isOpen(Call call) {
        return calls.stream().anyMatch(open -> open.call() == call);
    }

    boolean isActive(Call call) {
        return calls.stream().anyMatch(open -> open.isActive(call));
    }

    /** Whether a reset without a caller is to be carried out, which may happen at any moment until it is answered. */
    boolean mayReset() {
        return calls.stream().anyMatch(open -> open.isActive(Call.RESET) && !open.apart());
    }

    /** The calls that this can be the answer to. */
    List<OpenCall> answeredBy(Answer answer) {
        return calls.stream()
                .filter(open -> open.call() == answer.call() && open.caller().equals(answer.caller()))
                .distinct()
                .toList();
    }
}
