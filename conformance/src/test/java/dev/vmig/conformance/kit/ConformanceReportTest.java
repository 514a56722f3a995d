package dev.vmig.conformance.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.FeatureSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What several seeds, or a waiver, make of a verdict. */
class ConformanceReportTest {
    private static final Rule RULE = RuleCatalogue.bundled().rules().get(0);
    private static final Verdict HELD = new Verdict.Held(3);
    private static final Verdict UNSEEN = new Verdict.NotObservable("no run exercised it");
    private static final Verdict VIOLATED =
            new Verdict.Violated(new Violation(RULE.id(), "EIO, 3", "x", "s", List.of(), 1, 1, "r"));

    private static ConformanceReport report(Verdict verdict) {
        Shape shape = new Shape("mine", FeatureSet.STOP_COPY, UapiVersion.V2, Set.of(), Set.of());
        return new ConformanceReport(shape, 4, 1, Map.of(RULE, verdict), List.of(), 10, 100);
    }

    private static Verdict both(Verdict one, Verdict next) {
        return report(one).and(report(next)).verdicts().values().iterator().next();
    }

    @Test
    void oneViolationIsEnoughAndChecksAddUp() {
        assertThat(both(HELD, VIOLATED)).isEqualTo(VIOLATED);
        assertThat(both(VIOLATED, HELD)).isEqualTo(VIOLATED);
        assertThat(both(UNSEEN, VIOLATED)).isEqualTo(VIOLATED);
        assertThat(both(HELD, HELD)).isEqualTo(new Verdict.Held(6));
        assertThat(both(HELD, UNSEEN)).isEqualTo(HELD);
        assertThat(both(UNSEEN, HELD)).isEqualTo(HELD);
        ConformanceReport sum = report(HELD).and(report(HELD));
        assertThat(sum.seed()).isEqualTo(4);
        assertThat(sum.seeds()).isEqualTo(2);
        assertThat(sum.runs()).isEqualTo(20);
        assertThat(sum.calls()).isEqualTo(200);
    }

    @Test
    void waiverExpectsHowThatWhichIsObservedBegins() {
        ConformanceReport waived = report(VIOLATED).waived(List.of(new Waiver(RULE.id(), "bug 7", "EIO")));
        assertThat(waived.conforms()).isTrue();
        assertThat(waived.verdicts().get(RULE)).isInstanceOf(Verdict.ExpectedFailure.class);
    }

    @Test
    void waiverThatDoesNotComeTrueIsStale() {
        for (Verdict verdict : List.of(HELD, UNSEEN)) {
            ConformanceReport waived = report(verdict).waived(List.of(new Waiver(RULE.id(), "bug 7")));
            assertThat(waived.stale()).containsExactly(RULE.id());
            assertThat(waived.conforms()).isFalse();
        }
        ConformanceReport other = report(VIOLATED).waived(List.of(new Waiver(RULE.id(), "bug 7", "ENODEV")));
        assertThat(other.stale()).containsExactly(RULE.id());
        assertThat(other.verdicts().get(RULE)).isEqualTo(VIOLATED);
    }
}
