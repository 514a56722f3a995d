package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.Drivers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Going on with further seeds. */
class SeedRunsTest {
    private static final RuleCatalogue RULES = RuleCatalogue.bundled();
    private static final ConformanceKit KIT = new ConformanceKit(RULES, Scenarios.ALL);

    private final StringWriter err = new StringWriter();
    private long now;

    private ConformanceReport run(String driver, Duration step, Duration time, String... ids) {
        List<Rule> rules =
                Stream.of(ids).map(id -> RULES.find(id).orElseThrow()).toList();
        Testee testee = Drivers.named(driver, FeatureSet.STOP_COPY_P2P).orElseThrow();
        return new SeedRuns(KIT, rules, () -> now += step.toNanos(), new PrintWriter(err)).from(testee, 5, time);
    }

    @Test
    void seedsGoOnUntilTheTimeHasPassedAndChecksAddUp() {
        ConformanceReport one = run("contract", Duration.ofMillis(1), Duration.ZERO, "VMIG-RST-005");
        ConformanceReport more = run("contract", Duration.ofMillis(1), Duration.ofMillis(500), "VMIG-RST-005");
        assertThat(one.seeds()).isEqualTo(1);
        assertThat(more.seed()).isEqualTo(5);
        assertThat(more.seeds()).isGreaterThan(1);
        assertThat(checks(more)).isEqualTo(more.seeds() * checks(one));
        assertThat(err.toString()).isEmpty();
    }

    private static long checks(ConformanceReport report) {
        return report.verdicts().values().stream()
                .mapToLong(verdict -> verdict instanceof Verdict.Held held ? held.checks() : 0)
                .sum();
    }

    @Test
    void nothingIsTriedAgainWhenAllIsDecided() {
        assertThat(run("K-5", Duration.ofMillis(1), Duration.ofDays(1), "VMIG-RST-005")
                        .seeds())
                .isEqualTo(1);
        assertThat(run("contract", Duration.ofMillis(1), Duration.ofDays(1), "VMIG-STR-002")
                        .seeds())
                .isEqualTo(1);
    }

    @Test
    void longRunReportsItsProgress() {
        run("contract", Duration.ofSeconds(1), Duration.ZERO, "VMIG-RST-005");
        assertThat(err.toString().lines()).first().asString().startsWith("vmig: 2 s, seed 5, script 2 of ");
        assertThat(err.toString().lines())
                .hasSizeGreaterThan(2)
                .element(1)
                .asString()
                .startsWith("vmig: 7 s, ");
    }
}
