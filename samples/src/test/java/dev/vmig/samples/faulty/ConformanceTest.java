package dev.vmig.samples.faulty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverProfile;
import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Ports;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.Violation;
import dev.vmig.conformance.kit.Waiver;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.rules.RuleLevel;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit tells sound drivers from faulty ones. */
class ConformanceTest {
    private static final RuleCatalogue RULES = RuleCatalogue.bundled();
    private static final ConformanceKit KIT = new ConformanceKit(RULES, Scenarios.ALL);
    private static final long SEED = 7;
    /** More calls of a device than any defect takes. */
    private static final int SHORT = 10;
    /** And to find them, more than any takes. */
    private static final long SOON = 20_000;

    private static final Set<String> COSTLY = Set.of("failures", "guests", "damages", "loads");

    private static final int SEEDS = 20;
    private static final int FEW = 4;
    /** K-1 four times, K-4, K-5 three times, K-9, K-10 twice, K-14 (its commands are not padded), K-15. The device suits it, and no read comes in between (K-8). */
    private static final List<String> QUIRKS = List.of(
            "VMIG-ERR-002",
            "VMIG-ERR-003",
            "VMIG-ERR-004",
            "VMIG-ERR-010",
            "VMIG-RST-005",
            "VMIG-STR-012",
            "VMIG-CNT-001",
            "VMIG-CNT-009",
            "VMIG-FSM-016",
            "VMIG-FSM-017",
            "VMIG-FSM-018",
            "VMIG-MIG-010",
            "VMIG-MIG-011");

    private static ConformanceReport check(FeatureSet features, DriverProfile profile, List<Waiver> waivers) {
        return KIT.check(SimulatedTestee.of("reference", features, profile), SEED, waivers);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    void linuxViolatesTheRulesOfItsQuirksAndNoOthers(int features) {
        Set<String> quirks = new TreeSet<>(QUIRKS);
        if (features == 3) {
            quirks.removeIf(rule -> rule.startsWith("VMIG-CNT-"));
        }
        ConformanceReport report = check(FeatureSet.of(features), DriverProfile.LINUX, List.of());
        assertThat(report.violated()).isEqualTo(quirks);
    }

    /** A rule that nobody can break holds nobody to anything. */
    @Test
    void thereIsADriverForEachRuleThatBreaksIt() {
        assertThat(RULES.rules().stream().filter(rule -> rule.level() == RuleLevel.MUST))
                .allSatisfy(rule -> assertThat(FaultyDriver.ALL.stream()
                                .filter(faulty -> faulty.rule().equals(rule.id()))
                                .filter(faulty -> rule.faulty().contains(faulty.id())))
                        .as(rule.id())
                        .isNotEmpty());
    }

    static Stream<FaultyDriver> faultyDrivers() {
        return FaultyDriver.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("faultyDrivers")
    void faultyDriverIsRejectedByTheRuleThatNamesItsDefect(FaultyDriver faulty) {
        ConformanceReport report = KIT.check(faulty.testee(), SEED, rulesFor(faulty), script -> {});
        Set<String> named = new TreeSet<>(faulty.with());
        named.add(faulty.rule());
        assertThat(report.violated()).contains(faulty.rule()).isSubsetOf(named);
        Rule rule = RULES.find(faulty.rule()).orElseThrow();
        assertThat(rule.faulty()).contains(faulty.id());
        assertThat(report.verdicts().get(rule)).isInstanceOfSatisfying(Verdict.Violated.class, violated -> {
            Violation violation = violated.violation();
            assertThat(violation.length()).isLessThanOrEqualTo(SHORT);
            assertThat(violation.calls()).hasSize(rule.withheld() ? 0 : violation.length());
            assertThat(violation.reproduce()).contains(faulty.id(), faulty.rule(), "--seed " + SEED);
        });
    }

    /** The rule of the defect, and all that need no further scenario: the others take many calls, see {@link #COSTLY}. */
    private static List<Rule> rulesFor(FaultyDriver faulty) {
        return RULES.rules().stream()
                .filter(rule -> rule.id().equals(faulty.rule()) || Collections.disjoint(rule.scenarios(), COSTLY))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("faultyDrivers")
    void defectIsFoundForOtherSeedsToo(FaultyDriver faulty) {
        isFound(faulty, 1, FEW);
    }

    @ParameterizedTest
    @MethodSource("faultyDrivers")
    @Tag("conformance-long")
    void defectIsFoundForEverySeed(FaultyDriver faulty) {
        isFound(faulty, 1, SEEDS);
    }

    /** The rule alone finds it too, shortly and soon. */
    private static void isFound(FaultyDriver faulty, long first, long last) {
        Rule rule = RULES.find(faulty.rule()).orElseThrow();
        for (long seed = first; seed <= last; seed++) {
            ConformanceReport report = KIT.checkOnly(faulty.testee(), seed, faulty.rule());
            assertThat(report.verdicts().get(rule))
                    .as("seed %d", seed)
                    .isInstanceOfSatisfying(Verdict.Violated.class, violated -> {
                        assertThat(violated.violation().length()).isLessThanOrEqualTo(SHORT);
                        assertThat(violated.violation().within()).isLessThanOrEqualTo(SOON);
                    });
        }
    }

    @Test
    void everyFaultyDriverThatARuleNamesIsThere() {
        assertThat(RULES.rules().stream().flatMap(rule -> rule.faulty().stream()))
                .allMatch(id ->
                        FaultyDriver.ALL.stream().anyMatch(faulty -> faulty.id().equals(id)));
    }

    @Test
    void waivedViolationIsExpectedAndAWaiverOfARuleThatIsHeldIsStale() {
        List<Waiver> waivers = new ArrayList<>();
        QUIRKS.forEach(id -> waivers.add(new Waiver(id, "as Linux 7.2")));
        ConformanceReport waived = check(FeatureSet.of(7), DriverProfile.LINUX, waivers);
        assertThat(waived.conforms()).isTrue();
        assertThat(waived.violated()).containsExactlyInAnyOrderElementsOf(QUIRKS);
        waivers.add(new Waiver("VMIG-FSM-001", "as Linux 7.2"));
        ConformanceReport stale = check(FeatureSet.of(7), DriverProfile.LINUX, waivers);
        assertThat(stale.stale()).containsExactly("VMIG-FSM-001");
        assertThat(stale.conforms()).isFalse();
    }

    /** A skip is never a pass. */
    @Test
    void driverWithoutPortsHoldsNoRuleThatNeedsOne() {
        Testee bare = SimulatedTestee.of("bare", FeatureSet.of(7), DriverProfile.CONTRACT)
                .wrapped(shape -> shape.only(Set.of()), bench -> bench.with(Ports.NONE));
        ConformanceReport report = KIT.check(bare, SEED, List.of());
        assertThat(report.violated()).isEmpty();
        report.verdicts().forEach((rule, verdict) -> {
            if (!rule.ports().isEmpty()) {
                assertThat(verdict)
                        .as(rule.id())
                        .isInstanceOfAny(Verdict.NotObservable.class, Verdict.NotApplicable.class);
            }
        });
    }
}
