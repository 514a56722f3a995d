package dev.vmig.device.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestMemoryTest {
    private final GuestMemory memory = new GuestMemory(4);
    private static final DmaTarget NOBODY = new DmaTarget() {
        @Override
        public void dmaRead(long offset, byte[] into, int at, int length) {}

        @Override
        public void dmaWrite(long offset, byte[] from, int at, int length) {}
    };

    private final GuestAddressSpace space = new GuestAddressSpace(memory);

    @Test
    void writesOfGuestAndDeviceAreDistinguished() {
        memory.vcpuDirty().start();
        memory.iommuDirty().start();
        memory.putU64(4092, -1);
        assertThat(space.dmaWrite(12_288, new byte[] {1}, 0, 1)).isTrue();
        assertThat(memory.vcpuDirty().readAndClear()).isEqualTo(pages(0, 1));
        assertThat(memory.iommuDirty().readAndClear()).isEqualTo(pages(3));
        assertThat(memory.iommuDirty().readAndClear()).isEqualTo(pages());
    }

    @Test
    void everyWriteOfTheGuestMarksThePagesThatItTouchesAndNoOther() {
        memory.vcpuDirty().start();
        memory.putU16(4094, 1);
        assertThat(memory.vcpuDirty().readAndClear()).isEqualTo(pages(0));
        memory.putU32(8190, 1);
        assertThat(memory.vcpuDirty().readAndClear()).isEqualTo(pages(1, 2));
        memory.write(5, new byte[0], 0, 0);
        assertThat(memory.vcpuDirty().readAndClear()).isEqualTo(pages());
        memory.putU16(0, 1);
        memory.vcpuDirty().stop();
        assertThat(memory.vcpuDirty().readAndClear()).as("forgotten").isEqualTo(pages());
    }

    @Test
    void allOfItAndNothingOfItAreInside() {
        assertThat(memory.pages()).isEqualTo(4);
        assertThat(memory.contains(0, 16_384)).isTrue();
        assertThat(memory.contains(16_384, 0)).isTrue();
        assertThat(memory.contains(0, 0)).isTrue();
        assertThat(memory.contains(0, 16_385)).isFalse();
        assertThatThrownBy(() -> new GuestMemory(0)).hasMessage("pages: 0 (expected: 1 to 262144)");
    }

    @Test
    void oneByteMakesTheDifference() {
        GuestMemory other = new GuestMemory(4);
        assertThat(other.sameAs(memory)).isTrue();
        other.write(9, new byte[] {1}, 0, 1);
        assertThat(other.sameAs(memory)).isFalse();
    }

    @Test
    void logThatIsNotStartedCountsNothing() {
        memory.putU16(0, 1);
        memory.vcpuDirty().start();
        assertThat(memory.vcpuDirty().readAndClear()).isEqualTo(pages());
        memory.vcpuDirty().stop();
        memory.putU16(0, 1);
        assertThat(memory.vcpuDirty().readAndClear()).isEqualTo(pages());
    }

    @Test
    void pagesAreCopiedWithoutAMark() {
        memory.putU32(4100, 0xdead_beefL);
        GuestMemory other = new GuestMemory(4);
        other.vcpuDirty().start();
        byte[] page = new byte[GuestMemory.PAGE];
        for (int number = 0; number < 4; number++) {
            memory.copyPage(number, page);
            other.restorePage(number, page);
        }
        assertThat(other.sameAs(memory)).isTrue();
        assertThat(other.u32(4100)).isEqualTo(0xdead_beefL);
        assertThat(other.vcpuDirty().readAndClear()).isEqualTo(pages());
    }

    @ParameterizedTest
    @CsvSource({"16384, 1", "16383, 2", "-1, 1", "-8, 8", "0, 16385"})
    void addressesOutsideAreUnreachable(long address, int length) {
        assertThat(space.dmaRead(address, new byte[length], 0, length)).isFalse();
        assertThat(space.dmaWrite(address, new byte[length], 0, length)).isFalse();
        assertThatThrownBy(() -> memory.read(address, new byte[length], 0, length))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("(expected: within 0x4000)");
    }

    @Test
    void dmaToAWindowReachesThePeer() {
        StringBuilder seen = new StringBuilder();
        space.map(1L << 32, 0x100, new DmaTarget() {
            @Override
            public void dmaRead(long offset, byte[] into, int at, int length) {
                into[at] = (byte) offset;
            }

            @Override
            public void dmaWrite(long offset, byte[] from, int at, int length) {
                seen.append(offset).append(':').append(from[at]);
            }
        });
        byte[] byteRead = new byte[1];
        assertThat(space.dmaRead((1L << 32) + 5, byteRead, 0, 1)).isTrue();
        assertThat(byteRead[0]).isEqualTo((byte) 5);
        assertThat(space.dmaWrite((1L << 32) + 0xff, new byte[] {7}, 0, 1)).isTrue();
        assertThat(seen).hasToString("255:7");
        assertThat(space.dmaWrite((1L << 32) + 0xff, new byte[2], 0, 2)).isFalse();
        assertThat(space.dmaRead((1L << 32) - 1, new byte[1], 0, 1)).isFalse();
        assertThatThrownBy(() -> space.map(0, 1, NOBODY)).hasMessage("address: 0x0 (expected: behind the RAM, 0x4000)");
    }

    private static BitSet pages(int... numbers) {
        BitSet pages = new BitSet();
        for (int number : numbers) {
            pages.set(number);
        }
        return pages;
    }
}
