package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartId;
import dev.vmig.codec.PartSelector;
import dev.vmig.codec.PartType;
import dev.vmig.codec.PciCommonCfgField;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DEV_PARTS_METADATA_GET and DEV_PARTS_GET, and the parts that a VF has (Virtio 1.4, 2.12.1.4, 2.14 and 5.1.8). */
class PartsReadTest {

    private static Rig rig(int queuePairs) {
        Rig rig = Rig.ready(PfConfig.of(1).withQueuePairs(queuePairs));
        rig.pf.vf(0).initialise();
        rig.createObjects(0);
        return rig;
    }

    /** Each part as its header and value. */
    static List<byte[]> parts(byte[] image) {
        List<byte[]> parts = new ArrayList<>();
        PartCursor cursor = new PartCursor().wrap(image, 0, image.length);
        while (cursor.next()) {
            parts.add(Arrays.copyOfRange(image, cursor.offset(), cursor.valueOffset() + cursor.length()));
        }
        return parts;
    }

    static byte[] concat(List<byte[]> chunks) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(all::writeBytes);
        return all.toByteArray();
    }

    static byte[] headers(byte[] image) {
        return concat(parts(image).stream()
                .map(part -> Arrays.copyOf(part, PartHeader.LENGTH))
                .toList());
    }

    @Property(tries = 20)
    @net.jqwik.api.Tag("DP-DEV-03")
    @net.jqwik.api.Tag("DP-DEV-27")
    @net.jqwik.api.Tag("DP-DEV-29")
    @net.jqwik.api.Tag("DP-DEV-32")
    @net.jqwik.api.Tag("DP-TXT-16")
    @net.jqwik.api.Tag("DP-TXT-17")
    @net.jqwik.api.Tag("DP-TXT-18")
    @net.jqwik.api.Tag("DP-TXT-19")
    void dpDev03And27To32AndDpTxt16To20PartsAreUniqueAndInTheOrderOfTheTable(
            @ForAll @IntRange(min = 1, max = 64) int queuePairs) {
        byte[] image = rig(queuePairs).getAll(0);
        Set<PartId> keys = new HashSet<>();
        PartType last = PartType.DEV_FEATURES;
        PartCursor cursor = new PartCursor().wrap(image, 0, image.length);
        while (cursor.next()) {
            PartType type = PartType.of(cursor.type());
            assertThat(type).isNotEqualTo(PartType.UNKNOWN).isGreaterThanOrEqualTo(last);
            assertThat(keys.add(new PartId(cursor.type(), cursor.selector()))).isTrue();
            assertThat(cursor.isOptional()).isEqualTo(type == PartType.DEV_FEATURES);
            assertThat(cursor.reserved()).isZero();
            last = type;
        }
        // 1 + 1 + 6 + 1 single ones, two for each queue, 6 + 4 of the control queue.
        assertThat(keys).hasSize(9 + 2 * (2 * queuePairs + 1) + 10);
        for (PartType single : List.of(PartType.DEV_FEATURES, PartType.DRV_FEATURES, PartType.DEVICE_STATUS)) {
            assertThat(keys).contains(new PartId(single.number(), PartSelector.NONE));
        }
    }

    @Test
    @Tag("DP-TXT-20")
    void dpTxt20SizesAreThoseOfTheLayouts() {
        // Features 2 x 32, six fields 6 x 16 + 15, status 17, 72 a queue, control parts 102 + 24 + 22 + 528 + 18.
        assertThat(rig(4).getAll(0)).hasSize(64 + 111 + 17 + 72 * 9 + 694);
    }

    @Test
    @Tag("DP-TXT-03")
    @Tag("DP-TXT-04")
    @Tag("DP-TXT-05")
    void dpTxt03To05MetadataAgreesWithGet() {
        Rig rig = rig(2);
        rig.stop(0);
        byte[] image = rig.getAll(0);
        assertThat(DevPartsMetadataGet.size(
                        rig.ok(Cmd.metadata(1, 0, MetadataType.SIZE)).view()))
                .isGreaterThanOrEqualTo(image.length);
        int count = parts(image).size();
        assertThat(DevPartsMetadataGet.count(
                        rig.ok(Cmd.metadata(1, 0, MetadataType.COUNT)).view()))
                .isEqualTo(count);
        byte[] list = rig.ok(Cmd.metadata(1, 0, MetadataType.LIST)).result();
        assertThat(list).hasSize(8 + PartHeader.LENGTH * count).startsWith(count, 0, 0, 0, 0, 0, 0, 0);
        assertThat(Arrays.copyOfRange(list, 8, list.length)).isEqualTo(headers(image));
    }

    @Test
    @Tag("DP-TXT-03")
    void dpTxt03SizeIsABoundThatTrafficNeverExceeds() {
        Rig rig = rig(2);
        VirtualFunction vf = rig.pf.vf(0);
        long size = DevPartsMetadataGet.size(
                rig.ok(Cmd.metadata(1, 0, MetadataType.SIZE)).view());
        vf.traffic().start(1_000_000);
        int largest = 0;
        for (int i = 0; i < 200; i++) {
            rig.time.runFor(20_000);
            largest = Math.max(largest, vf.snapshot().length);
            assertThat(vf.snapshot().length).isLessThanOrEqualTo((int) size);
        }
        vf.traffic().stop();
        assertThat(largest).isGreaterThan(rig(2).getAll(0).length);
        assertThat(DevPartsMetadataGet.size(
                        rig.ok(Cmd.metadata(1, 0, MetadataType.SIZE)).view()))
                .isEqualTo(size);
    }

    @Test
    @Tag("DP-TXT-06")
    void dpTxt06ATooSmallMetadataBufferIsEnomem() {
        Rig rig = rig(1);
        assertThat(rig.call(Cmd.metadata(1, 0, MetadataType.SIZE), 15).status()).isEqualTo("12/6");
        assertThat(rig.call(Cmd.metadata(1, 0, MetadataType.SIZE), 16).status()).isEqualTo("0/0");
        assertThat(rig.call(Cmd.metadata(1, 0, MetadataType.LIST), 16).status()).isEqualTo("12/6");
    }

    @Property(tries = 50)
    @net.jqwik.api.Tag("DP-TXT-07")
    @net.jqwik.api.Tag("DP-TXT-08")
    @net.jqwik.api.Tag("DP-DEV-26")
    void dpTxt07And08SelectedGivesWhatIsThereInTheOrderOfTheTable(@ForAll long seed) {
        Rig rig = rig(2);
        byte[] image = rig.getAll(0);
        Random random = new Random(seed);
        List<byte[]> wanted = new ArrayList<>(parts(image));
        wanted.removeIf(part -> random.nextBoolean());
        byte[] expected = concat(wanted);
        List<byte[]> request = new ArrayList<>(parts(headers(expected).length == 0 ? new byte[0] : expected).stream()
                .map(part -> Arrays.copyOf(part, PartHeader.LENGTH))
                .toList());
        request.forEach(header -> {
            header[2] ^= 1; // Flags and length are no part of the key.
            header[12] ^= 0x55;
        });
        byte[] missing = new byte[PartHeader.LENGTH];
        PartHeader.encode(missing, 0, PartType.VQ_CFG.number(), 0, PartSelector.vqIndex(60_000), 0);
        request.add(missing);
        Collections.shuffle(request, random);
        assertThat(rig.ok(Cmd.getSelected(1, 0, concat(request))).result()).isEqualTo(expected);
    }

    @Test
    @Tag("DP-TXT-07")
    void dpTxt07SelectingTheWholeListIsAll() {
        Rig rig = rig(3);
        byte[] image = rig.getAll(0);
        assertThat(rig.ok(Cmd.getSelected(1, 0, headers(image))).result()).isEqualTo(image);
        assertThat(rig.ok(Cmd.getSelected(1, 0, new byte[0])).result()).isEmpty();
    }

    @Test
    @Tag("DP-DEV-02")
    void dpDev02GetOfAStoppedMemberIsRepeatable() {
        Rig rig = rig(2);
        rig.pf.vf(0).traffic().start(1_000_000);
        rig.time.runFor(1_000_000);
        rig.stop(0);
        byte[] image = rig.getAll(0);
        rig.time.runFor(1_000_000);
        assertThat(rig.getAll(0)).isEqualTo(image);
    }

    @Test
    void unknownTypesAreEinval() {
        Rig rig = rig(1);
        byte[] metadata = Cmd.metadata(1, 0, MetadataType.SIZE);
        metadata[32] = 3;
        assertThat(rig.call(metadata).status()).isEqualTo("22/3");
        byte[] get = Cmd.getAll(1, 0);
        get[32] = 2;
        assertThat(rig.call(get).status()).isEqualTo("22/3");
    }

    @Test
    void memberThatWasNeverSetUpHasItsPartsAtDefault() {
        Rig rig = Rig.ready();
        rig.createObjects(0);
        byte[] image = rig.getAll(0);
        rig.pf.vf(0).initialise();
        assertThat(rig.getAll(0)).isNotEqualTo(image);
        rig.pf.vf(0).writeCommonCfg(PciCommonCfgField.DEVICE_STATUS, 0);
        assertThat(rig.getAll(0)).isEqualTo(image);
    }
}
