package dev.vmig.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vmig.spec.MutationTesting.Fate;
import dev.vmig.spec.MutationTesting.Mutant;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of mutation testing; its JSON form has these fields.
 *
 * @param possible number of possible changes
 * @param seed of the choice
 * @param counts number of mutants by fate
 * @param mutants the checked mutants
 */
record MutationReport(int possible, long seed, Map<Fate, Long> counts, List<Row> mutants) {
    private static final double PERCENT = 100;

    /** A mutant; {@code says} is the violated property, the numbers of states, or TLC's message. */
    record Row(
            String module,
            int line,
            int column,
            String definition,
            String kind,
            String original,
            String replacement,
            Fate fate,
            String says,
            List<String> models) {
        static Row of(Mutant mutant) {
            return new Row(
                    mutant.mutation().where().module(),
                    mutant.mutation().where().line(),
                    mutant.mutation().where().column(),
                    mutant.mutation().definition(),
                    mutant.mutation().kind(),
                    mutant.mutation().original(),
                    mutant.mutation().replacement(),
                    mutant.fate(),
                    mutant.says(),
                    mutant.models());
        }
    }

    static MutationReport of(int possible, long seed, List<Row> mutants) {
        Map<Fate, Long> counts = new EnumMap<>(Fate.class);
        for (Fate fate : Fate.values()) {
            counts.put(fate, mutants.stream().filter(row -> row.fate() == fate).count());
        }
        return new MutationReport(possible, seed, counts, mutants);
    }

    /**
     * Percentage of the mutants killed by a property, among all that TLC can evaluate. One that is equivalent by argument,
     * or timed out, is not killed.
     */
    @JsonProperty
    double share() {
        long viable = mutants.size() - count(Fate.REFUSED);
        return viable == 0 ? PERCENT : PERCENT * count(Fate.KILLED) / viable;
    }

    private long count(Fate fate) {
        return counts.getOrDefault(fate, 0L);
    }

    void print(PrintWriter out) {
        for (Fate fate : List.of(Fate.SURVIVED, Fate.COUNT_ONLY, Fate.UNTAKEN, Fate.TIMED_OUT)) {
            if (count(fate) > 0) {
                out.println(fate + ":");
                mutants.stream().filter(row -> row.fate() == fate).forEach(row -> print(out, row));
                out.println();
            }
        }
        out.printf(Locale.ROOT, "%d of %d changes, seed %d:%n", mutants.size(), possible, seed);
        counts.forEach((fate, count) -> out.printf(Locale.ROOT, "%6d %s%n", count, fate));
        out.printf(Locale.ROOT, "%.1f %% of those that TLC can evaluate are killed by a property%n", share());
    }

    private static void print(PrintWriter out, Row row) {
        out.printf(
                Locale.ROOT,
                "  %s.tla:%d:%d, %s: %s%n    %s%n    -> %s%n",
                row.module(),
                row.line(),
                row.column(),
                row.definition(),
                row.kind(),
                row.original(),
                row.replacement());
        if (!row.says().isEmpty()) {
            out.println("    " + row.says());
        }
    }
}
