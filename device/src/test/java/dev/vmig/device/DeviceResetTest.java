package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PciCommonCfgField;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reset by the guest's driver, zero in device_status, leaves (Virtio 1.4, 2.4). */
class DeviceResetTest {
    private final Rig rig = Rig.ready(PfConfig.of(1));
    private final VirtualFunction vf = rig.pf.vf(0);

    @Test
    @Tag("REL-03")
    @Tag("REL-05")
    void statusAndQueueRegistersAreZero() {
        vf.initialise();
        vf.writeCommonCfg(PciCommonCfgField.DEVICE_STATUS, 0);
        assertThat(vf.readCommonCfg(PciCommonCfgField.DEVICE_STATUS)).isZero();
        for (int queue = 0; queue < vf.queues(); queue++) {
            vf.writeCommonCfg(PciCommonCfgField.QUEUE_SELECT, queue);
            assertThat(vf.readCommonCfg(PciCommonCfgField.QUEUE_ENABLE)).isZero();
            assertThat(vf.readCommonCfg(PciCommonCfgField.QUEUE_RESET)).isZero();
        }
    }

    @Test
    @Tag("REL-04")
    void deviceIsSilentUntilItIsSetUpAgain() {
        vf.initialise();
        vf.guest().transmit();
        vf.writeCommonCfg(PciCommonCfgField.DEVICE_STATUS, 0);
        VfCounters before = vf.counters();
        vf.ringDoorbell(1);
        vf.receivePacket(Rig.PACKET);
        rig.time.runAll();
        assertThat(vf.counters().dmas()).isEqualTo(before.dmas());
        assertThat(vf.counters().interrupts()).isEqualTo(before.interrupts());
        vf.initialise();
        vf.guest().transmit();
        rig.time.runAll();
        assertThat(vf.counters().packetsSent()).isEqualTo(1);
    }

    @Test
    @Tag("REL-11")
    void featuresAreAcceptedAgain() {
        vf.initialise();
        String first = vf.describe();
        vf.initialise();
        assertThat(vf.describe()).isEqualTo(first);
    }

    @ParameterizedTest
    @Tag("REL-08")
    @CsvSource({"0, 0", "1, 1", "128, 128", "3, 256", "512, 256", "255, 256"})
    void queueSizeIsZeroOrAPowerOfTwoThatFits(long written, long read) {
        vf.writeCommonCfg(PciCommonCfgField.QUEUE_SIZE, written);
        assertThat(vf.readCommonCfg(PciCommonCfgField.QUEUE_SIZE)).isEqualTo(read);
    }

    @Test
    @Tag("REL-08")
    void queueThatDoesNotExistHasSizeZero() {
        vf.writeCommonCfg(PciCommonCfgField.QUEUE_SELECT, vf.queues());
        assertThat(vf.readCommonCfg(PciCommonCfgField.QUEUE_SIZE)).isZero();
    }
}
