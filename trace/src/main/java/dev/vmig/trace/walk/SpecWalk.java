package dev.vmig.trace.walk;

import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Answer;
import dev.vmig.trace.TraceEvent.Begin;
import dev.vmig.trace.TraceEvent.Call;
import dev.vmig.trace.walk.SpecMoves.Node;
import dev.vmig.trace.walk.SpecMoves.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows one device through the spec: the set of explanations of all events so far.
 *
 * <p>Overlapping calls are tried in every order that their beginnings and answers allow. Only the second of two
 * overlapping calls without a caller shows the overlap: then the walk restarts from the last moment without a call.
 */
public final class SpecWalk {
    /** The most events kept since the last moment without a call. */
    private static final int MOST_EVENTS = 10_000;

    /** The most answers for which a contradiction is shrunk; each takes a walk of its own. */
    private static final int MOST_ANSWERS = 64;

    private record Taken(TraceEvent event, Optional<Departure> departure) {}

    private final SpecMoves moves;
    private Node now;
    private Node atRest;
    private final List<Taken> since = new ArrayList<>();
    private boolean apart;

    /**
     * Begins a walk.
     *
     * @param from the initial states
     */
    public SpecWalk(SpecMoves moves, Collection<SpecState> from) {
        this.moves = moves;
        this.now = moves.node(from.stream().map(Explanation::of).collect(Collectors.toCollection(LinkedHashSet::new)));
        this.atRest = now;
    }

    /** The states that explain the events so far. */
    public Set<SpecState> states() {
        return now.explanations().stream().map(Explanation::spec).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What the spec allows now in place of an event.
     *
     * @param event an answer to a call in progress
     */
    public List<String> instead(TraceEvent event) {
        return moves.insteadOf(event, now);
    }

    /** Whether every call is answered, so that the walk may end here. */
    public boolean isAtRest() {
        return now.isAtRest();
    }

    /**
     * Accepts the next event.
     *
     * @return why no behaviour of the spec explains it; empty if one does. A rejection does not change the walk
     * @throws SearchLimitException if too many orders of calls are possible
     */
    public Optional<Rejection> accept(TraceEvent event) {
        return accept(event, Optional.empty());
    }

    Optional<Rejection> accept(TraceEvent event, Optional<Departure> departure) {
        Optional<String> objection = objection(event);
        if (objection.isPresent()) {
            return objection.map(expected -> Rejection.of(event, List.of(expected)));
        }
        if (overlaps(event)) {
            separate();
        }
        Optional<Node> after = moves.after(now, event, new Reading(apart, departure, false));
        if (after.isEmpty()) {
            return Optional.of(Rejection.of(event, moves.insteadOf(event, now)));
        }
        now = after.get();
        if (isAtRest()) {
            atRest = now;
            apart = false;
            since.clear();
        } else if (since.size() == MOST_EVENTS) {
            throw new SearchLimitException("more than " + MOST_EVENTS + " events without a moment between calls");
        } else {
            since.add(new Taken(event, departure));
        }
        return Optional.empty();
    }

    /** Whether the event begins a call without a caller while another is not answered. */
    boolean overlaps(TraceEvent event) {
        return !apart
                && event instanceof Begin begin
                && begin.caller().isEmpty()
                && begin.call() != Call.RESET
                && calls().stream().anyMatch(call -> call.call() != Call.RESET);
    }

    /**
     * The smallest set of answers since the last moment without a call that no order explains, whatever the other
     * answers.
     *
     * @param rejected an answer that was rejected
     * @return positions of these answers in {@link #since}, without the rejected one; empty if there are too many
     */
    Optional<List<Integer>> contradiction(TraceEvent rejected) {
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < since.size(); i++) {
            if (since.get(i).event() instanceof Answer) {
                answers.add(i);
            }
        }
        if (answers.size() > MOST_ANSWERS) {
            return Optional.empty();
        }
        Set<Integer> passedOver = new LinkedHashSet<>();
        for (int candidate : answers) {
            passedOver.add(candidate);
            if (explains(rejected, passedOver)) {
                passedOver.remove(candidate);
            }
        }
        answers.removeAll(passedOver);
        return Optional.of(answers);
    }

    private boolean explains(TraceEvent last, Set<Integer> passedOver) {
        Node node = atRest;
        for (int i = 0; i < since.size(); i++) {
            Taken taken = since.get(i);
            Reading reading = new Reading(apart, taken.departure(), passedOver.contains(i));
            node = moves.after(node, taken.event(), reading).orElseThrow();
        }
        return moves.after(node, last, new Reading(apart, Optional.empty(), false))
                .isPresent();
    }

    /** Repeats the walk since the last moment without a call, with its calls in any order. */
    private void separate() {
        apart = true;
        Optional<Node> node = Optional.of(atRest);
        for (Taken taken : since) {
            node = node.flatMap(it -> moves.after(it, taken.event(), new Reading(true, taken.departure(), false)));
        }
        now = node.orElse(now);
    }

    /** Why the event is impossible, whatever the device does: an answer without its call, or a second call. */
    private Optional<String> objection(TraceEvent event) {
        if (event instanceof Begin begin && !begin.caller().isEmpty()) {
            return calls().stream()
                    .filter(call -> call.caller().equals(begin.caller()))
                    .findFirst()
                    .map(call -> "the answer to " + call.call().name().toLowerCase(Locale.ROOT) + " first");
        } else if (event instanceof Answer answer) {
            return calls().stream()
                            .anyMatch(call -> call.call() == answer.call()
                                    && call.caller().equals(answer.caller()))
                    ? Optional.empty()
                    : Optional.of("no answer without a call");
        }
        return Optional.empty();
    }

    /** The calls in progress, the same in all explanations. */
    private List<OpenCall> calls() {
        return now.explanations().iterator().next().calls();
    }
}
