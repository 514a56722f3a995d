package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each declared mistake violates the property that it is declared to violate: TLC is asked about that property alone. An
 * error of TLC's is no answer: a specification that cannot be evaluated has not been found out by a property.
 */
@Tag("mutation")
class MutationTest {
    private static final SpecFiles FILES = SpecFiles.bundled();
    /** All, or with {@code -Dmutation.of=VirtioImages} those that name it. */
    private static final Pattern SOME = Pattern.compile(System.getProperty("mutation.of", ""));

    /** What became of a mutant. */
    private enum Fate {
        KILLED,
        SURVIVED,
        EQUIVALENT,
        NOT_EQUIVALENT,
        ERROR
    }

    private record Outcome(SpecMutant mutant, Fate fate, String says) {
        private boolean isAsDeclared() {
            return fate == Fate.KILLED || fate == Fate.EQUIVALENT;
        }

        @Override
        public String toString() {
            return "%-17s %-12s %s   (%s)".formatted(fate, says, mutant, mutant.model());
        }
    }

    @Test
    void everyMistakeIsFoundOutByItsProperty() throws Exception {
        PrintStream out = System.out;
        List<SpecMutant> mutants = SpecMutant.declared().stream()
                .filter(mutant -> SOME.matcher(mutant + " " + mutant.model()).find())
                .toList();
        AtomicInteger done = new AtomicInteger();
        List<Callable<Outcome>> tasks = new ArrayList<>();
        mutants.forEach(mutant -> tasks.add(() -> {
            Outcome outcome = outcome(mutant);
            out.printf("%3d/%d %s%n", done.incrementAndGet(), mutants.size(), outcome);
            return outcome;
        }));

        List<Outcome> outcomes = new ArrayList<>();
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (Future<Outcome> outcome : workers.invokeAll(tasks)) {
                outcomes.add(outcome.get());
            }
        } finally {
            workers.shutdownNow();
        }

        Map<Fate, Integer> counts = new TreeMap<>();
        outcomes.forEach(outcome -> counts.merge(outcome.fate(), 1, Integer::sum));
        out.printf(
                "%d mutants: %d killed by the property that is declared, %d survived, %d equivalent%n",
                mutants.size(),
                counts.getOrDefault(Fate.KILLED, 0),
                counts.getOrDefault(Fate.SURVIVED, 0),
                counts.getOrDefault(Fate.EQUIVALENT, 0));
        assertThat(outcomes).allMatch(Outcome::isAsDeclared);
    }

    private static Outcome outcome(SpecMutant mutant) throws InterruptedException {
        Model model = mutant.registered();
        ModelResult result =
                model.check(asked(mutant, model), 1, progress -> {}).result();
        String violated = String.valueOf(result.violated());
        return switch (result.verdict()) {
            case HOLDS ->
                mutant.isEquivalent()
                        ? new Outcome(mutant, Fate.EQUIVALENT, mutant.reason())
                        : new Outcome(mutant, Fate.SURVIVED, mutant.property() + " holds");
            case INVARIANT_VIOLATED, PROPERTY_VIOLATED ->
                mutant.isEquivalent()
                        ? new Outcome(mutant, Fate.NOT_EQUIVALENT, violated)
                        : new Outcome(mutant, Fate.KILLED, violated);
            default -> new Outcome(mutant, Fate.ERROR, result.message());
        };
    }

    private static SpecFiles asked(SpecMutant mutant, Model model) {
        SpecFiles changed = mutant.in(FILES);
        return mutant.isEquivalent()
                ? changed
                : changed.withFile(
                        model.config(),
                        new ConfigText(changed.text(model.config()))
                                .askingOnly(mutant.property())
                                .toString());
    }
}
