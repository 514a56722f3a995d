package dev.vmig.cli;

import dev.vmig.conformance.kit.CheckProgress;
import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.rules.Rule;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Checks a driver with consecutive seeds, and prints the progress of a long run on stderr. */
final class SeedRuns {
    private static final long FIRST_NOTE = Duration.ofSeconds(2).toNanos();
    /** The number of scripts before the first estimate of the remaining time. */
    private static final int ENOUGH = 50;

    private static final long BETWEEN_NOTES = Duration.ofSeconds(5).toNanos();

    private final ConformanceKit kit;
    private final List<Rule> rules;
    private final LongSupplier nanos;
    private final PrintWriter err;
    private final long began;
    private long nextNote = FIRST_NOTE;
    private long seedBegan;

    /**
     * Creates a run.
     *
     * @param nanos a clock such as {@link System#nanoTime}
     */
    SeedRuns(ConformanceKit kit, List<Rule> rules, LongSupplier nanos, PrintWriter err) {
        this.kit = kit;
        this.rules = rules;
        this.nanos = nanos;
        this.err = err;
        this.began = nanos.getAsLong();
    }

    /**
     * Checks all rules with the first seed, and those not violated with the next ones.
     *
     * @param time after which no further seed begins
     */
    ConformanceReport from(Testee testee, long seed, Duration time) {
        ConformanceReport report = check(testee, seed, rules);
        for (long next = seed + 1; nanos.getAsLong() - began < time.toNanos(); next++) {
            ConformanceReport more = check(testee, next, unviolated(report));
            if (more.runs() == 0) {
                return report;
            }
            report = report.and(more);
        }
        return report;
    }

    private static List<Rule> unviolated(ConformanceReport report) {
        return report.verdicts().entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Verdict.Violated))
                .map(entry -> entry.getKey())
                .toList();
    }

    private ConformanceReport check(Testee testee, long seed, List<Rule> open) {
        return kit.check(testee, seed, open, progress -> note(seed, progress));
    }

    /** Estimates the remaining time from the scripts of this seed; empty before {@link #ENOUGH} scripts. */
    private static String left(long nanos, CheckProgress progress) {
        long each = nanos / progress.number();
        return progress.number() < ENOUGH
                ? ""
                : ", about %d s left"
                        .formatted(Duration.ofNanos(each * (progress.of() - progress.number()))
                                .toSeconds());
    }

    private void note(long seed, CheckProgress progress) {
        long now = nanos.getAsLong();
        if (progress.number() == 1) {
            seedBegan = now;
        }
        long elapsed = now - began;
        if (elapsed >= nextNote) {
            long passed = Duration.ofNanos(elapsed).toSeconds();
            err.printf(
                    "vmig: %d s, seed %d, script %d of %d%s: %s%n",
                    passed,
                    seed,
                    progress.number(),
                    progress.of(),
                    left(now - seedBegan, progress),
                    progress.script().name());
            err.flush();
            nextNote = elapsed + BETWEEN_NOTES;
        }
    }
}
