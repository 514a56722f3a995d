package dev.vmig.codec.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PartWriter;
import dev.vmig.codec.PartialImage;
import dev.vmig.codec.RecordHeader;
import dev.vmig.codec.SourceDescription;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads of a migration stream of the vfio-virtio driver (drivers/vfio/pci/virtio/migrate.c). */
class RecordStreamTextTest {
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private final Collected tree = new Collected();

    private RecordStreamTextTest record(long claim, long flags, long tag, byte[] payload) {
        byte[] header = new byte[RecordHeader.LENGTH];
        RecordHeader.encode(header, 0, claim, flags, tag);
        stream.writeBytes(header);
        stream.writeBytes(payload);
        return this;
    }

    private Optional<Damage> decode(boolean full) throws IOException {
        return RecordStream.decode(new ByteArrayInputStream(stream.toByteArray()), full, tree);
    }

    /** DEVICE_STATUS twice: 17 bytes each, the second a duplicate. */
    private static byte[] image() {
        byte[] bytes = new byte[34];
        new PartWriter().wrap(bytes, 0, bytes.length).deviceStatus(1).deviceStatus(2);
        return bytes;
    }

    @Test
    void recordHasItsHeaderItsNumberAndItsPlace() throws IOException {
        byte[] one = Arrays.copyOf(image(), 17);
        record(17, 0, 0, one).record(3, 1, 9, new byte[] {1, 2, 3}).record(0, 1, 9, new byte[0]);
        assertThat(decode(false)).isEmpty();
        assertThat(tree.lines())
                .containsSubsequence(
                        "0+33 record 0: image",
                        "0+8 record_size: 17",
                        "8+4 flags: 0 MANDATORY",
                        "12+4 tag: 0 DEVICE_DATA",
                        "16+17 part DEVICE_STATUS: ",
                        "33+19 record 1: skipped: optional, tag 9",
                        "33+8 record_size: 3",
                        "41+4 flags: 1 OPTIONAL",
                        "45+4 tag: 9 unknown",
                        "49+3 payload: 010203",
                        "52+16 record 2: skipped: optional, tag 9")
                .last()
                .isEqualTo("64+4 tag: 9 unknown");
    }

    @Test
    void mandatoryRecordThatIsUnknownIsShownAndRefused() throws IOException {
        record(3, 0, 9, new byte[3]);
        assertThat(decode(false))
                .contains(new Damage(12, "tag 9 is unknown, and the record is mandatory (expected: 0, device data)"));
        assertThat(tree.lines())
                .containsExactly(
                        "0+16 record 0: refused",
                        "0+8 record_size: 3",
                        "8+4 flags: 0 MANDATORY",
                        "12+4 tag: 9 unknown");
    }

    @Test
    void sourceDescriptionIsShownByItsFieldsIfItIsWhole() throws IOException {
        byte[] description = new byte[RecordHeader.LENGTH + SourceDescription.LENGTH];
        SourceDescription.encodeRecord(description, 0, 1, 3, 0x20, 1, 4096);
        stream.writeBytes(description);
        record(2, 1, SourceDescription.TAG, new byte[] {7, 8});
        assertThat(decode(false)).isEmpty();
        assertThat(tree.lines())
                .contains("12+4 tag: %d source description of vmig".formatted(SourceDescription.TAG))
                .contains("20+2 device_id: 1", "22+2 num_queues: 3")
                .last()
                .asString()
                .endsWith("+2 payload: 0708");
    }

    /** The wire has no bound; what is skipped is shown by its size above 64 KiB, unless everything is wanted. */
    @ParameterizedTest
    @CsvSource({
        "65536, false, payload: 00",
        "65537, false, payload: not looked into",
        "65537, true, payload: 00",
        "200000, false, payload: not looked into"
    })
    void longPayloadThatIsSkippedIsShownByItsSize(int size, boolean full, String value) throws IOException {
        record(size, 1, 9, new byte[size]).record(0, 0, 0, new byte[0]);
        assertThat(decode(full)).isEmpty();
        assertThat(tree.lines().get(4)).startsWith("16+%d %s".formatted(size, value));
        assertThat(tree.lines()).contains("%d+16 record 1: image".formatted(16 + size));
    }

    @Test
    void imageThatIsCutIsShownUpToTheCut() throws IOException {
        record(34, 0, 0, Arrays.copyOf(image(), 30));
        assertThat(decode(false))
                .contains(new Damage(46, "the input ends in the payload of record 0 at byte 0: 30 of 34 bytes"));
        assertThat(tree.lines())
                .contains("32+1 device_status: 0x1 ACKNOWLEDGE")
                .last()
                .isEqualTo("33+13 part that is cut: " + "03010000000000000000000001");
    }

    @Test
    void zerosBehindThePartsOfAnImageArePadding() throws IOException {
        record(20, 0, 0, Arrays.copyOf(Arrays.copyOf(image(), 17), 20));
        assertThat(decode(false)).isEmpty();
        assertThat(tree.lines()).last().isEqualTo("33+3 padding: zeros");
    }

    @Test
    void imageThatIsNoPartsIsNotedAndShownAsItStands() throws IOException {
        byte[] claim = image();
        claim[17 + 12] = 2;
        record(34, 0, 0, claim).record(5, 0, 0, new byte[] {1, 2, 3, 4, 5});
        record(9, 0, 0, new byte[] {1, 2, 3});
        assertThat(decode(false)).isPresent();
        List<String> notes = tree.notes();
        assertThat(notes).hasSize(3).allMatch(note -> note.contains("the payload is not device parts: "));
        assertThat(notes.get(0)).startsWith("at 16: ").contains("length 2 at byte 45: at most 1 bytes remain");
        assertThat(tree.lines())
                .noneMatch(line -> line.contains("device_status"))
                .contains("66+5 payload: 0102030405");
    }

    @Test
    void imageOfTwiceTheSamePartIsNotedBehindItsParts() throws IOException {
        record(34, 0, 0, image());
        assertThat(decode(false)).isEmpty();
        assertThat(tree.notes()).singleElement().asString().startsWith("at 33: not as Virtio 1.4 lays it down");
    }

    @Test
    void headerThatIsCutNamesTheRecordAndItsPlace() throws IOException {
        record(0, 1, 9, new byte[0]);
        stream.writeBytes(new byte[5]);
        assertThat(decode(false))
                .contains(new Damage(21, "the input ends in the record header of record 1 at byte 16: 5 of 16 bytes"));
    }

    @Test
    void partialImageIsNamedAndItsPartsAreShown() throws IOException {
        record(16 + 34, 0, PartialImage.TAG, partial(7, image()));
        assertThat(decode(false)).isEmpty();
        assertThat(tree.lines())
                .containsSubsequence(
                        "12+4 tag: 2147483650 partial image of vmig", "24+8 base: 7", "32+17 part DEVICE_STATUS: ");
    }

    /** As an image that is cut: up to the cut. One that is not cut is parts as a whole, or none. */
    @Test
    void partialImageThatIsCutIsShownUpToTheCut() throws IOException {
        byte[] cut = Arrays.copyOf(image(), 20);
        record(16 + 34, 0, PartialImage.TAG, partial(7, cut));
        assertThat(decode(false)).isPresent();
        assertThat(tree.lines()).anyMatch(line -> line.startsWith("32+17 part DEVICE_STATUS"));
        assertThat(tree.lines()).anyMatch(line -> line.startsWith("49+3 part that is cut"));

        stream.reset();
        record(16 + 20, 0, PartialImage.TAG, partial(7, cut));
        Collected whole = new Collected();
        RecordStream.decode(new ByteArrayInputStream(stream.toByteArray()), false, whole);
        assertThat(whole.lines()).noneMatch(line -> line.contains("part that is cut"));
    }

    private static byte[] partial(long base, byte[] parts) {
        byte[] record = new byte[RecordHeader.LENGTH + PartialImage.LENGTH + parts.length];
        PartialImage.encodeBeginning(record, 0, base, parts.length);
        System.arraycopy(parts, 0, record, RecordHeader.LENGTH + PartialImage.LENGTH, parts.length);
        return Arrays.copyOfRange(record, RecordHeader.LENGTH, record.length);
    }
}
