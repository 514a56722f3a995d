package dev.vmig.samples.vfiouser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.Transition;
import dev.vmig.conformance.kit.TransitionSurvey;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.Port;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.vfiouser.Launch;
import dev.vmig.conformance.vfiouser.VfioUserServer;
import dev.vmig.conformance.vfiouser.VfioUserTestee;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.Drivers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind vfio-user a driver gets the verdicts that it gets without it, up to what the protocol lacks. */
class VfioUserRoundTripTest {
    private static final ConformanceKit KIT = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);
    private static final long SEED = 7;

    @TempDir
    Path folder;

    /** Features 1 and 5. What the testee protocol answers is held to be the same in RoundTripTest. */
    @ParameterizedTest
    @ValueSource(strings = {"plain", "hisi"})
    void theVerdictsAreThoseWithoutTheProtocol(String driver) throws IOException {
        Testee local = seen(driver);
        Map<String, String> expected = words(KIT.check(local, SEED, List.of()));
        with(driver, testee -> {
            ConformanceReport report = KIT.check(testee, SEED, List.of());
            Map<String, String> found = words(report);
            found.entrySet().removeIf(entry -> entry.getValue().equals("NotApplicable"));
            assertThat(expected).containsAllEntriesOf(found);
            assertThat(found).hasSizeGreaterThan(30);
            assertThat(TransitionSurvey.of(testee, SEED)).allMatch(Transition::holds);
            return true;
        });
    }

    @ParameterizedTest
    @CsvSource({
        "H-7, VMIG-RST-002",
        "K-12, VMIG-SES-001",
        "U-3, VMIG-RST-001",
        "U-4, VMIG-FSM-006",
        "U-5, VMIG-FSM-008",
        "U-6, VMIG-FSM-002",
        "U-9, VMIG-MIG-006",
        "F-FSM-010, VMIG-FSM-010",
        "F-ERR-002, VMIG-ERR-002",
        "H-1, VMIG-FSM-013"
    })
    void defectBehindTheProtocolIsFoundByItsRule(String driver, String rule) throws IOException {
        assertThat(KIT.checkOnly(seen(driver), SEED, rule).violated()).containsExactly(rule);
        with(driver, testee -> {
            assertThat(KIT.checkOnly(testee, SEED, rule).violated()).containsExactly(rule);
            return true;
        });
    }

    /** What is left of a driver in this process if it offers no more than it does behind the protocol. */
    private static Testee seen(String driver) {
        Set<Port> ports = Set.of(Port.STEP_BUDGET);
        return named(driver)
                .wrapped(
                        shape -> shape.only(ports),
                        bench -> bench.with(bench.ports().only(ports)));
    }

    private static Testee named(String driver) {
        return Drivers.named(driver, FeatureSet.STOP_COPY_P2P_PRE_COPY).orElseThrow();
    }

    private static Map<String, String> words(ConformanceReport report) {
        Map<String, String> words = new LinkedHashMap<>();
        report.verdicts()
                .forEach((Rule rule, Verdict verdict) ->
                        words.put(rule.id(), verdict.getClass().getSimpleName()));
        return words;
    }

    private void with(String driver, Function<VfioUserTestee, Boolean> action) throws IOException {
        Path source = folder.resolve("a");
        Path target = folder.resolve("b");
        Duration limit = Duration.ofMillis(driver.equals("H-1") ? 500 : 10_000);
        try (Serving one = new Serving(source, named(driver), Side.SOURCE, VfioUserServer.LIMIT);
                Serving other = new Serving(target, named(driver), Side.TARGET, VfioUserServer.LIMIT);
                VfioUserTestee testee = VfioUserTestee.connect(
                        source,
                        target,
                        Launch.NONE,
                        limit,
                        named(driver).shape().traits(),
                        "vmig")) {
            assertThat(action.apply(testee)).isTrue();
            assertThat(one.isAlive() && other.isAlive()).isTrue();
        }
        assertThat(folder).isEmptyDirectory();
    }
}
