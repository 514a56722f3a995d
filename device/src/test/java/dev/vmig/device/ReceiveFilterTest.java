package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which destinations a network card takes (Virtio 1.4, 5.1.6.5.1 and 5.1.6.5.2). */
class ReceiveFilterTest {
    private static final long OWN = 0x0605_0403_0202L;
    private static final long LISTED = 0x0605_0403_0302L;
    private static final long LISTED_MULTICAST = 0x0605_0403_0301L;
    private static final long OTHER = 0x0605_0403_0402L;
    private static final long OTHER_MULTICAST = 0x0605_0403_0401L;

    private static boolean accepts(int mode, long destination) {
        NetState state = new NetState(new NetShape(DeviceType.NET, 1, OWN));
        state.control.unicast = List.of(LISTED);
        state.control.multicast = List.of(LISTED_MULTICAST);
        if (mode >= 0) {
            state.control.rxModes.set(mode);
        }
        return ReceiveFilter.accepts(state, EthernetFrame.of(destination, OTHER, EthernetFrame.UNTAGGED, 1));
    }

    /** Modes: -1 none, 1 all multicast, 2 all unicast, 3 no multicast, 4 no unicast, 5 no broadcast. */
    @ParameterizedTest
    @CsvSource({
        // mode, own, listed, listed multicast, other, other multicast, broadcast
        "-1, true,  true,  true,  false, false, true",
        "1,  true,  true,  true,  false, true,  true",
        "2,  true,  true,  true,  true,  false, true",
        "3,  true,  true,  false, false, false, true",
        "4,  false, false, true,  false, false, true",
        "5,  true,  true,  true,  false, false, false",
    })
    void eachModeOpensOrClosesOneKindOfDestination(
            int mode,
            boolean own,
            boolean listed,
            boolean listedMulticast,
            boolean other,
            boolean otherMulticast,
            boolean broadcast) {
        assertThat(accepts(mode, OWN)).isEqualTo(own);
        assertThat(accepts(mode, LISTED)).isEqualTo(listed);
        assertThat(accepts(mode, LISTED_MULTICAST)).isEqualTo(listedMulticast);
        assertThat(accepts(mode, OTHER)).isEqualTo(other);
        assertThat(accepts(mode, OTHER_MULTICAST)).isEqualTo(otherMulticast);
        assertThat(accepts(mode, EthernetFrame.BROADCAST)).isEqualTo(broadcast);
    }
}
