package dev.vmig.device;

import static dev.vmig.device.PartsReadTest.concat;
import static dev.vmig.device.PartsReadTest.parts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartType;
import dev.vmig.codec.PartWriter;
import dev.vmig.codec.PciCommonCfgField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DEV_PARTS_SET (Virtio 1.4, 2.12.1.4.3.3). VF 0 is the source, VF 1 the target, which is stopped. */
class PartsSetTest {

    private static Rig rig(PfConfig config) {
        Rig rig = Rig.ready(config);
        rig.createObjects(0);
        rig.createObjects(1);
        rig.pf.vf(0).initialise();
        rig.pf.vf(0).traffic().start(2_000_000);
        rig.time.runFor(500_000);
        rig.pf.vf(0).traffic().stop();
        rig.stop(0);
        rig.stop(1);
        return rig;
    }

    private static Rig rig() {
        return rig(PfConfig.of(2));
    }

    private static String set(Rig rig, byte[] image) {
        return rig.call(Cmd.set(2, Rig.setId(1), image)).status();
    }

    private static byte[] part(Consumer<PartWriter> writer) {
        byte[] bytes = new byte[1024];
        PartWriter parts = new PartWriter().wrap(bytes, 0, bytes.length);
        writer.accept(parts);
        return Arrays.copyOf(bytes, parts.length());
    }

    private static byte[] raw(int type, int flags, long selector, int length) {
        return part(w -> w.append(type, flags, selector, new byte[length], 0, length));
    }

    @Property(tries = 30)
    @net.jqwik.api.Tag("DP-TXT-09")
    void dpTxt09AnImageArrivesAsItWas(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int queuePairs) {
        Rig rig = rig(PfConfig.of(2).withSeed(seed).withQueuePairs(queuePairs));
        byte[] image = rig.getAll(0);
        assertThat(rig.getAll(1)).isNotEqualTo(image);
        rig.ok(Cmd.set(2, Rig.setId(1), image));
        assertThat(rig.getAll(1)).isEqualTo(image);
        rig.resume(1);
        assertThat(rig.getAll(1)).isEqualTo(image);
    }

    @Property(tries = 100)
    @net.jqwik.api.Tag("DP-DEV-05")
    void dpDev05AnySubsetOfThePartsCanBeSetAnyNumberOfTimes(@ForAll long seed) {
        Rig rig = rig(PfConfig.of(2).withLatency(LatencyModel.NONE));
        byte[] image = rig.getAll(0);
        Random random = new Random(seed);
        List<byte[]> some = new ArrayList<>(parts(image));
        some.removeIf(part -> random.nextBoolean());
        rig.ok(Cmd.set(2, Rig.setId(1), concat(some)));
        rig.ok(Cmd.set(2, Rig.setId(1), concat(some)));
        rig.ok(Cmd.set(2, Rig.setId(1), image));
        assertThat(rig.getAll(1)).isEqualTo(image);
    }

    @Test
    @Tag("DP-TXT-10")
    void dpTxt10WhatWasSetTakesEffectOnResume() {
        Rig rig = rig();
        VirtualFunction target = rig.pf.vf(1);
        byte[] image = rig.getAll(0);
        target.ringDoorbell(1);
        rig.ok(Cmd.set(2, Rig.setId(1), image));
        rig.time.runFor(1_000_000);
        assertThat(target.counters().dmas()).isZero();
        rig.resume(1);
        rig.time.runFor(1_000_000);
        // The queue was not live on this VF before: only the parts that were set make the doorbell count.
        assertThat(target.counters().dmas()).isPositive();
    }

    @Test
    @Tag("DP-DEV-04")
    void dpDev04SetWhileRunningIsRefused() {
        Rig rig = rig();
        byte[] image = rig.getAll(0);
        rig.resume(1);
        String before = rig.state();
        assertThat(set(rig, image)).isEqualTo("16/7");
        assertThat(rig.state()).isEqualTo(before);
    }

    @Property(tries = 400)
    @net.jqwik.api.Tag("DP-TXT-11")
    void dpTxt11ASetThatIsRefusedHasNoEffectWhateverIsDamaged(@ForAll long seed) {
        Rig rig = rig(PfConfig.of(2).withLatency(LatencyModel.NONE).withQueuePairs(1));
        byte[] image = damaged(rig.getAll(0), new Random(seed));
        String before = rig.state();
        if (!set(rig, image).equals("0/0")) {
            assertThat(rig.state()).isEqualTo(before);
        }
    }

    /** The same, against a device that keeps what it had applied before it refused: the rule must catch it. */
    @Test
    void dpTxt11IsBrokenByADeviceThatAppliesHalf() {
        Rig rig = rig(PfConfig.of(2).withBroken(FaultyBehaviour.SET_HALF_APPLIED));
        byte[] image = rig.getAll(0);
        String before = rig.state();
        assertThat(set(rig, Arrays.copyOf(image, image.length - 1))).isEqualTo("22/3");
        assertThat(rig.state()).isNotEqualTo(before);
    }

    private static byte[] damaged(byte[] image, Random random) {
        byte[] copy = image.clone();
        switch (random.nextInt(3)) {
            case 0 -> copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy = Arrays.copyOf(copy, random.nextInt(copy.length));
            default -> {
                List<byte[]> parts = new ArrayList<>(parts(copy));
                Collections.shuffle(parts, random);
                copy = concat(parts);
            }
        }
        return copy;
    }

    @Test
    @Tag("DP-DEV-06")
    @Tag("DP-TXT-20")
    void dpDev06ALengthOtherThanTheDevicesOwnIsRefusedForEveryPart() {
        Rig rig = rig();
        for (byte[] part : parts(rig.getAll(0))) {
            int length = part.length - PartHeader.LENGTH;
            for (int other : new int[] {length - 1, length + 1}) {
                byte[] changed = Arrays.copyOf(part, PartHeader.LENGTH + other);
                changed[12] = (byte) other;
                changed[13] = (byte) (other >>> 8);
                assertThat(set(rig, changed)).isEqualTo("22/3");
            }
        }
    }

    @Test
    @Tag("DP-DEV-07")
    @Tag("DP-DEV-08")
    void dpDev07And08DeviceFeaturesAreComparedAndNeverChange() {
        Rig rig = rig();
        String before = rig.state();
        for (int bit = 0; bit < 64; bit++) {
            long features = NetShape.FEATURES_LOW ^ 1L << bit;
            assertThat(set(rig, part(w -> w.devFeatures(features, 0).deviceStatus(15))))
                    .isEqualTo("22/3");
        }
        assertThat(rig.state()).isEqualTo(before);
        assertThat(set(rig, part(w -> w.devFeatures(NetShape.FEATURES_LOW, 0)))).isEqualTo("0/0");
    }

    @Test
    void driverFeaturesMustHaveBeenOffered() {
        Rig rig = rig();
        assertThat(set(rig, part(w -> w.drvFeatures(1L << 34, 0)))).isEqualTo("22/3");
        assertThat(set(rig, part(w -> w.drvFeatures(1L << 32, 0)))).isEqualTo("0/0");
    }

    @Test
    @Tag("DP-DEV-09")
    void dpDev09UnknownOptionalPartsAreIgnoredAndMandatoryOnesRefused() {
        Rig rig = rig();
        byte[] image = rig.getAll(0);
        byte[] optional = raw(0x0600, PartHeader.FLAG_OPTIONAL, 0, 100);
        rig.ok(Cmd.set(2, Rig.setId(1), concat(List.of(optional, image, optional))));
        assertThat(rig.getAll(1)).isEqualTo(image);
        String before = rig.state();
        assertThat(set(rig, concat(List.of(part(w -> w.deviceStatus(1)), raw(0x0600, 0, 0, 100)))))
                .isEqualTo("22/3");
        assertThat(rig.state()).isEqualTo(before);
    }

    @Test
    void unknownSelectorsAreUnknownParts() {
        Rig rig = rig();
        for (byte[] part : List.of(
                raw(PartType.VQ_CFG.number(), 0, 5, 32),
                raw(PartType.VQ_CFG.number(), 0, 1L << 32, 32),
                raw(PartType.PCI_COMMON_CFG.number(), 0, 24, 2),
                raw(PartType.PCI_COMMON_CFG.number(), 0, 17, 1),
                raw(PartType.DEVICE_STATUS.number(), 0, 1, 1),
                raw(PartType.NET_CVQ_CFG.number(), 0, 6 << 8, 1),
                raw(PartType.NET_CVQ_CFG.number(), 0, 5, 8))) {
            assertThat(set(rig, part)).isEqualTo("22/3");
            part[2] = PartHeader.FLAG_OPTIONAL;
            assertThat(set(rig, part)).isEqualTo("0/0");
        }
    }

    @Test
    @Tag("DP-TXT-16")
    @Tag("DP-TXT-19")
    void dpTxt16And19OrderIsKeptAndNothingStandsTwice() {
        Rig rig = rig();
        assertThat(set(rig, part(w -> w.deviceStatus(1).drvFeatures(0, 0)))).isEqualTo("22/3");
        assertThat(rig.pf.lastRefusal()).hasValue("DRV_FEATURES at byte 49: stands behind DEVICE_STATUS");
        assertThat(set(rig, part(w -> w.deviceStatus(1).deviceStatus(1)))).isEqualTo("22/3");
        // Within a type the specification gives no order.
        byte[] backwards = part(w -> w.pciCommonCfg(PciCommonCfgField.QUEUE_SELECT, 3)
                .pciCommonCfg(PciCommonCfgField.CONFIG_MSIX_VECTOR, 3));
        assertThat(set(rig, backwards)).isEqualTo("0/0");
    }

    @Test
    @Tag("DP-DEV-33")
    void dpDev33NumQueuesAndDoorbellsAreComparedOnly() {
        Rig rig = rig();
        assertThat(set(rig, part(w -> w.pciCommonCfg(PciCommonCfgField.NUM_QUEUES, 5))))
                .isEqualTo("0/0");
        assertThat(set(rig, part(w -> w.pciCommonCfg(PciCommonCfgField.NUM_QUEUES, 7))))
                .isEqualTo("22/3");
        assertThat(set(rig, part(w -> w.vqNotify(1, 2, 0)))).isEqualTo("22/3");
    }

    @Test
    void valuesThatNoDeviceCanHaveAreRefused() {
        Rig rig = rig();
        assertThat(set(rig, part(w -> w.vqCfg(0, 3, 0, 0, 0, 0, 0)))).isEqualTo("22/3");
        assertThat(set(rig, part(w -> w.vqCfg(0, 512, 0, 0, 0, 0, 0)))).isEqualTo("22/3");
        assertThat(set(rig, part(w -> w.vqCfg(0, 128, 0, 2, 0, 0, 0)))).isEqualTo("22/3");
        byte[] pairs = raw(PartType.NET_CVQ_CFG.number(), 0, 4, 2);
        assertThat(set(rig, pairs)).isEqualTo("22/3");
        pairs[16] = 3;
        assertThat(set(rig, pairs)).isEqualTo("22/3");
        pairs[16] = 2;
        assertThat(set(rig, pairs)).isEqualTo("0/0");
        byte[] macTable = raw(PartType.NET_CVQ_CFG.number(), 0, 1, 8);
        macTable[16] = (byte) 0xff;
        macTable[19] = (byte) 0xff;
        assertThat(set(rig, macTable)).isEqualTo("22/3");
    }

    @Test
    void zeroPaddingBehindThePartsIsAcceptedOfAnyLength() {
        Rig rig = rig();
        byte[] image = rig.getAll(0);
        for (int padding : new int[] {0, 1, 7, 15, 16, 17, 100}) {
            rig.ok(Cmd.set(2, Rig.setId(1), Arrays.copyOf(image, image.length + padding)));
            assertThat(rig.getAll(1)).isEqualTo(image);
        }
        byte[] dirty = Arrays.copyOf(image, image.length + 5);
        dirty[image.length + 4] = 1;
        assertThat(set(rig, dirty)).isEqualTo("22/3");
    }

    /** A header of zeros ends the parts; a part that stands behind it would get lost without a word. */
    @Test
    void nothingButZerosMayStandBehindAHeaderOfZeros() {
        Rig rig = rig();
        byte[] image = rig.getAll(0);
        byte[] dirty = Arrays.copyOf(image, image.length + 40);
        dirty[image.length + 39] = 1;
        String before = rig.state();
        assertThat(set(rig, dirty)).isEqualTo("22/3");
        assertThat(rig.state()).isEqualTo(before);
        assertThat(rig.pf.lastRefusal())
                .contains("byte " + (image.length + 39) + " of the parts: 1 (expected: 0, behind the last part)");
    }
}
