package dev.vmig.trace.walk;

import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Answer;
import dev.vmig.trace.TraceEvent.Begin;
import dev.vmig.trace.TraceEvent.Call;
import dev.vmig.trace.TraceEvent.Dma;
import dev.vmig.trace.walk.TraceReport.Departed;
import dev.vmig.trace.walk.TraceReport.DeviceReport;
import dev.vmig.trace.walk.TraceReport.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the events of one device of a trace in order. */
final class DeviceCheck {
    private static final Set<Object> QUIESCED = Set.of("RUNNING_P2P", "PRE_COPY_P2P");

    private final String name;
    private final SpecWalk walk;
    private final List<Departure> candidates;
    private final List<Integer> lines = new ArrayList<>();
    private final List<Departed> departures = new ArrayList<>();

    private int accepted;
    private Optional<Place> rejected = Optional.empty();
    private Optional<String> givenUp = Optional.empty();
    /** The first call without a caller that began before another was answered, and what was accepted before it. */
    private Optional<Place> overlap = Optional.empty();

    private int beforeOverlap;
    /** The number of unanswered calls without a caller. */
    private final Map<Call, Integer> unanswered = new EnumMap<>(Call.class);

    private int unjudgedDmas;

    DeviceCheck(String name, SpecWalk walk, List<Departure> candidates) {
        this.name = name;
        this.walk = walk;
        this.candidates = candidates;
    }

    void accept(Trace.Line line) {
        TraceEvent event = line.event();
        count(event);
        if (rejected.isPresent() || givenUp.isPresent()) {
            return;
        }
        if (overlap.isEmpty() && walk.overlaps(event)) {
            overlap = Optional.of(new Place(
                    line.number(), Rejection.of(event, List.of("the answer to the call before first")), List.of()));
            beforeOverlap = accepted;
        }
        if (event instanceof Dma dma && dma.to().isEmpty() && isQuiesced()) {
            unjudgedDmas++;
        }
        try {
            take(line);
        } catch (SearchLimitException e) {
            givenUp = Optional.of("line " + line.number() + ": " + e.getMessage());
        }
    }

    private void take(Trace.Line line) {
        Optional<Rejection> rejection = walk.accept(line.event());
        if (rejection.isPresent() && !departs(line, rejection.get())) {
            List<Integer> with = line.event() instanceof Answer
                    ? walk.contradiction(line.event()).orElse(List.of()).stream()
                            .map(lines::get)
                            .toList()
                    : List.of();
            rejected = Optional.of(new Place(line.number(), rejection.get(), with));
            return;
        }
        accepted++;
        if (walk.isAtRest()) {
            lines.clear();
        } else {
            lines.add(line.number());
        }
    }

    private boolean departs(Trace.Line line, Rejection rejection) {
        for (Departure candidate : candidates) {
            if (walk.accept(line.event(), Optional.of(candidate)).isEmpty()) {
                departures.add(new Departed(line.number(), accepted + 1, candidate, rejection));
                return true;
            }
        }
        return false;
    }

    private void count(TraceEvent event) {
        if (event instanceof Begin begin && begin.caller().isEmpty() && begin.call() != Call.RESET) {
            unanswered.merge(begin.call(), 1, Integer::sum);
        } else if (event instanceof Answer answer && answer.caller().isEmpty() && answer.call() != Call.RESET) {
            unanswered.merge(answer.call(), -1, Integer::sum);
        }
    }

    private boolean isQuiesced() {
        return walk.states().stream().anyMatch(state -> QUIESCED.contains(state.get("state")));
    }

    /** The number of DMAs in P2P states whose target is not recorded. */
    int unjudgedDmas() {
        return unjudgedDmas;
    }

    /**
     * The report.
     *
     * @param complete whether the trace has its end: then overlapping calls without a caller are each answered, or the
     *     second one is rejected
     */
    DeviceReport report(boolean complete) {
        boolean unbalanced = false;
        for (int count : unanswered.values()) {
            unbalanced |= count != 0;
        }
        if (overlap.isPresent() && complete && unbalanced) {
            return new DeviceReport(name, beforeOverlap, overlap, true, departures, Optional.empty());
        }
        return new DeviceReport(name, accepted, rejected, rejected.isPresent() || walk.isAtRest(), departures, givenUp);
    }
}
