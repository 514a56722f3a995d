package dev.vmig.trace.walk;

import dev.vmig.trace.TraceEvent;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which calls of the VMM have begun and are not answered. One at a time, except that a reset may come during any. */
record CallsInProgress(Set<Call> open) {
    enum Call {
        SET_STATE,
        WRITE,
        DATA_SIZE,
        PRECOPY_INFO,
        RESET
    }

    static final CallsInProgress NONE = new CallsInProgress(Set.of());

    CallsInProgress {
        open = Set.copyOf(open);
    }

    boolean write() {
        return open.contains(Call.WRITE);
    }

    boolean reset() {
        return open.contains(Call.RESET);
    }

    /** Why the event cannot come now, whatever the device does: an answer without its call, or a second call. */
    Optional<String> objection(TraceEvent event) {
        Optional<Call> begun = begunBy(event);
        if (begun.isPresent() && begun.get() != Call.RESET) {
            return open.stream()
                    .filter(call -> call != Call.RESET)
                    .findFirst()
                    .map(call -> "the answer to " + call.name().toLowerCase(Locale.ROOT) + " first");
        }
        return answeredBy(event).filter(call -> !open.contains(call)).map(call -> "no answer without a call");
    }

    /** Once the event has happened. */
    CallsInProgress after(TraceEvent event) {
        Optional<Call> begun = begunBy(event);
        Optional<Call> answered = answeredBy(event);
        if (begun.isEmpty() && answered.isEmpty()) {
            return this;
        }
        EnumSet<Call> next = EnumSet.noneOf(Call.class);
        next.addAll(open);
        begun.ifPresent(next::add);
        answered.ifPresent(next::remove);
        return new CallsInProgress(next);
    }

    private static Optional<Call> begunBy(TraceEvent event) {
        if (event instanceof TraceEvent.SetState) {
            return Optional.of(Call.SET_STATE);
        } else if (event instanceof TraceEvent.Write) {
            return Optional.of(Call.WRITE);
        } else if (event instanceof TraceEvent.DataSize) {
            return Optional.of(Call.DATA_SIZE);
        } else if (event instanceof TraceEvent.PrecopyInfo) {
            return Optional.of(Call.PRECOPY_INFO);
        } else if (event instanceof TraceEvent.Reset) {
            return Optional.of(Call.RESET);
        }
        return Optional.empty();
    }

    private static Optional<Call> answeredBy(TraceEvent event) {
        if (event instanceof TraceEvent.SetStateDone) {
            return Optional.of(Call.SET_STATE);
        } else if (event instanceof TraceEvent.WriteDone) {
            return Optional.of(Call.WRITE);
        } else if (event instanceof TraceEvent.DataSizeDone) {
            return Optional.of(Call.DATA_SIZE);
        } else if (event instanceof TraceEvent.PrecopyInfoDone) {
            return Optional.of(Call.PRECOPY_INFO);
        } else if (event instanceof TraceEvent.ResetDone) {
            return Optional.of(Call.RESET);
        }
        return Optional.empty();
    }
}
