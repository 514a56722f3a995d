package dev.vmig.device.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where DMA goes never depends on the order in which windows were mapped. */
class GuestAddressSpaceTest {
    private static final long BASE = 1L << 32;
    private static final long SIZE = 0x1000;

    private static final class Port implements DmaTarget {
        int writes;

        @Override
        public void dmaRead(long offset, byte[] into, int at, int length) {}

        @Override
        public void dmaWrite(long offset, byte[] from, int at, int length) {
            writes++;
        }
    }

    private final GuestAddressSpace space = new GuestAddressSpace(new GuestMemory(1));
    private final Port port = new Port();

    @ParameterizedTest
    @ValueSource(longs = {BASE - SIZE + 1, BASE - 1, BASE + 1, BASE + SIZE - 1})
    void windowThatOverlapsIsRefusedAndChangesNothing(long address) {
        space.map(BASE, SIZE, port);
        Port other = new Port();
        assertThatThrownBy(() -> space.map(address, SIZE, other))
                .hasMessage("address: 0x%x, 0x1000 bytes (expected: no overlap with another window)", address);
        assertThat(space.dmaWrite(BASE + SIZE - 1, new byte[1], 0, 1)).isTrue();
        assertThat(port.writes).isEqualTo(1);
        assertThat(other.writes).isZero();
    }

    @Test
    void neighboursAndReplacementsAreWelcome() {
        space.map(BASE, SIZE, new Port());
        space.map(BASE - SIZE, SIZE, new Port());
        space.map(BASE + SIZE, SIZE, new Port());
        space.map(BASE, SIZE, port);
        assertThat(space.dmaWrite(BASE, new byte[1], 0, 1)).isTrue();
        assertThat(port.writes).isEqualTo(1);
    }
}
