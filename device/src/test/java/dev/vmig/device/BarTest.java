package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.ControlCommand.SetMac;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registers of a VF in its BAR (Virtio 1.4, 4.1.4). */
class BarTest {
    private final Rig rig = Rig.ready(PfConfig.of(1));
    private final VirtualFunction vf = rig.pf.vf(0);

    private String read(int offset, int length) {
        byte[] bytes = new byte[length];
        vf.bar().dmaRead(offset, bytes, 0, length);
        return HexFormat.of().formatHex(bytes);
    }

    private void write(int offset, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        vf.bar().dmaWrite(offset, bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @Tag("DP-DEV-15")
    @ValueSource(booleans = {false, true})
    void everyRegisterIsReadInBothModes(boolean stopped) {
        vf.initialise();
        if (stopped) {
            rig.stop(0);
        }
        for (PciCommonCfgField field : PciCommonCfgField.values()) {
            byte[] bytes = new byte[8];
            vf.bar().dmaRead(field.offset(), bytes, 0, field.length());
            long value = 0;
            for (int at = field.length() - 1; at >= 0; at--) {
                value = (value << 8) | (bytes[at] & 0xff);
            }
            assertThat(value).as(field.name()).isEqualTo(vf.readCommonCfg(field));
        }
        assertThat(read(0x1000, 2)).isEqualTo("ffff");
    }

    /** Virtio 1.4, 4.1.4.3: 32 of the feature bits, selected by a register; beyond 128 there are none. */
    @Test
    void featuresAreSeenThroughAWindow() {
        long[] offered = {0x10df_8021L, 3, 0, 0, 0};
        for (int word = 0; word < offered.length; word++) {
            vf.writeCommonCfg(PciCommonCfgField.DEVICE_FEATURE_SELECT, word);
            assertThat(vf.readCommonCfg(PciCommonCfgField.DEVICE_FEATURE)).isEqualTo(offered[word]);
            vf.writeCommonCfg(PciCommonCfgField.DRIVER_FEATURE_SELECT, word);
            vf.writeCommonCfg(PciCommonCfgField.DRIVER_FEATURE, 0xffff_ffffL);
            assertThat(vf.readCommonCfg(PciCommonCfgField.DRIVER_FEATURE)).isEqualTo(offered[word]);
        }
        vf.writeCommonCfg(PciCommonCfgField.DRIVER_FEATURE_SELECT, 0);
        vf.writeCommonCfg(PciCommonCfgField.DRIVER_FEATURE, 0x20);
        assertThat(vf.readCommonCfg(PciCommonCfgField.DRIVER_FEATURE)).isEqualTo(0x20);
        vf.writeCommonCfg(PciCommonCfgField.DRIVER_FEATURE_SELECT, 1);
        assertThat(vf.readCommonCfg(PciCommonCfgField.DRIVER_FEATURE)).isEqualTo(3);
        vf.writeCommonCfg(PciCommonCfgField.DRIVER_FEATURE, 1);
        assertThat(vf.readCommonCfg(PciCommonCfgField.DRIVER_FEATURE)).isEqualTo(1);
        vf.writeCommonCfg(PciCommonCfgField.DRIVER_FEATURE_SELECT, 0);
        assertThat(vf.readCommonCfg(PciCommonCfgField.DRIVER_FEATURE)).isEqualTo(0x20);
    }

    @Test
    void largestQueueSizeIsAccepted() {
        vf.writeCommonCfg(PciCommonCfgField.QUEUE_SIZE, NetShape.MAX_QUEUE_SIZE / 2);
        vf.writeCommonCfg(PciCommonCfgField.QUEUE_SIZE, NetShape.MAX_QUEUE_SIZE);
        assertThat(vf.readCommonCfg(PciCommonCfgField.QUEUE_SIZE)).isEqualTo(NetShape.MAX_QUEUE_SIZE);
    }

    /** Virtio 1.4, 4.1.4.4.1: 16 bits, at the offset of the queue. */
    @Test
    void onlyAnExactDoorbellOfAQueueThatIsThereRings() {
        Recorder recorder = Recorder.on(vf);
        write(Bar.NOTIFICATIONS, "0000");
        write(Bar.NOTIFICATIONS + 4, "0000");
        for (int beside = 1; beside < 4; beside++) {
            write(Bar.NOTIFICATIONS + 4 + beside, "0000");
        }
        write(Bar.NOTIFICATIONS + 4, "00");
        write(Bar.NOTIFICATIONS + 4, "00000000");
        write(Bar.NOTIFICATIONS + 4 * vf.queues(), "0000");
        assertThat(recorder.events).containsExactly("rung 0", "rung 1");
    }

    @Test
    void eachHalfOfAnAddressIsReplacedAlone() {
        write(PciCommonCfgField.QUEUE_DESC.offset(), "8877665544332211");
        write(PciCommonCfgField.QUEUE_DESC.offset(), "01000000");
        assertThat(vf.readCommonCfg(PciCommonCfgField.QUEUE_DESC)).isEqualTo(0x1122334400000001L);
        write(PciCommonCfgField.QUEUE_DESC.offset() + 4, "02000000");
        assertThat(vf.readCommonCfg(PciCommonCfgField.QUEUE_DESC)).isEqualTo(0x0000000200000001L);
    }

    @Test
    void addressesAreWrittenWholeOrInHalves() {
        write(PciCommonCfgField.QUEUE_DESC.offset(), "8877665544332211");
        assertThat(vf.readCommonCfg(PciCommonCfgField.QUEUE_DESC)).isEqualTo(0x1122334455667788L);
        write(PciCommonCfgField.QUEUE_DESC.offset() + 4, "ffffffff");
        assertThat(vf.readCommonCfg(PciCommonCfgField.QUEUE_DESC)).isEqualTo(0xffffffff55667788L);
        write(PciCommonCfgField.QUEUE_DESC.offset() + 1, "00");
        write(PciCommonCfgField.QUEUE_SELECT.offset(), "01000000");
        assertThat(vf.readCommonCfg(PciCommonCfgField.QUEUE_DESC)).isEqualTo(0xffffffff55667788L);
    }

    @Test
    @Tag("REL-07")
    @Tag("REL-20")
    void configurationSpaceTellsMacLinkAndPairs() {
        vf.initialise();
        vf.guest().control(new SetMac(0x0605_0403_0202L));
        long generation = vf.readCommonCfg(PciCommonCfgField.CONFIG_GENERATION);
        rig.time.runAll();
        assertThat(read(Bar.DEVICE_CONFIG, 10)).isEqualTo("020203040506" + "0100" + "0200");
        assertThat(vf.readCommonCfg(PciCommonCfgField.CONFIG_GENERATION)).isNotEqualTo(generation);
    }

    @Test
    void resetGoingOnAnswersWithOnes() {
        vf.functionLevelReset(() -> {});
        assertThat(read(0, 4)).isEqualTo("ffffffff");
        rig.time.runAll();
        assertThat(read(PciCommonCfgField.NUM_QUEUES.offset(), 2)).isEqualTo("0500");
    }
}
