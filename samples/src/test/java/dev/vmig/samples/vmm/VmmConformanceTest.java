package dev.vmig.samples.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.vmmkit.ReferenceVmm;
import dev.vmig.conformance.vmmkit.VmmKit;
import dev.vmig.conformance.vmmkit.VmmReport;
import dev.vmig.fsm.FeatureSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit tells a sound VMM from faulty ones. */
class VmmConformanceTest {
    private static final RuleCatalogue RULES = RuleCatalogue.forVmms();
    /** More calls of a device or its file than any defect takes. */
    private static final int SHORT = 10;
    /** And to find them, more than any takes. */
    private static final long SOON = 20_000;

    @Tag("conformance-long")
    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    void referenceKeepsAllRulesWhateverTheSeed(int features) {
        for (long seed = 1; seed <= 50; seed++) {
            VmmReport report = VmmKit.check(new ReferenceVmm(), FeatureSet.of(features), seed);
            assertThat(report.violations()).as("seed %d", seed).isEmpty();
        }
    }

    static Stream<FaultyVmm> faultyVmms() {
        return FaultyVmm.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("faultyVmms")
    void faultyVmmIsRejectedByTheRuleThatNamesItsDefectAndByNoOther(FaultyVmm faulty) {
        rejects(faulty, 1);
    }

    @Tag("conformance-long")
    @ParameterizedTest
    @MethodSource("faultyVmms")
    void faultyVmmIsRejectedWhateverTheSeed(FaultyVmm faulty) {
        rejects(faulty, 20);
    }

    private static void rejects(FaultyVmm faulty, int seeds) {
        for (long seed = 1; seed <= seeds; seed++) {
            VmmReport report = VmmKit.check(faulty, FeatureSet.STOP_COPY_P2P_PRE_COPY, seed);
            assertThat(report.violated())
                    .as("seed %d: %s", seed, report.violations())
                    .containsExactly(faulty.rule());
            assertThat(report.calls()).isLessThanOrEqualTo(SOON);
            assertThat(report.violations().values())
                    .allSatisfy(violation -> assertThat(violation.calls()).hasSizeBetween(1, SHORT));
        }
    }

    /** The rules, what judges them, what they are tried with, and what breaks them belong together. */
    @Test
    void eachRuleIsJudgedTriedAndBrokenByAVmmOfItsOwn() {
        assertThat(RULES.rules()).extracting(Rule::id).isEqualTo(VmmKit.rules());
        assertThat(RULES.rules()).allSatisfy(rule -> {
            assertThat(VmmKit.scenarios()).containsAll(rule.scenarios());
            assertThat(rule.faulty()).isNotEmpty();
            List<String> broken = FaultyVmm.ALL.stream()
                    .filter(faulty -> faulty.rule().equals(rule.id()))
                    .map(FaultyVmm::id)
                    .toList();
            assertThat(broken).isEqualTo(rule.faulty());
        });
    }

    @Test
    void sameSeedGivesTheSameReport() {
        FaultyVmm faulty = FaultyVmm.ALL.get(0);
        FeatureSet features = FeatureSet.STOP_COPY_P2P_PRE_COPY;
        assertThat(VmmKit.check(faulty, features, 5)).isEqualTo(VmmKit.check(faulty, features, 5));
    }
}
