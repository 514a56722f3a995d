package dev.vmig.conformance.junit;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.Violation;
import dev.vmig.conformance.kit.Waiver;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.rules.RuleLevel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks a driver against the rules, one test per rule. The system properties {@code vmig.only} (id of a rule) and
 * {@code vmig.seed} select one rule and another seed; the message of a failure names both.
 */
public abstract class ConformanceSuite {
    private final RuleCatalogue catalogue = RuleCatalogue.bundled();

    /** The driver under test. */
    protected abstract Testee testee();

    /** The seed of all random choices. */
    protected long seed() {
        return Long.getLong("vmig.seed", 1);
    }

    /** Violations that are accepted for now. A waiver whose violation does not occur is a failure. */
    protected List<Waiver> waivers() {
        return List.of();
    }

    /** One test per rule. */
    @TestFactory
    public final Stream<DynamicTest> rules() {
        String only = System.getProperty("vmig.only", "");
        List<Rule> rules = catalogue.rules().stream()
                .filter(rule -> only.isEmpty() || rule.id().equals(only))
                .toList();
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("vmig.only: " + only + " (expected: a rule, such as VMIG-FSM-001)");
        }
        List<Waiver> waived = waivers().stream()
                .filter(waiver -> only.isEmpty() || waiver.rule().equals(only))
                .toList();
        ConformanceReport report = new ConformanceKit(catalogue, Scenarios.ALL)
                .check(new OfClass(testee(), getClass().getSimpleName()), seed(), rules, script -> {})
                .waived(waived);
        Stream<DynamicTest> unknown = waived.stream()
                .filter(waiver -> catalogue.find(waiver.rule()).isEmpty())
                .map(waiver -> DynamicTest.dynamicTest(
                        "waiver of " + waiver.rule(), () -> Assertions.fail("unknown rule: " + waiver.rule())));
        return Stream.concat(
                rules.stream()
                        .map(rule ->
                                DynamicTest.dynamicTest(rule.id() + ": " + rule.text(), () -> conclude(report, rule))),
                unknown);
    }

    private static void conclude(ConformanceReport report, Rule rule) {
        Verdict verdict = report.verdicts().get(rule);
        boolean stale = report.stale().contains(rule.id());
        if (verdict instanceof Verdict.Violated violated) {
            String lines =
                    (stale ? "waived, but not violated as the waiver says\n" : "") + text(rule, violated.violation());
            Assumptions.assumeTrue(stale || rule.level() == RuleLevel.MUST, rule.level() + ": " + lines);
            Assertions.fail(lines);
        }
        if (stale) {
            Assertions.fail("waived, but not violated; remove the waiver");
        }
        if (verdict instanceof Verdict.ExpectedFailure expected) {
            Assumptions.abort("expected failure, " + expected.reason() + "\n" + text(rule, expected.violation()));
        } else if (verdict instanceof Verdict.NotApplicable not) {
            Assumptions.abort("not applicable, " + not.why());
        } else if (verdict instanceof Verdict.NotObservable not) {
            Assumptions.abort("not observable, " + not.missing());
        }
    }

    private static String text(Rule rule, Violation violation) {
        return String.join("\n", violation.describe(rule));
    }

    /** A testee of a test class; violations are reproduced by running that class. */
    private record OfClass(Testee testee, String name) implements Testee {
        @Override
        public Shape shape() {
            return testee.shape();
        }

        @Override
        public boolean limitsCalls() {
            return testee.limitsCalls();
        }

        @Override
        public boolean comesWithVmig() {
            return testee.comesWithVmig();
        }

        @Override
        public Bench open(long seed) {
            return testee.open(seed);
        }

        @Override
        public String reproduce(String rule, long seed) {
            return "mvn test -Dtest=%s -Dvmig.only=%s -Dvmig.seed=%d".formatted(name, rule, seed);
        }
    }
}
