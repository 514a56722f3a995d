package dev.vmig.admin;

import static dev.vmig.admin.Fixture.SET;
import static dev.vmig.admin.Fixture.assertErrno;
import static dev.vmig.admin.Fixture.failure;
import static dev.vmig.admin.Fixture.join;
import static dev.vmig.admin.Fixture.read;
import static dev.vmig.admin.Fixture.record;
import static dev.vmig.admin.Fixture.write;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartWriter;
import dev.vmig.codec.PartialImage;
import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams with only those parts of an image that differ from the image before. */
class PartialStreamTest {
    private static final DriverOptions PARTIAL =
            DriverOptions.DEFAULT.withPartialImages(true).withRefreshInterval(Duration.ZERO);
    private static final int ALL = 1 << 20;

    private final Fixture source = new Fixture(DriverProfile.CONTRACT, PARTIAL);
    // Unpadded, so that what is set is seen as it was sent.
    private final Fixture target = new Fixture(DriverProfile.LINUX, PARTIAL);

    /** An image of as many parts as there are values, types and selectors 0, 1, 2. */
    static byte[] parts(int... values) {
        byte[] bytes = new byte[20 * values.length];
        PartWriter writer = new PartWriter().wrap(bytes, 0, bytes.length);
        for (int i = 0; i < values.length; i++) {
            int value = writer.begin(0x600, 0, i, 4);
            bytes[value] = (byte) values[i];
        }
        return bytes;
    }

    private void sourceHolds(int... values) {
        source.device.image = parts(values);
        source.device.announced = source.device.image.length;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A partial image with this base. */
    private static byte[] partial(long base, byte[] parts) {
        byte[] bytes = new byte[RecordHeader.LENGTH + PartialImage.LENGTH];
        PartialImage.encodeBeginning(bytes, 0, base, parts.length);
        return join(bytes, parts);
    }

    private static byte[] whole(byte[] parts) {
        return record(parts.length, 0, 0, text(parts));
    }

    @Test
    @DisplayName("the final image is sent, and set, as the parts that differ; those side by side in one piece")
    void finalImage() throws ErrnoException {
        sourceHolds(1, 2, 3, 4, 5);
        DataFile saving = source.fileAt(PRE_COPY);
        byte[] first = read(saving, ALL);
        assertThat(first).isEqualTo(join(partial(0, new byte[0]), whole(parts(1, 2, 3, 4, 5))));

        sourceHolds(1, 7, 8, 4, 9);
        source.driver.setState(STOP_COPY);
        byte[] second = read(saving, ALL);
        byte[] now = parts(1, 7, 8, 4, 9);
        assertThat(second)
                .isEqualTo(partial(1, join(Arrays.copyOfRange(now, 20, 60), Arrays.copyOfRange(now, 80, 100))));

        DataFile resuming = target.fileAt(RESUMING);
        write(resuming, join(first, second));
        assertThat(target.device.applied)
                .containsExactly(
                        text(parts(1, 2, 3, 4, 5)),
                        text(Arrays.copyOfRange(now, 20, 60)) + text(Arrays.copyOfRange(now, 80, 100)));
        target.driver.setState(STOP);
    }

    @Test
    @DisplayName("what has not changed costs no DEV_PARTS_SET")
    void nothingChanged() throws ErrnoException {
        sourceHolds(1, 2);
        DataFile saving = source.fileAt(PRE_COPY);
        source.driver.setState(STOP_COPY);
        DataFile resuming = target.fileAt(RESUMING);
        write(resuming, read(saving, ALL));
        assertThat(target.log()).containsExactly(SET);
        target.driver.setState(STOP);
    }

    @Test
    @DisplayName("a part that has vanished, come or moved makes the image a whole one; what follows builds on it")
    void otherParts() throws ErrnoException {
        sourceHolds(1, 2, 3);
        DataFile saving = source.fileAt(PRE_COPY);
        read(saving, ALL);
        for (int[] values : List.of(new int[] {1, 2}, new int[] {1, 2, 3, 4})) {
            sourceHolds(values);
            assertThat(saving.precopyInfo().dirtyBytes()).isPositive();
            assertThat(read(saving, ALL)).isEqualTo(whole(parts(values)));
        }
        byte[] swapped =
                join(Arrays.copyOfRange(parts(1, 2, 3, 4), 20, 80), Arrays.copyOfRange(parts(1, 2, 3, 4), 0, 20));
        source.device.image = swapped;
        source.driver.setState(PRE_COPY_P2P);
        saving.precopyInfo();
        assertThat(read(saving, ALL)).isEqualTo(whole(swapped));
        source.device.image = parts(9, 2, 3, 4);
        saving.precopyInfo();
        assertThat(read(saving, ALL)).isEqualTo(whole(parts(9, 2, 3, 4)));
        source.device.image = parts(9, 2, 3, 5);
        source.driver.setState(STOP_COPY);
        assertThat(read(saving, ALL)).isEqualTo(partial(5, Arrays.copyOfRange(parts(9, 2, 3, 5), 60, 80)));
    }

    @Test
    @DisplayName("an image of which all has changed, or which is no list of parts, is a whole one")
    void nothingSaved() throws ErrnoException {
        sourceHolds(1, 2);
        DataFile saving = source.fileAt(PRE_COPY);
        read(saving, ALL);
        sourceHolds(3, 4);
        saving.precopyInfo();
        assertThat(read(saving, ALL)).isEqualTo(whole(parts(3, 4)));
        source.announce("no parts at all, and long enough not to be taken for padding");
        saving.precopyInfo();
        assertThat(text(read(saving, ALL))).endsWith("no parts at all, and long enough not to be taken for padding");
        sourceHolds(3, 4);
        source.driver.setState(STOP_COPY);
        assertThat(read(saving, ALL)).isEqualTo(whole(parts(3, 4)));
    }

    @Test
    @DisplayName("an image that could not be fetched is no base")
    void failedRefresh() throws ErrnoException {
        sourceHolds(1, 2, 3);
        DataFile saving = source.fileAt(PRE_COPY);
        read(saving, ALL);
        sourceHolds(1, 2, 4);
        source.device.failNext(Opcode.DEV_PARTS_GET, 11);
        assertErrno(Errno.EAGAIN, saving::precopyInfo);
        source.driver.setState(STOP_COPY);
        assertThat(read(saving, ALL)).isEqualTo(partial(1, Arrays.copyOfRange(parts(1, 2, 4), 40, 60)));
    }

    @ParameterizedTest
    @DisplayName("used only when both ends opted in; off by default; without PRE_COPY there is nothing to build on")
    @CsvSource({"false,false", "false,true", "true,true"})
    void optIn(boolean atSource, boolean atTarget) throws ErrnoException {
        Fixture from = new Fixture(DriverProfile.CONTRACT, PARTIAL.withPartialImages(atSource));
        Fixture to = new Fixture(DriverProfile.CONTRACT, PARTIAL.withPartialImages(atTarget));
        from.device.image = parts(1, 2, 3);
        from.device.announced = 60;
        DataFile saving = from.fileAt(PRE_COPY);
        from.driver.setState(STOP_COPY);
        byte[] stream = read(saving, ALL);
        assertThat(stream).hasSize(atSource ? 32 + 16 + 60 + 32 : 2 * (16 + 60));
        write(to.fileAt(RESUMING), stream);
        to.driver.setState(STOP);

        from.driver.setState(STOP);
        assertThat(read(from.fileAt(STOP_COPY), ALL)).isEqualTo(whole(parts(1, 2, 3)));
        assertThat(DriverOptions.DEFAULT.partialImages()).isFalse();
    }

    @ParameterizedTest
    @DisplayName("an end that does not know partial images refuses the stream at its first record, in PRE_COPY")
    @CsvSource({"contract", "linux"})
    void oldEnd(String profile) throws ErrnoException {
        sourceHolds(1, 2, 3);
        byte[] stream = read(source.fileAt(PRE_COPY), ALL);
        Fixture old = "linux".equals(profile) ? Fixture.linux() : Fixture.contract();
        DataFile resuming = old.fileAt(RESUMING);
        assertThat(failure(() -> write(resuming, stream)))
                .hasMessage("EOPNOTSUPP: record at byte 0 of the stream: tag 2147483650: unknown, and the record is"
                        + " not optional");
        assertThat(old.log()).isEmpty();
        assertThat(source.driver.state()).isEqualTo(PRE_COPY);
    }

    @ParameterizedTest
    @DisplayName("a partial image that counts on other images than have come is refused, and nothing is set")
    @CsvSource({"0,1", "1,0", "1,2", "1,-1", "2,1", "2,3"})
    void wrongBase(int images, long base) throws ErrnoException {
        Fixture strict = new Fixture(DriverProfile.CONTRACT, PARTIAL);
        DataFile resuming = strict.fileAt(RESUMING);
        for (int i = 0; i < images; i++) {
            write(resuming, whole(parts(1, 2)));
        }
        strict.device.drainLog();
        assertThat(failure(() -> write(resuming, partial(base, parts(1)))))
                .hasMessageContaining("EINVAL: record at byte %d of the stream: partial image with base %s"
                        .formatted(images * 56, Long.toUnsignedString(base)));
        assertErrno(Errno.ENODEV, () -> write(resuming, whole(parts(1, 2))));
        assertErrno(Errno.EINVAL, () -> strict.driver.setState(STOP));
        assertThat(strict.log()).doesNotContain(SET);
    }

    @Test
    @DisplayName("damage, and sizes beyond the maximum, are refused, and nothing is set")
    void damaged() throws ErrnoException {
        byte[] reserved = partial(1, parts(1));
        reserved[RecordHeader.LENGTH + PartialImage.RESERVED] = 1;
        byte[] magic = partial(1, parts(1));
        magic[RecordHeader.LENGTH] = 'V';
        byte[] cutOff = partial(1, Arrays.copyOf(parts(1), 19));
        for (byte[] bad : List.of(
                reserved,
                magic,
                cutOff,
                record(8, 0, PartialImage.TAG, "too shor"),
                record(0, 0, PartialImage.TAG, ""),
                record(-1, 0, PartialImage.TAG, ""))) {
            Fixture fresh = new Fixture(DriverProfile.CONTRACT, PARTIAL);
            DataFile resuming = fresh.fileAt(RESUMING);
            write(resuming, whole(parts(1, 2)));
            fresh.device.drainLog();
            assertThat(failure(() -> write(resuming, bad)).errno()).isIn(Errno.EINVAL, Errno.ENOMEM);
            assertThat(fresh.log()).isEmpty();
        }
    }

    @Test
    @DisplayName("a partial image may be as long as an image, and its beginning")
    void maximum() throws ErrnoException {
        int longest = PartialImage.LENGTH + 40;
        Fixture small = new Fixture(DriverProfile.CONTRACT, PARTIAL.withMaximumImageBytes(40));
        write(small.fileAt(RESUMING), record(longest, 0, PartialImage.TAG, ""));
        Fixture smaller = new Fixture(DriverProfile.CONTRACT, PARTIAL.withMaximumImageBytes(39));
        assertErrno(Errno.ENOMEM, () -> write(smaller.fileAt(RESUMING), record(longest, 0, PartialImage.TAG, "")));
    }

    @Test
    @DisplayName("an announcement alone is no image: RESUMING cannot be left for STOP")
    void announcementAlone() throws ErrnoException {
        Fixture strict = new Fixture(DriverProfile.CONTRACT, PARTIAL);
        write(strict.fileAt(RESUMING), partial(0, new byte[0]));
        assertErrno(Errno.EINVAL, () -> strict.driver.setState(STOP));
    }

    /** A device holds values by part; what is set replaces those that it names (Virtio 1.4, 2.12.1.4.3.3). */
    @Property(tries = 300)
    void targetHoldsWhatTheSourceHolds(
            @ForAll @Size(min = 1, max = 5) List<@Size(min = 1, max = 6) List<@IntRange(max = 2) Integer>> history,
            @ForAll @Size(max = 6) @UniqueElements List<@IntRange(max = 400) Integer> cuts)
            throws ErrnoException {
        PartialStreamTest test = new PartialStreamTest();
        byte[] stream = test.streamOf(history);
        DataFile resuming = test.target.fileAt(RESUMING);
        int done = 0;
        for (int cut : cuts.stream().sorted().toList()) {
            int end = Math.max(done, Math.min(cut, stream.length));
            resuming.write(stream, done, end - done);
            done = end;
        }
        resuming.write(stream, done, stream.length - done);
        test.target.driver.setState(STOP);

        HeldParts held = new HeldParts();
        test.target.device.applied.forEach(set -> held.set(Fixture.bytes(set)));
        HeldParts wanted = new HeldParts();
        wanted.set(test.source.device.image);
        assertThat(held.values()).containsAllEntriesOf(wanted.values());
    }

    private byte[] streamOf(List<List<Integer>> history) throws ErrnoException {
        sourceHolds(values(history.get(0)));
        DataFile saving = source.fileAt(PRE_COPY);
        byte[] stream = read(saving, ALL);
        for (List<Integer> image : history.subList(1, history.size())) {
            sourceHolds(values(image));
            saving.precopyInfo();
            stream = join(stream, read(saving, ALL));
        }
        source.driver.setState(STOP_COPY);
        return join(stream, read(saving, ALL));
    }

    private static int[] values(List<Integer> image) {
        return image.stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    @DisplayName("a partial image that counts on other images than came says so")
    void otherBase() throws ErrnoException {
        DataFile early = target.fileAt(RESUMING);
        assertThat(failure(() -> write(early, partial(1, parts(1)))))
                .hasMessageEndingWith(
                        "partial image with base 1 and 20 bytes of parts (expected: none, as no image has come)");
        target.driver.reset();
        DataFile later = target.fileAt(RESUMING);
        write(later, whole(parts(1)));
        assertThat(failure(() -> write(later, partial(3, parts(1, 2)))))
                .hasMessageEndingWith("partial image with base 3 and 40 bytes of parts (expected: base 1)");
    }
}
