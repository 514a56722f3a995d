package dev.vmig.samples.testee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.Violation;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.conformance.testee.ProcessTestee;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.Drivers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A driver behind the protocol, which carries one call at a time, gets the verdicts that it gets without it in one thread. */
class RoundTripTest {
    private static final ConformanceKit KIT = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);
    private static final long SEED = 7;

    @Test
    void verdictsAreThoseWithoutTheProtocol() {
        Testee local = Drivers.named("contract", FeatureSet.STOP_COPY_P2P)
                .orElseThrow()
                .wrapped(shape -> shape.without(Trait.CALLS_FROM_THREADS), UnaryOperator.identity());
        ConformanceReport expected = KIT.check(local, SEED, List.of());
        try (ProcessTestee remote = ProcessTestee.start(ServerMain.command("contract", 3), ProcessTestee.LIMIT)) {
            ConformanceReport report = KIT.check(remote, SEED, List.of());
            assertThat(remote.shape()).isEqualTo(local.shape());
            assertThat(verdicts(report)).isEqualTo(verdicts(expected));
            assertThat(report.calls()).isEqualTo(expected.calls());
        }
    }

    @ParameterizedTest
    @CsvSource({"H-1, VMIG-FSM-013", "H-7, VMIG-RST-002", "K-5, VMIG-RST-005", "K-11, VMIG-STR-002", "U-9, VMIG-MIG-006"
    })
    void defectIsFoundBehindTheProtocolByItsRuleAndTheSameCalls(String driver, String rule) {
        Testee local = Drivers.named(driver, FeatureSet.STOP_COPY_P2P_PRE_COPY).orElseThrow();
        try (ProcessTestee remote = ProcessTestee.start(ServerMain.command(driver, 7), ProcessTestee.LIMIT)) {
            ConformanceReport report = KIT.checkOnly(remote, SEED, rule);
            assertThat(report.violated()).containsExactly(rule);
            assertThat(verdicts(report)).isEqualTo(verdicts(KIT.checkOnly(local, SEED, rule)));
        }
    }

    /** Without the command that reproduces a violation, which has to differ. */
    private static Map<String, Verdict> verdicts(ConformanceReport report) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        report.verdicts().forEach((Rule rule, Verdict verdict) -> verdicts.put(rule.id(), comparable(verdict)));
        return verdicts;
    }

    private static Verdict comparable(Verdict verdict) {
        return verdict instanceof Verdict.Violated violated
                ? new Verdict.Violated(withoutCommand(violated.violation()))
                : verdict;
    }

    private static Violation withoutCommand(Violation all) {
        return new Violation(
                all.rule(), all.observed(), all.allowed(), all.script(), all.calls(), all.length(), all.within(), "");
    }
}
