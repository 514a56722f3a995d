package dev.vmig.conformance.kit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.conformance.rules.Port;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.Drivers;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A driver that is not what its author declares is told so, instead of a hundred violations that follow from it. */
class DeclaredTest {
    private static final Bench BENCH =
            Drivers.named("contract", FeatureSet.STOP_COPY_P2P).orElseThrow().open(1);

    private static Shape shape(FeatureSet features, Port... ports) {
        return new Shape("mine", features, UapiVersion.V2, Set.of(), Set.of(ports));
    }

    @Test
    void shapeThatAgreesWithTheBenchIsAccepted() {
        assertThatCode(() -> Declared.check(shape(FeatureSet.STOP_COPY_P2P, Port.LEDGER), BENCH))
                .doesNotThrowAnyException();
    }

    @Test
    void featuresAreThoseOfTheDevices() {
        assertThatThrownBy(() -> Declared.check(shape(FeatureSet.STOP_COPY), BENCH))
                .isInstanceOf(TesteeException.class)
                .hasMessage("mine: features of the source: 3 (expected: 1, as the shape says)");
    }

    /** Without it, a rule that needs the port would be held for want of anything to see. */
    @Test
    void portThatIsDeclaredIsOffered() {
        Bench bare = new Bench(BENCH.source(), BENCH.target(), Ports.NONE);
        assertThatThrownBy(() -> Declared.check(shape(FeatureSet.STOP_COPY_P2P, Port.LEDGER), bare))
                .isInstanceOf(TesteeException.class)
                .hasMessage("mine: ports: [] (expected: [LEDGER], as the shape says)");
    }

    @Test
    void sourceAndTargetAreTwoDevices() {
        Bench one = new Bench(BENCH.source(), BENCH.source(), Ports.NONE);
        assertThatThrownBy(() -> Declared.check(shape(FeatureSet.STOP_COPY_P2P), one))
                .isInstanceOf(TesteeException.class)
                .hasMessageContaining("are one device (expected: two)");
    }
}
