package dev.vmig.samples.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.fsm.FeatureSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit can be used on drivers of any architecture, and names where they depart from the contract. */
class ShapesTest {
    private static final RuleCatalogue RULES = RuleCatalogue.bundled();
    private static final ConformanceKit KIT = new ConformanceKit(RULES, Scenarios.ALL);
    private static final int SEEDS = 2;
    private static final int MANY_SEEDS = 50;
    private static final int SHORT = 10;
    private static final long SOON = 20_000;

    static List<Kind> kinds() {
        return Shapes.ALL;
    }

    @Test
    void featureSetsAreAllThereAre() {
        assertThat(kinds().stream().map(Kind::features).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(FeatureSet.class));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shapeHoldsEachRuleThatAppliesToIt(Kind kind) {
        holds(kind, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Tag("conformance-long")
    void shapeHoldsEachRuleForManySeeds(Kind kind) {
        holds(kind, MANY_SEEDS);
    }

    /** What is not held does not apply, or needs a port that the shape does not have: nothing is left out by chance. */
    private static void holds(Kind kind, int seeds) {
        LongStream.rangeClosed(1, seeds).forEach(seed -> {
            ConformanceReport report = KIT.check(kind.testee(kind.id(), Set.of()), seed, List.of());
            assertThat(report.violated()).as("seed %d", seed).isEmpty();
            report.verdicts().forEach((rule, verdict) -> {
                if (rule.id().equals("VMIG-MIG-011") && verdict instanceof Verdict.NotObservable) {
                    return; // A shape that refuses each damaged stream never loads one that could be compared.
                }
                if (kind.ports().containsAll(rule.ports())) {
                    assertThat(verdict)
                            .as("%s, seed %d", rule.id(), seed)
                            .isInstanceOfAny(Verdict.Held.class, Verdict.NotApplicable.class);
                } else {
                    assertThat(verdict).as(rule.id()).isNotInstanceOf(Verdict.Held.class);
                }
            });
        });
    }

    static Stream<Arguments> departures() {
        return kinds().stream()
                .flatMap(kind -> kind.departures().stream().map(departure -> Arguments.of(kind, departure)));
    }

    @ParameterizedTest
    @MethodSource("departures")
    void departureViolatesTheRulesThatNameItAndNoOthers(Kind kind, DepartureSwitch departure) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            ConformanceReport report = KIT.check(kind.testee("departs", Set.of(departure)), seed, List.of());
            Set<String> violated = new TreeSet<>(report.violated());
            if (rulesNaming(departure).contains("VMIG-CNT-001")) {
                // A counter that omits bytes may not fall by what was read, either.
                violated.remove("VMIG-CNT-010");
            }
            if (departure == DepartureSwitch.K_3) {
                violated.remove("VMIG-CNT-001"); // A counter that is not set says more than can be read, too.
            }
            Set<String> named = new TreeSet<>(rulesNaming(departure));
            if (named.contains("VMIG-CNT-001")) {
                named.remove("VMIG-CNT-010");
            }
            assertThat(violated).as("seed %d", seed).isEqualTo(named);
            report.verdicts().forEach((rule, verdict) -> {
                if (rulesNaming(departure).contains(rule.id()) && verdict instanceof Verdict.Violated violation) {
                    assertThat(violation.violation().length()).isLessThanOrEqualTo(SHORT);
                    assertThat(violation.violation().within()).isLessThanOrEqualTo(SOON);
                }
            });
        }
    }

    private static Set<String> rulesNaming(DepartureSwitch departure) {
        if (departure == DepartureSwitch.H_8) {
            // No rule names it: a read that reports nothing too early is a defect of drivers whose reads wait only.
            return Set.of("VMIG-CNT-001", "VMIG-CNT-010");
        }
        return RULES.rules().stream()
                .filter(rule -> rule.faulty().contains(departure.id()))
                .map(Rule::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void shapeIsFoundByItsNameAndItsDepartures() {
        for (String name : Shapes.names()) {
            assertThat(Shapes.named(name)).map(Testee::shape).map(Shape::name).contains(name);
        }
        assertThat(Shapes.named("mlx5+K-1+K-3")).isPresent();
        assertThat(Shapes.named("mlx5+K-12")).isEmpty();
        assertThat(Shapes.named("mlx6")).isEmpty();
        assertThat(Shapes.named("")).isEmpty();
        assertThat(Shapes.names()).contains("mlx5-linux", "hisi+K-11").doesNotContain("plain-linux");
    }

    @Test
    void asLinuxDoesItTheRulesOfAllItsDeparturesAreViolatedAndNoOthers() {
        Set<String> expected = new TreeSet<>();
        List.of(DepartureSwitch.K_1, DepartureSwitch.K_3, DepartureSwitch.K_13)
                .forEach(each -> expected.addAll(rulesNaming(each)));
        Testee linux = Shapes.named("mlx5-linux").orElseThrow();
        Set<String> violated = new TreeSet<>(KIT.check(linux, 1, List.of()).violated());
        violated.remove("VMIG-CNT-001"); // As above.
        assertThat(violated).isEqualTo(expected);
    }

    /** L-70, L-124: only a driver that has said so may have its reads wait. */
    @Test
    void readsThatWaitAreDeclared() {
        Kind kind = kinds().stream()
                .filter(each -> each.id().equals("mlx5"))
                .findFirst()
                .orElseThrow();
        ShapeTestee waiting = kind.testee("silent", Set.of());
        Shape declared = waiting.shape();
        Set<Trait> traits = EnumSet.copyOf(declared.traits());
        traits.remove(Trait.READS_WAIT);
        Shape silent = new Shape("silent", declared.features(), declared.uapi(), traits, declared.ports());
        ShapeTestee undeclared = new ShapeTestee(silent, waiting.stateSize(), waiting.driver());
        assertThat(KIT.check(undeclared, 1, List.of()).violated()).contains("VMIG-STR-004");
    }
}
