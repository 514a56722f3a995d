package dev.vmig.conformance.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.rules.Port;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.FeatureSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What cannot be seen is never held. */
class ObservabilityTest {
    private static final RuleCatalogue RULES = RuleCatalogue.bundled();

    private static Shape shape(FeatureSet features, UapiVersion uapi) {
        return new Shape("bare", features, uapi, Set.of(), Set.of());
    }

    private static Optional<Verdict> verdict(Shape shape, String id) {
        return shape.undecidable(RULES.find(id).orElseThrow());
    }

    @Test
    void ruleThatNeedsAPortIsNotObservableWithoutIt() {
        Shape bare = shape(FeatureSet.STOP_COPY_P2P_PRE_COPY, UapiVersion.REINIT);
        assertThat(verdict(bare, "VMIG-FSM-007"))
                .contains(new Verdict.NotObservable("no port [" + Port.COMMAND_LOG + "]"));
    }

    @Test
    void ruleOfPreCopyDoesNotApplyWithoutIt() {
        assertThat(verdict(shape(FeatureSet.STOP_COPY_P2P, UapiVersion.REINIT), "VMIG-STR-002"))
                .get()
                .isInstanceOf(Verdict.NotApplicable.class);
    }

    /** REINIT changed what initial_bytes may do. */
    @Test
    void ruleHoldsForTheVersionsOfTheUapiThatItNames() {
        Shape before = shape(FeatureSet.STOP_COPY_P2P_PRE_COPY, new UapiVersion(6, 2));
        Shape after = shape(FeatureSet.STOP_COPY_P2P_PRE_COPY, UapiVersion.REINIT);
        assertThat(verdict(before, "VMIG-CNT-002")).isEmpty();
        assertThat(verdict(before, "VMIG-CNT-003")).isPresent();
        assertThat(verdict(after, "VMIG-CNT-002")).isPresent();
        assertThat(verdict(after, "VMIG-CNT-003")).isEmpty();
    }
}
