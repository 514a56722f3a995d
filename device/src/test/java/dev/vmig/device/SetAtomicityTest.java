package dev.vmig.device;

import static dev.vmig.device.PartsReadTest.concat;
import static dev.vmig.device.PartsReadTest.parts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** One thing wrong in an image that is sound otherwise: a status, and no side effect (Virtio 1.4, 2.12.1.4.3.3). */
class SetAtomicityTest {
    private static final int PAIRS = 2;

    /** What is wrong with the image. */
    enum Defect {
        UNKNOWN_MANDATORY_PART,
        UNKNOWN_SELECTOR,
        LENGTH_TOO_SMALL,
        LENGTH_TOO_LARGE,
        PART_TWICE,
        WRONG_ORDER,
        TRAILING_BYTES,
        CUT_IN_A_PART,
        OTHER_DEVICE_FEATURES,
        OTHER_NUMBER_OF_QUEUES,
        OTHER_DOORBELL;

        byte[] in(byte[] image, Random random) {
            List<byte[]> parts = new ArrayList<>(parts(image));
            int any = random.nextInt(parts.size());
            byte[] part = parts.get(any);
            int length = part.length - PartHeader.LENGTH;
            switch (this) {
                case UNKNOWN_MANDATORY_PART -> parts.add(any, header(random.nextBoolean() ? 0x106 : 0x600, 0, 0));
                case UNKNOWN_SELECTOR -> parts.add(any, header(PartType.VQ_CFG.number(), 2 * PAIRS + 1, 0));
                case LENGTH_TOO_SMALL -> parts.set(any, resized(part, length - 1));
                case LENGTH_TOO_LARGE -> parts.set(any, resized(part, length + 1));
                case PART_TWICE -> parts.add(lastOfItsType(parts, any) + 1, part);
                case WRONG_ORDER -> {
                    parts.remove(any);
                    parts.add(type(part) == PartType.DEV_FEATURES.number() ? 1 : 0, part);
                }
                case TRAILING_BYTES -> parts.add(new byte[] {0, 0, 0, 0, 0, 0, 1});
                case CUT_IN_A_PART -> {
                    // Of the last part, two bytes of the header at least: the first alone is zero, which is padding.
                    return Arrays.copyOf(image, image.length - 1 - random.nextInt(16));
                }
                case OTHER_DEVICE_FEATURES -> parts.get(0)[16 + random.nextInt(16)] ^= (byte) (1 << random.nextInt(8));
                case OTHER_NUMBER_OF_QUEUES -> change(parts, PartType.PCI_COMMON_CFG.number(), 18, 16);
                case OTHER_DOORBELL -> change(parts, PartType.VQ_NOTIFY_CFG.number(), random.nextInt(5), 16);
            }
            return concat(parts);
        }

        private static int type(byte[] part) {
            return (part[0] & 0xff) | ((part[1] & 0xff) << 8);
        }

        private static int lastOfItsType(List<byte[]> parts, int index) {
            int last = index;
            for (int i = index; i < parts.size(); i++) {
                if (type(parts.get(i)) == type(parts.get(index))) {
                    last = i;
                }
            }
            return last;
        }

        private static byte[] header(int type, long selector, int length) {
            byte[] part = new byte[PartHeader.LENGTH + length];
            PartHeader.encode(part, 0, type, 0, selector, length);
            return part;
        }

        private static byte[] resized(byte[] part, int length) {
            byte[] resized = Arrays.copyOf(part, PartHeader.LENGTH + length);
            resized[12] = (byte) length;
            resized[13] = (byte) (length >>> 8);
            return resized;
        }

        private static void change(List<byte[]> parts, int type, int selector, int at) {
            parts.stream()
                    .filter(part -> type(part) == type && part[4] == selector)
                    .forEach(part -> part[at]++);
        }
    }

    private static Rig rig() {
        Rig rig = Rig.ready(PfConfig.of(2).withQueuePairs(PAIRS).withLatency(LatencyModel.NONE));
        rig.createObjects(0);
        rig.createObjects(1);
        rig.pf.vf(0).initialise();
        rig.stop(0);
        rig.stop(1);
        return rig;
    }

    @Property(tries = 300)
    @Tag("DP-TXT-11")
    @Tag("DP-DEV-06")
    @Tag("DP-DEV-08")
    @Tag("DP-DEV-33")
    void oneDefectAnywhereAndNothingIsApplied(@ForAll Defect defect, @ForAll long seed) {
        Rig rig = rig();
        byte[] image = rig.getAll(0);
        byte[] before = rig.getAll(1);
        assertThat(before).isNotEqualTo(image);
        byte[] defective = defect.in(image, new Random(seed));
        assertThat(rig.call(Cmd.set(2, Rig.setId(1), defective)).status()).isEqualTo("22/3");
        assertThat(rig.getAll(1)).isEqualTo(before);
        rig.resume(1);
        assertThat(rig.getAll(1)).isEqualTo(before);
        // Nothing of it is left in the device: the sound image goes in as if nothing had been.
        rig.stop(1);
        rig.ok(Cmd.set(2, Rig.setId(1), image));
        assertThat(rig.getAll(1)).isEqualTo(image);
    }

    @Property(tries = 60)
    @Tag("DP-TXT-09")
    void zeroPaddingIsLegal(@ForAll @IntRange(max = 200) int padding) {
        Rig rig = rig();
        byte[] image = rig.getAll(0);
        rig.ok(Cmd.set(2, Rig.setId(1), Arrays.copyOf(image, image.length + padding)));
        assertThat(rig.getAll(1)).isEqualTo(image);
    }
}
