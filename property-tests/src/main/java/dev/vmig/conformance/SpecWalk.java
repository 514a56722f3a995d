package dev.vmig.conformance;

import dev.vmig.conformance.trace.TraceEvent;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows one device through the spec: the set of states that explain all events so far. */
public final class SpecWalk {
    private final Oracle oracle;
    private final EventDictionary dictionary;
    private final List<SpecAction> actions;
    private CallInProgress call = CallInProgress.NONE;
    private Set<SpecState> states;

    private SpecWalk(Oracle oracle, EventDictionary dictionary, Collection<SpecState> from) {
        this.oracle = oracle;
        this.dictionary = dictionary;
        this.actions = oracle.actions();
        this.states = new LinkedHashSet<>(from);
    }

    /** Begins in any of these states of {@code VirtioVf}. */
    public static SpecWalk ofVirtioVf(Oracle oracle, Collection<SpecState> from) {
        return new SpecWalk(oracle, new VirtioEvents(), from);
    }

    /** Begins in any of these states of {@code VfioMigration}. */
    public static SpecWalk ofVfioMigration(Oracle oracle, Collection<SpecState> from) {
        return new SpecWalk(oracle, new ContractEvents(), from);
    }

    /** The states that explain what has been seen, before any further silent step. */
    public Set<SpecState> states() {
        return Set.copyOf(states);
    }

    /**
     * Takes the next event.
     *
     * @return why no behaviour of the spec explains it, or nothing if one does; after a rejection the walk stays where
     *     it was
     */
    public Optional<Rejection> accept(TraceEvent event) {
        Meaning meaning = dictionary.meaning(event);
        CallInProgress during = call.after(event);
        // While a call is answered its own silent steps are still possible.
        Set<SpecState> before = reach(states, during.equals(call) ? call : union(call, during));
        Set<SpecState> after = meaning.step()
                ? step(before, meaning)
                : before.stream().filter(meaning.after()).collect(Collectors.toCollection(LinkedHashSet::new));
        if (after.isEmpty()) {
            return Optional.of(new Rejection(event, dictionary.possible(oracle, before)));
        }
        states = after;
        call = during;
        return Optional.empty();
    }

    private Set<SpecState> step(Set<SpecState> before, Meaning meaning) {
        Set<SpecState> after = new LinkedHashSet<>();
        for (SpecAction action : actions) {
            if (meaning.action().test(action)) {
                for (SpecState state : before) {
                    oracle.successors(action, state).stream()
                            .filter(meaning.after())
                            .forEach(after::add);
                }
            }
        }
        return after;
    }

    /** All states that silent steps lead to. */
    private Set<SpecState> reach(Set<SpecState> from, CallInProgress during) {
        List<SpecAction> silent = actions.stream()
                .filter(action -> dictionary.isSilent(action, during))
                .toList();
        Set<SpecState> reached = new LinkedHashSet<>(from);
        Deque<SpecState> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            SpecState state = open.remove();
            for (SpecAction action : silent) {
                for (SpecState next : oracle.successors(action, state)) {
                    if (reached.add(next)) {
                        open.add(next);
                    }
                }
            }
        }
        return reached;
    }

    private static CallInProgress union(CallInProgress a, CallInProgress b) {
        return new CallInProgress(a.write() || b.write(), a.reset() || b.reset());
    }
}
