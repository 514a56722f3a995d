package dev.vmig.samples.faulty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverProfile;
import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.fsm.FeatureSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit finds nothing in a sound driver, whatever is drawn: {@code mvn -Pconformance-long -pl property-tests -am verify}. */
@Tag("conformance-long")
class ReferenceSeedsTest {
    private static final ConformanceKit KIT = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);
    private static final int SEEDS = 50;

    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    void referenceHoldsEachRuleForEverySeed(int features) {
        SimulatedTestee reference = SimulatedTestee.of("contract", FeatureSet.of(features), DriverProfile.CONTRACT);
        for (long seed = 1; seed <= SEEDS; seed++) {
            ConformanceReport report = KIT.check(reference, seed, List.of());
            assertThat(report.violated()).as("seed %d", seed).isEmpty();
            assertThat(report.verdicts().values())
                    .as("seed %d", seed)
                    .hasOnlyElementsOfTypes(Verdict.Held.class, Verdict.NotApplicable.class);
        }
    }
}
