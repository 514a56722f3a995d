package dev.vmig.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.commons.lang3.function.FailableFunction;

/**
 * Mutation testing of a specification: its steps are changed in small ways, and TLC is asked whether a property notices.
 * A change that no property notices shows what the properties do not say, or is no mistake.
 */
public final class MutationTesting {
    /** A model with a mistake may have far more states than the right one. */
    private static final int SLOWER = 10;

    private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(20);

    private final SpecFiles files;
    private final List<Base> smallestFirst;
    private final EquivalentMutants equivalent;
    private final Map<SpecMutation, List<Base>> mutations = new LinkedHashMap<>();

    /** A model of the unchanged specification, and its result. */
    private record Base(Model model, ModelResult result) {}

    /** The fate of a mutant. */
    public enum Fate {
        /**
         * A property, an assumption or the check for deadlocks is violated, or a property holds that a catalogue says must
         * be violated.
         */
        KILLED("killed by a property"),
        /** All properties hold; an action that a catalogue lists is never taken. */
        UNTAKEN("noticed by an action that is never taken only"),
        /** All properties hold; only the number of states differs from that of the unchanged specification. */
        COUNT_ONLY("noticed by the number of states only"),
        /** Nothing differs. */
        SURVIVED("survived"),
        /** No property is violated, and {@link EquivalentMutants} says why none has to be. */
        EQUIVALENT("equivalent by argument"),
        /** TLC cannot evaluate it: no mistake that a property could notice. */
        REFUSED("refused by TLC"),
        /** No verdict within the limit. */
        TIMED_OUT("timed out");

        private final String text;

        Fate(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A mutant and its fate.
     *
     * @param models those that were asked, in this order
     * @param says the property that is violated, what TLC says, the numbers of states, or the argument
     */
    public record Mutant(SpecMutation mutation, Fate fate, List<String> models, String says) {}

    private MutationTesting(SpecFiles files, List<Base> smallestFirst, EquivalentMutants equivalent) {
        this.files = files;
        this.smallestFirst = smallestFirst;
        this.equivalent = equivalent;
    }

    /**
     * Prepares the models, several at a time. Those that a catalogue says must be violated are asked last;
     * what only they use, the departures, is not changed.
     *
     * @param equivalent what is argued about mutants that no property finds
     * @param listener told the name of each as it begins, by several threads
     * @throws SpecException if one does not hold, or is not violated, as it has to be, or cannot be loaded
     */
    public static MutationTesting of(
            SpecFiles files, List<Model> models, EquivalentMutants equivalent, int workers, Consumer<String> listener)
            throws InterruptedException {
        List<Base> bases = parallel(models, workers, model -> {
            listener.accept(model.name());
            return base(files, model);
        });
        List<Base> smallestFirst = bases.stream()
                .sorted(Comparator.comparing((Base base) -> !base.model.mustHold())
                        .thenComparing(base -> base.result.elapsed()))
                .toList();
        MutationTesting testing = new MutationTesting(files, smallestFirst, equivalent);
        testing.collect();
        return testing;
    }

    /** The models of vmig's specification whose mutants tell something: not those of inductive invariants. */
    public static List<Model> ofCatalogue(ModelCatalogue catalogue) {
        return catalogue.of(Tier.CI).stream()
                .filter(model -> !model.name().endsWith("Inductive"))
                .toList();
    }

    private static Base base(SpecFiles files, Model model) throws InterruptedException {
        ModelResult result = check(files, model, TlcOptions.NO_LIMIT);
        if (model.mustHold() ? !result.holds() : !model.mustViolate().equals(result.violated())) {
            throw new SpecException(
                    SpecException.Kind.QUESTION,
                    model.name()
                            + (model.mustHold() ? " does not hold as it is: " : " is not violated as it is: ")
                            + (result.violated() == null ? result.message() : result.violated()));
        }
        return new Base(model, result);
    }

    private void collect() {
        for (Base base : smallestFirst) {
            ConfigText config = new ConfigText(files.text(base.model.config()));
            try (Oracle oracle = Oracle.open(files, base.model.module(), base.model.config())) {
                for (SpecMutation mutation : oracle.mutations(config.behaviour())) {
                    if (base.model.mustHold()) {
                        mutations.computeIfAbsent(mutation, fresh -> new ArrayList<>());
                    }
                    List<Base> asked = mutations.getOrDefault(mutation, List.of(base));
                    if (!asked.contains(base)) {
                        asked.add(base);
                    }
                }
            }
        }
    }

    /** All changes, in the order of the definitions. */
    public List<SpecMutation> all() {
        return List.copyOf(mutations.keySet());
    }

    /** A random sample of {@code count} changes, or all changes if there are fewer. */
    public List<SpecMutation> sample(int count, long seed) {
        List<SpecMutation> shuffled = new ArrayList<>(mutations.keySet());
        Collections.shuffle(shuffled, new Random(seed));
        return List.copyOf(shuffled.subList(0, Math.min(count, shuffled.size())));
    }

    /**
     * Has TLC check each of the changes, several at a time.
     *
     * @param listener told of each as it is done, by several threads
     * @return in the order given
     */
    public List<Mutant> run(List<SpecMutation> chosen, int workers, Consumer<Mutant> listener)
            throws InterruptedException {
        return parallel(chosen, workers, mutation -> {
            Mutant mutant = argued(fate(mutation));
            listener.accept(mutant);
            return mutant;
        });
    }

    private static <T, R> List<R> parallel(
            List<T> items, int workers, FailableFunction<T, R, InterruptedException> task) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Future<R>> running = new ArrayList<>();
            items.forEach(item -> running.add(pool.submit(() -> task.apply(item))));
            List<R> results = new ArrayList<>();
            for (Future<R> result : running) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Mutant argued(Mutant mutant) {
        boolean found = mutant.fate() == Fate.KILLED || mutant.fate() == Fate.UNTAKEN;
        return found
                ? mutant
                : equivalent
                        .reason(mutant.mutation())
                        .map(reason -> new Mutant(mutant.mutation(), Fate.EQUIVALENT, mutant.models(), reason))
                        .orElse(mutant);
    }

    private Mutant fate(SpecMutation mutation) throws InterruptedException {
        SpecFiles changed = mutation.in(files);
        List<String> asked = new ArrayList<>();
        Fate fate = Fate.SURVIVED;
        String says = "";
        for (Base base : mutations.getOrDefault(mutation, List.of())) {
            asked.add(base.model.name());
            ModelResult result = check(changed, base);
            if (!base.model.mustHold() && base.model.mustViolate().equals(result.violated())) {
                continue;
            }
            switch (result.verdict()) {
                case HOLDS -> {
                    if (!base.model.mustHold()) {
                        return new Mutant(mutation, Fate.KILLED, asked, base.model.name() + " holds");
                    }
                    Optional<String> untaken = untaken(base.model, result);
                    if (untaken.isPresent()) {
                        fate = Fate.UNTAKEN;
                        says = untaken.get();
                    }
                    long distinct = result.progress().distinct();
                    long expected = base.result.progress().distinct();
                    if (distinct != expected && fate == Fate.SURVIVED) {
                        fate = Fate.COUNT_ONLY;
                        says = base.model.name() + ": " + distinct + " states instead of " + expected;
                    }
                }
                case TIMED_OUT -> {
                    if (fate != Fate.UNTAKEN) {
                        fate = Fate.TIMED_OUT;
                        says = base.model.name();
                    }
                }
                case INVARIANT_VIOLATED, PROPERTY_VIOLATED, ASSUMPTION_FALSE, DEADLOCK -> {
                    String violated = result.violated() == null ? "no deadlock" : result.violated();
                    return new Mutant(mutation, Fate.KILLED, asked, violated);
                }
                default -> {
                    return new Mutant(mutation, Fate.REFUSED, asked, result.message());
                }
            }
        }
        return new Mutant(mutation, fate, asked, says);
    }

    private static ModelResult check(SpecFiles changed, Base base) throws InterruptedException {
        Duration slow = base.result.elapsed().multipliedBy(SLOWER);
        return check(changed, base.model, slow.compareTo(SHORTEST_LIMIT) > 0 ? slow : SHORTEST_LIMIT);
    }

    private static ModelResult check(SpecFiles files, Model model, Duration limit) throws InterruptedException {
        return TlcChecker.check(files, model.module(), model.config(), options(model, limit), progress -> {});
    }

    private static TlcOptions options(Model model, Duration limit) {
        TlcOptions options = TlcOptions.of(1, limit);
        return model.actions().isEmpty() ? options.withoutCoverage() : options;
    }

    /** The catalogue's demand that each action is taken is a check, too. */
    private static Optional<String> untaken(Model model, ModelResult result) {
        return model.outcome(result, options(model, TlcOptions.NO_LIMIT)).objections().stream()
                .filter(objection -> objection.endsWith(" is never taken"))
                .findFirst();
    }
}
