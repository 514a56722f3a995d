package dev.vmig.conformance.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.kit.Call.Kind;
import dev.vmig.conformance.kit.KnownDifference.Answered;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.FeatureSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownDifferenceTest {
    private static final Situation SPOILED = new Situation("RESUMING", true, false, true, false);
    private static final Situation WHOLE = new Situation("RESUMING", true, false, false, true);
    private static final Situation ENDED = new Situation("RUNNING", false, true, false, false);
    private static final Call STOP = Call.request(Side.TARGET, 1);
    private static final Call INFO = Call.of(Kind.PRECOPY_INFO, Side.SOURCE);
    private static final String REFUSED = "EINVAL, state RESUMING";
    private static final String LEFT = "success, no file, state STOP";

    private static Shape shape(String name, String uapi) {
        return new Shape(name, FeatureSet.STOP_COPY_P2P_PRE_COPY, UapiVersion.parse(uapi), Set.of(), Set.of());
    }

    private static Optional<KnownDifference> of(
            Call call, Situation before, String contract, Shape driver, String departs) {
        Answered one = new Answered(shape("contract", "7.1"), before, contract);
        Answered other = new Answered(driver, before, departs);
        Optional<KnownDifference> known = KnownDifference.of(call, one, other);
        assertThat(KnownDifference.of(call, other, one)).isEqualTo(known);
        return known;
    }

    @ParameterizedTest
    @CsvSource({
        "virtio_vfio_pci 7.2.13, 7.2, K-1",
        "mtty 6.12.117, 6.12, K-17",
        "mtty 7.2.13, 7.2, K-17",
    })
    void departureIsThatOfTheDriver(String name, String uapi, String finding) {
        assertThat(of(STOP, SPOILED, REFUSED, shape(name, uapi), LEFT).map(KnownDifference::id))
                .contains(finding);
    }

    @ParameterizedTest
    @CsvSource({"virtio_vfio_pci 7.3.1, 7.3", "mtty 6.11.1, 6.11", "mtty, 6.12", "mtty-linux, 6.12", "K-1, 7.1"})
    void otherReleaseAndOtherDriverAreNotKnown(String name, String uapi) {
        assertThat(of(STOP, SPOILED, REFUSED, shape(name, uapi), LEFT)).isEmpty();
    }

    @Test
    void departureDependsOnWhatPrecedes() {
        Shape linux = shape("linux", "7.1");
        assertThat(of(STOP, WHOLE, REFUSED, linux, LEFT)).isEmpty();
        assertThat(of(STOP, SPOILED, REFUSED, linux, "EIO, state RESUMING")).isEmpty();
        assertThat(of(STOP, ENDED, REFUSED, linux, LEFT)).isEmpty();
        Shape mtty = shape("mtty 6.12.117", "6.12");
        assertThat(of(INFO, ENDED, "ENODEV", mtty, "EINVAL")).contains(KnownDifference.K_16);
        Situation inPreCopy = new Situation("PRE_COPY", false, true, false, false);
        assertThat(of(INFO, inPreCopy, "ENODEV", mtty, "EINVAL")).isEmpty();
    }

    @Test
    void contractDoesNotDepart() {
        Shape linux = shape("linux", "7.1");
        assertThat(of(STOP, SPOILED, LEFT, linux, REFUSED)).isEmpty();
    }

    @Test
    void whatIsKnownOfOthersIsResembled() {
        Answered one = new Answered(shape("contract", "7.1"), SPOILED, REFUSED);
        Answered other = new Answered(shape("virtio_vfio_pci 7.3.1", "7.3"), SPOILED, LEFT);
        assertThat(KnownDifference.resembling(STOP, one, other)).contains(KnownDifference.K_1);
        assertThat(KnownDifference.K_1.known()).startsWith("virtio_vfio_pci 7.2, linux");
        assertThat(KnownDifference.K_16.known()).startsWith("mtty 6.12 to 7.2, ");
    }
}
