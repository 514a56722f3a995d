package dev.vmig.conformance.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.RuleCatalogue;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapesTest {
    private static final ConformanceKit KIT = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);

    static List<Kind> kinds() {
        return Shapes.ALL;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void tryout(Kind shape) {
        long t = System.nanoTime();
        for (long seed = 1; seed <= 3; seed++) {
            ConformanceReport report = KIT.check(shape.testee(shape.id(), Set.of()), seed, List.of());
            long s = seed;
            report.verdicts().forEach((rule, verdict) -> {
                if (!(verdict instanceof Verdict.Held) && !(verdict instanceof Verdict.NotApplicable)) {
                    System.out.println(shape.id() + " " + s + " " + rule.id() + " " + verdict);
                }
            });
            System.out.println(shape.id() + " runs " + report.runs() + " calls " + report.calls());
        }
        System.out.println(shape.id() + " ms " + (System.nanoTime() - t) / 1_000_000);
        for (Departure d : shape.departures()) {
            ConformanceReport report = KIT.check(shape.testee(shape.id(), Set.of(d)), 7, List.of());
            System.out.println(shape.id() + "+" + d + " violates " + report.violated());
        }
        assertThat(true).isTrue();
    }
}
