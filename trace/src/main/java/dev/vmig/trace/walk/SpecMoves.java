package dev.vmig.trace.walk;

import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The moves of one module of the spec, remembered: walks come by the same states again and again. */
public final class SpecMoves {
    private record Move(SpecAction action, SpecState from) {}

    private record Silence(SpecState from, CallsInProgress calls) {}

    private final Oracle oracle;
    private final EventDictionary dictionary;
    private final List<SpecAction> actions;
    private final Map<Move, List<SpecState>> successors = new HashMap<>();
    private final Map<Silence, Set<SpecState>> silent = new HashMap<>();

    private SpecMoves(Oracle oracle, EventDictionary dictionary) {
        this.oracle = oracle;
        this.dictionary = dictionary;
        this.actions = oracle.actions();
    }

    /** Moves of {@code VirtioVf}. */
    public static SpecMoves ofVirtioVf(Oracle oracle) {
        return new SpecMoves(oracle, new VirtioEvents());
    }

    /** Moves of {@code VfioMigration}. */
    public static SpecMoves ofVfioMigration(Oracle oracle) {
        return new SpecMoves(oracle, new ContractEvents());
    }

    Oracle oracle() {
        return oracle;
    }

    EventDictionary dictionary() {
        return dictionary;
    }

    List<SpecAction> actions() {
        return actions;
    }

    List<SpecState> successors(SpecAction action, SpecState from) {
        return successors.computeIfAbsent(new Move(action, from), move -> oracle.successors(action, from));
    }

    /** All states that steps without an event lead to, those that they start in included. */
    Set<SpecState> silently(Collection<SpecState> from, CallsInProgress calls) {
        Set<SpecState> reached = new LinkedHashSet<>();
        from.forEach(state -> reached.addAll(silently(state, calls)));
        return reached;
    }

    private Set<SpecState> silently(SpecState from, CallsInProgress calls) {
        Silence key = new Silence(from, calls);
        Set<SpecState> known = silent.get(key);
        if (known != null) {
            return known;
        }
        Set<SpecState> reached = new LinkedHashSet<>(Set.of(from));
        Deque<SpecState> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            SpecState state = open.remove();
            for (SpecAction action : actions) {
                if (dictionary.isSilent(action, calls)) {
                    successors(action, state).stream().filter(reached::add).forEach(open::add);
                }
            }
        }
        silent.put(key, reached);
        return reached;
    }
}
