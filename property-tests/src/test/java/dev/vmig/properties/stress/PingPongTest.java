package dev.vmig.properties.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.PciCommonCfgField;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** U-9: A to B works, then B back to A does not. A thousand times, with a guest that changes the device all the time. */
class PingPongTest {
    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    @Tag("stress")
    void thousandMigrationsKeepTheDeviceAndLeaveNothing(int features) {
        Set<String> states = new HashSet<>();
        new PingPong(
                        features,
                        List.of(
                                PingPong.PARTS,
                                PingPong.MEMORY,
                                arrival -> states.add(arrival.arrived().describe())))
                .run(1_000);
        // Otherwise the guest changed nothing, and nothing was compared.
        assertThat(states).hasSizeGreaterThan(990);
    }

    @Test
    void deviceThatIsNotTheSameIsFound() {
        PingPong.Check tampering = arrival -> {
            if (arrival.number() == 3) {
                arrival.arrived().writeCommonCfg(PciCommonCfgField.QUEUE_SELECT, 1);
            }
        };
        assertThatThrownBy(() -> new PingPong(7, List.of(tampering, PingPong.PARTS)).run(5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("parts in migration 3");
    }

    @Test
    void memoryThatIsNotTheSameIsFound() {
        PingPong.Check tampering = arrival -> {
            if (arrival.number() == 2) {
                arrival.vm().targetMemory().putU16(4, 1);
            }
        };
        assertThatThrownBy(() -> new PingPong(3, List.of(tampering, PingPong.MEMORY)).run(5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("memory in migration 2");
    }
}
