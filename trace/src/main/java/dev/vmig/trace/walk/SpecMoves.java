package dev.vmig.trace.walk;

import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Answer;
import dev.vmig.trace.TraceEvent.Begin;
import dev.vmig.trace.TraceEvent.Call;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The moves of one module of the spec, cached because walks revisit the same states. */
public final class SpecMoves {
    /** The most explanations kept; more throw a {@link SearchLimitException}. */
    static final int MOST_EXPLANATIONS = 20_000;

    /** The most sets of explanations cached. */
    private static final int MOST_NODES = 20_000;

    private record Move(SpecAction action, SpecState from) {}

    /**
     * The way in which events are read.
     *
     * @param apart whether calls without a caller are read as calls of several callers
     * @param departure that the driver may have
     * @param anyAnswer whether the content of the answer is ignored
     */
    record Reading(boolean apart, Optional<Departure> departure, boolean anyAnswer) {}

    /** A set of explanations and its successors. */
    static final class Node {
        private final Set<Explanation> explanations;
        private final Map<String, Node> next = new HashMap<>();

        private Node(Set<Explanation> explanations) {
            this.explanations = explanations;
        }

        Set<Explanation> explanations() {
            return explanations;
        }

        boolean isAtRest() {
            return explanations.iterator().next().calls().isEmpty();
        }
    }

    private final Oracle oracle;
    private final EventDictionary dictionary;
    private final List<SpecAction> actions;
    private final Map<Move, List<SpecState>> successors = new HashMap<>();
    private final Map<Set<Explanation>, Node> nodes = new HashMap<>();

    SpecMoves(Oracle oracle, EventDictionary dictionary) {
        this.oracle = oracle;
        this.dictionary = dictionary;
        this.actions = oracle.actions();
    }

    /** Moves of {@code VirtioVf}. */
    public static SpecMoves ofVirtioVf(Oracle oracle) {
        return new SpecMoves(oracle, new VirtioEvents(Rules.PLAIN));
    }

    /** Moves of {@code VfioMigration}. */
    public static SpecMoves ofVfioMigration(Oracle oracle) {
        return new SpecMoves(oracle, new ContractEvents(Rules.PLAIN));
    }

    Oracle oracle() {
        return oracle;
    }

    List<SpecAction> actions() {
        return actions;
    }

    List<SpecState> successors(SpecAction action, SpecState from) {
        return successors.computeIfAbsent(new Move(action, from), move -> oracle.successors(action, from));
    }

    /** The alternatives to a rejected event. */
    List<String> insteadOf(TraceEvent event, Node node) {
        Set<SpecState> states = new LinkedHashSet<>();
        silently(node.explanations(), Optional.empty()).forEach(explanation -> states.add(explanation.spec()));
        return dictionary.insteadOf(event, this, states);
    }

    Node node(Set<Explanation> explanations) {
        if (nodes.size() >= MOST_NODES) {
            nodes.values().forEach(node -> node.next.clear());
            nodes.clear();
        }
        return nodes.computeIfAbsent(explanations, Node::new);
    }

    /** The explanations after an event; empty if nothing explains it. */
    Optional<Node> after(Node node, TraceEvent event, Reading reading) {
        if (reading.departure().isPresent() || reading.anyAnswer()) {
            return optional(step(node, event, reading));
        }
        String label = (reading.apart() ? "apart " : "") + EventText.label(event);
        Node known = node.next.get(label);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Node> after = optional(step(node, event, reading));
        after.ifPresent(next -> node.next.put(label, next));
        return after;
    }

    private Optional<Node> optional(Set<Explanation> explanations) {
        return explanations.isEmpty() ? Optional.empty() : Optional.of(node(explanations));
    }

    private Set<Explanation> step(Node node, TraceEvent event, Reading reading) {
        Set<Explanation> after = new LinkedHashSet<>();
        for (Explanation before : silently(node.explanations(), reading.departure())) {
            if (event instanceof Begin begin) {
                begin(before, begin, reading, after);
            } else if (event instanceof Answer answer) {
                answer(before, answer, reading, after);
            } else {
                boolean requested = before.isOpen(Call.SET_STATE) || before.isOpen(Call.RESET);
                take(before, dictionary.meaning(event, requested, reading.departure()), after);
            }
        }
        return after;
    }

    private void begin(Explanation before, Begin begin, Reading reading, Set<Explanation> after) {
        boolean named = !begin.caller().isEmpty();
        if (named || (reading.apart() && begin.call() != Call.RESET)) {
            OpenCall call = OpenCall.waiting(begin);
            boolean stale =
                    before.superseded() || before.calls().stream().anyMatch(open -> open.opensFile() && !open.stale());
            after.add(before.with(stale ? call.followed() : call));
        } else {
            OpenCall call = OpenCall.active(begin);
            boolean again = before.calls().contains(call);
            Explanation begun = again ? before : before.with(call);
            take(
                    begun.closed(begun.closed() || begin.call() == Call.CLOSE),
                    dictionary.begin(begin.call(), begin.argument(), false),
                    after);
        }
    }

    private void answer(Explanation before, Answer answer, Reading reading, Set<Explanation> after) {
        for (OpenCall call : before.answeredBy(answer)) {
            boolean ends = call.phase() == OpenCall.Phase.ACTIVE && !call.apart();
            OpenCall ended = ends ? call.ended(before.spec(), before.closed()) : call;
            if (ended.phase() == OpenCall.Phase.ENDED
                    && (reading.anyAnswer()
                            || dictionary.isAnswer(
                                    ended, answer, call.overtaken() || before.mayReset(), reading.departure()))) {
                Explanation answered = before.without(call);
                after.add(ended.opensFile() ? answered.withFile(ended.stale()) : answered);
            }
        }
    }

    /** Takes the steps of a meaning. */
    private void take(Explanation before, Meaning meaning, Set<Explanation> after) {
        if (!meaning.from().test(before.spec())) {
            return;
        }
        boolean possible = false;
        for (SpecAction action : actions) {
            if (meaning.action().test(action)) {
                for (SpecState next : successors(action, before.spec())) {
                    possible = true;
                    if (meaning.where().test(next)) {
                        after.add(before.in(next));
                    }
                }
            }
        }
        if (meaning.elseStay() && !possible) {
            after.add(before);
        }
    }

    /** The explanations reachable by steps without an event, including the given ones. */
    private Set<Explanation> silently(Collection<Explanation> from, Optional<Departure> departure) {
        Set<Explanation> reached = new LinkedHashSet<>(from);
        Deque<Explanation> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            Explanation explanation = open.remove();
            Set<Explanation> next = new LinkedHashSet<>();
            for (SpecAction action : actions) {
                if (dictionary.isSilent(action, explanation)
                        || (departure.isPresent() && departure.get().action().equals(action.name()))) {
                    boolean reset = action.name().equals("Reset");
                    for (SpecState state : successors(action, explanation.spec())) {
                        Explanation taken = explanation.in(state);
                        next.add(reset ? taken.each(OpenCall::overtakenByReset) : taken);
                    }
                }
            }
            explanation.calls().forEach(call -> proceed(explanation, call, next));
            next.stream().filter(reached::add).forEach(open::add);
            if (reached.size() > MOST_EXPLANATIONS) {
                throw new SearchLimitException("more than " + MOST_EXPLANATIONS + " orders of overlapping calls");
            }
        }
        return reached;
    }

    /** Lets one of several calls begin or end. */
    private void proceed(Explanation before, OpenCall call, Set<Explanation> next) {
        Explanation others = before.without(call);
        if (call.phase() == OpenCall.Phase.WAITING) {
            if ((before.closed() || call.stale()) && call.usesFile()) {
                next.add(others.with(call.begun().ended(before.spec(), before.closed())));
            } else if (call.call() == Call.RESET || call.call() == Call.CLOSE || !isBusy(others)) {
                Explanation begun = (call.call() == Call.RESET ? others.each(OpenCall::overtakenByReset) : others)
                        .with(call.begun());
                take(
                        begun.closed(begun.closed() || call.call() == Call.CLOSE),
                        dictionary.begin(call.call(), call.argument(), true),
                        next);
            }
        } else if (call.isActive(call.call()) && call.apart() && dictionary.mayEnd(call.call(), before.spec())) {
            OpenCall ended = call.ended(before.spec(), before.closed());
            next.add(
                    ended.opensFile()
                            ? others.each(OpenCall::followed).with(ended).closed(false)
                            : others.with(ended));
        }
    }

    private static boolean isBusy(Explanation explanation) {
        return explanation.calls().stream().anyMatch(OpenCall::excludesOthers);
    }
}
