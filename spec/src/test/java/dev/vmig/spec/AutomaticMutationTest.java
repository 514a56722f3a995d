package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.spec.MutationTesting.Fate;
import dev.vmig.spec.MutationTesting.Mutant;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A property finds most changes that are made systematically, which the authors of the properties did not choose. A
 * sample is tried: {@code -Dmutation.sample=500}, 0 for all, {@code -Dmutation.seed=2} for another one.
 */
@Tag("mutation")
class AutomaticMutationTest {
    /** Ten minutes on two cores. */
    private static final int SAMPLE = Integer.getInteger("mutation.sample", 120);

    private static final long SEED = Long.getLong("mutation.seed", 1);

    /** Percent of those that TLC can evaluate; a mutant that is equivalent by argument, or times out, is not found. */
    private static final double LEAST = 75;

    private static final Set<Fate> NOT_FOUND = EnumSet.of(Fate.SURVIVED, Fate.COUNT_ONLY, Fate.UNTAKEN, Fate.TIMED_OUT);

    @Test
    void mostChangesAreFoundByAProperty() throws InterruptedException {
        PrintStream out = System.out;
        SpecFiles files = SpecFiles.bundled();
        int workers = Runtime.getRuntime().availableProcessors();
        MutationTesting testing = MutationTesting.of(
                files,
                MutationTesting.ofCatalogue(files.catalogue()),
                EquivalentMutants.bundled(),
                workers,
                model -> {});
        List<SpecMutation> all = testing.all();
        List<SpecMutation> chosen = SAMPLE == 0 ? all : testing.sample(SAMPLE, SEED);
        AtomicInteger done = new AtomicInteger();

        List<Mutant> mutants = testing.run(
                chosen,
                workers,
                mutant -> out.printf(
                        "%3d/%d %s: %s   (%s)%n",
                        done.incrementAndGet(), chosen.size(), mutant.fate(), mutant.mutation(), mutant.says()));

        Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
        mutants.forEach(mutant -> counts.merge(mutant.fate(), 1, Integer::sum));
        out.printf("%d of %d automatic mutants, seed %d: %s%n", chosen.size(), all.size(), SEED, counts);
        mutants.stream()
                .filter(mutant -> NOT_FOUND.contains(mutant.fate()))
                .forEach(mutant -> out.println("not argued: " + mutant.mutation() + "   (" + mutant.says() + ")"));
        assertThat(share(counts)).isGreaterThanOrEqualTo(LEAST);
    }

    private static double share(Map<Fate, Integer> counts) {
        int viable = counts.values().stream().mapToInt(Integer::intValue).sum() - counts.getOrDefault(Fate.REFUSED, 0);
        return 100.0 * counts.getOrDefault(Fate.KILLED, 0) / viable;
    }
}
