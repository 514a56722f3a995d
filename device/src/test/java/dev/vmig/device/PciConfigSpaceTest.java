package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The PCI configuration space, by the table of its page. */
class PciConfigSpaceTest {
    private final PciConfigSpace space = Rig.ready().pf.vf(0).pciConfig();

    private long u32(int at) {
        return space.read(at) | space.read(at + 1) << 8 | space.read(at + 2) << 16 | (long) space.read(at + 3) << 24;
    }

    /** PCI: the list of capabilities, and in it MSI-X, with a vector for each of 5 queues and one more. */
    @Test
    void msixIsTheOnlyCapability() {
        assertThat(u32(4)).isEqualTo(0x0010_0000);
        assertThat(u32(52)).isEqualTo(64);
        assertThat(u32(64)).isEqualTo(0x0005_0011);
        assertThat(u32(68)).as("the table begins in BAR 4").isEqualTo(4);
        assertThat(u32(72)).as("the pending bits, in its second half").isEqualTo(0x8_0004);
    }

    @Test
    void ofCommandAndMsixControlTwoBitsEachCanBeWritten() {
        for (int at = 0; at < PciConfigSpace.LENGTH; at++) {
            space.write(at, 0xff);
        }
        assertThat(u32(4)).isEqualTo(0x0010_0404);
        assertThat(u32(64)).isEqualTo(0xc005_0011L);
        assertThat(space.isMsixEnabled()).isTrue();
        space.reset();
        assertThat(u32(4)).isEqualTo(0x0010_0000);
        assertThat(space.isMsixEnabled()).isFalse();
    }
}
