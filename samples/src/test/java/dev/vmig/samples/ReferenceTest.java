package dev.vmig.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverProfile;
import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.vmmkit.ReferenceVmm;
import dev.vmig.conformance.vmmkit.VmmKit;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.SimulatedTestee;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference driver and the reference VMM hold each rule. Mutation testing runs this class alone, to see what the kit finds
 * without the unit tests ({@code mvn -Ppit -Dkit}).
 */
class ReferenceTest {
    private static final ConformanceKit KIT = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);
    private static final long SEED = 7;

    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    void driverHoldsEachRuleThatAppliesToIt(int features) {
        ConformanceReport report = KIT.check(
                SimulatedTestee.of("reference", FeatureSet.of(features), DriverProfile.CONTRACT), SEED, List.of());
        report.verdicts().forEach((rule, verdict) -> {
            assertThat(verdict).as(rule.id()).isInstanceOfAny(Verdict.Held.class, Verdict.NotApplicable.class);
        });
        assertThat(report.conforms()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    void vmmHoldsEachRule(int features) {
        for (long seed = 1; seed <= 2; seed++) {
            assertThat(VmmKit.check(new ReferenceVmm(), FeatureSet.of(features), seed)
                            .violations())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }
}
