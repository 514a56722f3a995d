package dev.vmig.spec;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether the properties of a specification say anything about it. */
public final class Vacuity {
    private Vacuity() {}

    /** Most antecedents are true soon, in one model or the other; only what is not is looked for everywhere. */
    private static final int SOON = 2_000;

    /**
     * Walks the states of models, breadth first, the smallest model first, until every antecedent of their invariants and
     * properties has been true once. Antecedents that are about whole behaviours are left out.
     *
     * @return those that have not been true when all states of all models were seen
     */
    public static Set<Antecedent> neverTrue(SpecFiles files, Collection<Model> models) {
        Set<Antecedent> wereTrue = new HashSet<>();
        return walk(files, models, SOON, wereTrue).isEmpty()
                ? Set.of()
                : walk(files, models, Integer.MAX_VALUE, wereTrue);
    }

    private static Set<Antecedent> walk(
            SpecFiles files, Collection<Model> models, int atMost, Set<Antecedent> wereTrue) {
        List<Model> smallestFirst = models.stream()
                .sorted(Comparator.comparingLong(Model::distinct))
                .toList();
        Set<Antecedent> never = new LinkedHashSet<>();
        for (Model model : smallestFirst) {
            ConfigText config = new ConfigText(files.text(model.config()));
            try (Oracle oracle = Oracle.open(files, model.module(), model.config())) {
                Set<Antecedent> open = new LinkedHashSet<>();
                config.checked().forEach(property -> open.addAll(oracle.antecedents(property)));
                open.removeAll(wereTrue);
                Set<Antecedent> ahead = new LinkedHashSet<>(open);
                walk(oracle, atMost, open);
                ahead.removeAll(open);
                wereTrue.addAll(ahead);
                never.addAll(open);
            }
        }
        never.removeAll(wereTrue);
        return never;
    }

    /** Takes away from {@code open} what is true in one of the first states, until nothing is left. */
    private static void walk(Oracle oracle, int atMost, Set<Antecedent> open) {
        Set<SpecState> seen = new HashSet<>(oracle.initialStates());
        Deque<SpecState> toDo = new ArrayDeque<>(seen);
        for (int states = 0; states < atMost && !toDo.isEmpty() && !open.isEmpty(); states++) {
            SpecState state = toDo.remove();
            // Invariants are about states: a step that changes nothing shows them.
            open.removeAll(oracle.trueIn(state, state, open));
            for (SpecAction action : oracle.actions()) {
                for (SpecState next : oracle.successors(action, state)) {
                    if (!open.isEmpty()) {
                        open.removeAll(oracle.trueIn(state, next, open));
                    }
                    if (seen.add(next)) {
                        toDo.add(next);
                    }
                }
            }
        }
    }
}
