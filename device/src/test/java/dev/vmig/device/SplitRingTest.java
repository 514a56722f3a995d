package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.memory.GuestMemory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The transmit queue of a VF as a driver may leave it (Virtio 1.4, 2.7). */
class SplitRingTest {
    private static final int TRANSMIT = 1;
    /** The guest's layout: a page of notes, then ring and buffer page of each queue. */
    private static final long RING = (1 + 2 * TRANSMIT) * GuestMemory.PAGE;

    private static final long AVAILABLE = RING + 512;
    private static final long USED = RING + 1024;

    private final Rig rig = ready();
    private final VirtualFunction vf = rig.pf.vf(0);
    private final GuestMemory memory = vf.space().memory();

    private static Rig ready() {
        Rig rig = Rig.ready(PfConfig.of(1));
        rig.pf.vf(0).initialise();
        return rig;
    }

    private void descriptor(int index, long address, long length, int flags, int next) {
        long at = RING + 16L * index;
        memory.putU64(at, address);
        memory.putU32(at + 8, length);
        memory.putU16(at + 12, flags);
        memory.putU16(at + 14, next);
    }

    /** Makes one request available and waits. */
    private void post(int head) {
        memory.putU16(AVAILABLE + 4, head);
        memory.putU16(AVAILABLE + 2, 1);
        vf.ringDoorbell(TRANSMIT);
        rig.time.runAll();
    }

    private int usedIndex() {
        return memory.u16(USED + 2);
    }

    @Test
    void chainOfSeveralDescriptorsIsOnePacket() {
        descriptor(0, 0x200, 12, 1, 5);
        descriptor(5, 0x300, 30, 1, 2);
        descriptor(2, 0x400, 30, 0, 0);
        post(0);
        assertThat(usedIndex()).isEqualTo(1);
        assertThat(memory.u32(USED + 4)).isZero();
        assertThat(vf.counters().packetsSent()).isEqualTo(1);
        assertThat(vf.trouble()).isEmpty();
    }

    @Test
    void driverThatWantsNoInterruptGetsNone() {
        memory.putU16(AVAILABLE, 1);
        descriptor(0, 0x200, 60, 0, 0);
        post(0);
        assertThat(usedIndex()).isEqualTo(1);
        assertThat(vf.counters().interrupts()).isZero();
    }

    @ParameterizedTest
    @Tag("REL-02")
    @CsvSource(
            delimiter = '|',
            value = {
                // descriptor 0: address | length | flags | next; head; what is wrong
                "0x200|12|1|0|0|the chain from descriptor 0 has a loop",
                "0x200|12|1|40|0|descriptor 40 (expected: below 32)",
                "0x200|12|0|0|32|descriptor 32 (expected: below 32)",
                "0xffffffffffff0000|12|0|0|0|nothing is there",
                "0x200|0xffffffff|0|0|0|bytes so far (expected: at most 131072)",
                "0x200|12|4|0|0|no legal indirect table",
                "0x200|16|5|0|0|no legal indirect table",
                "0x200|0|4|0|0|no legal indirect table",
            })
    void queueThatCannotBeServedMakesTheDeviceNeedAReset(
            String address, String length, int flags, int next, int head, String wrong) {
        descriptor(0, Long.decode(address.startsWith("0xff") ? "-65536" : address), Long.decode(length), flags, next);
        post(head);
        assertThat(vf.trouble()).hasValueSatisfying(text -> assertThat(text).contains(wrong));
        assertThat(vf.readCommonCfg(PciCommonCfgField.DEVICE_STATUS) & DeviceStatus.NEEDS_RESET)
                .isNotZero();
        // The configuration interrupt, and nothing afterwards.
        assertThat(vf.counters().interrupts()).isEqualTo(1);
        vf.ringDoorbell(TRANSMIT);
        rig.time.runAll();
        assertThat(vf.counters().interrupts()).isEqualTo(1);
        assertThat(usedIndex()).isZero();

        vf.initialise();
        assertThat(vf.guest().transmit()).isTrue();
        rig.time.runAll();
        assertThat(vf.counters().packetsSent()).isEqualTo(1);
    }

    @Test
    void moreRequestsThanEntriesAreNotBelieved() {
        memory.putU16(AVAILABLE + 2, 33);
        vf.ringDoorbell(TRANSMIT);
        rig.time.runAll();
        assertThat(vf.trouble())
                .hasValueSatisfying(text -> assertThat(text).contains("33 ahead of used.idx (expected: at most"));
    }

    /** No interrupt may be sent that has no vector. */
    @Test
    void deviceInNeedWithoutAVectorIsSilent() {
        vf.writeCommonCfg(PciCommonCfgField.CONFIG_MSIX_VECTOR, 0xffff);
        descriptor(0, 0x200, 12, 1, 0);
        post(0);
        assertThat(vf.trouble()).isPresent();
        assertThat(vf.counters().interrupts()).isZero();
    }
}
