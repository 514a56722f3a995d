package dev.vmig.samples.faulty;

import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.Violation;
import java.util.List;
import java.util.Optional;

/**
 * Whether a faulty driver was rejected.
 *
 * @param violation of the rule that names its defect; empty if the kit has missed it
 */
public record FaultyRun(FaultyDriver faulty, Optional<Violation> violation) {
    /** The maximum length of the shortest sequence. */
    public static final int SHORT = 10;
    /** The maximum number of calls until the violation is found and shrunk. */
    public static final long SOON = 20_000;

    /** Checks each faulty driver against the rule that names its defect. */
    public static List<FaultyRun> all(ConformanceKit kit, long seed) {
        return FaultyDriver.ALL.stream().map(faulty -> of(kit, faulty, seed)).toList();
    }

    /** Checks one faulty driver. */
    public static FaultyRun of(ConformanceKit kit, FaultyDriver faulty, long seed) {
        ConformanceReport report = kit.checkOnly(faulty.testee(), seed, faulty.rule());
        return new FaultyRun(
                faulty,
                report.verdicts().values().stream()
                        .filter(Verdict.Violated.class::isInstance)
                        .map(verdict -> ((Verdict.Violated) verdict).violation())
                        .findFirst());
    }

    /** Whether its rule found the defect within both limits. */
    public boolean isRejected() {
        return violation
                .filter(found -> found.length() <= SHORT && found.within() <= SOON)
                .isPresent();
    }
}
