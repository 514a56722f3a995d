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
 * @param violation of the rule that names its defect; none if the kit has not noticed
 */
public record FaultyRun(FaultyDriver faulty, Optional<Violation> violation) {
    /** Calls that the shortest sequence may have. */
    public static final int SHORT = 10;
    /** Calls of a device that finding and shortening it may take. */
    public static final long SOON = 20_000;

    /** Holds each faulty driver to the rule that names its defect. */
    public static List<FaultyRun> all(ConformanceKit kit, long seed) {
        return FaultyDriver.ALL.stream().map(faulty -> of(kit, faulty, seed)).toList();
    }

    static FaultyRun of(ConformanceKit kit, FaultyDriver faulty, long seed) {
        ConformanceReport report = kit.checkOnly(faulty.testee(), seed, faulty.rule());
        return new FaultyRun(
                faulty,
                report.verdicts().values().stream()
                        .filter(Verdict.Violated.class::isInstance)
                        .map(verdict -> ((Verdict.Violated) verdict).violation())
                        .findFirst());
    }

    /** Whether the defect was found by its rule, shortly and soon. */
    public boolean isRejected() {
        return violation
                .filter(found -> found.length() <= SHORT && found.within() <= SOON)
                .isPresent();
    }
}
