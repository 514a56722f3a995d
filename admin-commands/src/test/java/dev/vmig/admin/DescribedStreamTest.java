package dev.vmig.admin;

import static dev.vmig.admin.Fixture.CREATE_GET;
import static dev.vmig.admin.Fixture.DESTROY;
import static dev.vmig.admin.Fixture.GET;
import static dev.vmig.admin.Fixture.METADATA;
import static dev.vmig.admin.Fixture.SET;
import static dev.vmig.admin.Fixture.assertErrno;
import static dev.vmig.admin.Fixture.failure;
import static dev.vmig.admin.Fixture.read;
import static dev.vmig.admin.Fixture.record;
import static dev.vmig.admin.Fixture.write;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartType;
import dev.vmig.codec.PartWriter;
import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.codec.RecordHeader;
import dev.vmig.codec.SourceDescription;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream that says what the source is: devices that do not fit are found out in PRE_COPY. */
class DescribedStreamTest {
    private static final int DESCRIPTION = RecordHeader.LENGTH + SourceDescription.LENGTH;
    private static final DriverOptions NET = DriverOptions.DEFAULT.withDescription(1);

    private final Fixture source = described(DriverProfile.CONTRACT, NET);

    private static Fixture described(DriverProfile profile, DriverOptions options) {
        Fixture vf = new Fixture(profile, options);
        device(vf, 5, 0x1_0000_0020L, 3);
        return vf;
    }

    private static void device(Fixture vf, int queues, long low, long high) {
        byte[] bytes = new byte[128];
        PartWriter parts = new PartWriter().wrap(bytes, 0, bytes.length);
        parts.devFeatures(low, high)
                .pciCommonCfg(PciCommonCfgField.CONFIG_MSIX_VECTOR, 0xffff)
                .pciCommonCfg(PciCommonCfgField.NUM_QUEUES, queues)
                .deviceStatus(0xf);
        vf.device.image = Arrays.copyOf(bytes, parts.length());
        vf.device.announced = parts.length();
    }

    private byte[] streamOf(MigrationState state) throws ErrnoException {
        return read(source.fileAt(state), 10_000);
    }

    @ParameterizedTest
    @DisplayName("the description comes first, is optional, and costs no command; the images follow as always")
    @CsvSource({"PRE_COPY", "STOP_COPY"})
    void first(MigrationState state) throws ErrnoException {
        source.at(STOP);
        Fixture plain = described(DriverProfile.CONTRACT, DriverOptions.DEFAULT);
        plain.at(STOP);
        byte[] stream = read(source.driver.setState(state).orElseThrow(), 10_000);
        byte[] without = read(plain.driver.setState(state).orElseThrow(), 10_000);
        assertThat(source.log()).isEqualTo(plain.log());
        assertThat(Arrays.copyOfRange(stream, DESCRIPTION, stream.length)).isEqualTo(without);

        RecordHeader header = new RecordHeader().wrap(stream, 0);
        assertThat(header.tag()).isEqualTo(SourceDescription.TAG);
        assertThat(header.isOptional()).isTrue();
        SourceDescription description =
                SourceDescription.read(stream, RecordHeader.LENGTH, DESCRIPTION).orElseThrow();
        assertThat(description.deviceId()).isEqualTo(1);
        assertThat(description.queues()).isEqualTo(5);
        assertThat(description.featuresLow()).isEqualTo(0x1_0000_0020L);
        assertThat(description.featuresHigh()).isEqualTo(3);
        assertThat(description.imageSize()).isEqualTo(source.device.announced);
    }

    @Test
    @DisplayName("it is a part of the initial bytes, and comes once in a session")
    void once() throws ErrnoException {
        DataFile file = source.fileAt(PRE_COPY);
        int record = RecordHeader.LENGTH + source.device.image.length;
        assertThat(file.precopyInfo()).isEqualTo(new PrecopyInfo(DESCRIPTION + record, 0));
        read(file, 10_000);
        source.now = source.now.plusSeconds(1);
        assertThat(file.precopyInfo()).isEqualTo(new PrecopyInfo(0, record));
        source.at(STOP_COPY);
        assertThat(read(file, 10_000)).hasSize(2 * record);
    }

    @ParameterizedTest
    @DisplayName("a target that does not know descriptions skips them, and sends what it always sends")
    @CsvSource({"CONTRACT", "LINUX"})
    void olderTarget(String profile) throws ErrnoException {
        Fixture target = new Fixture(
                profile.equals("LINUX") ? DriverProfile.LINUX : DriverProfile.CONTRACT, DriverOptions.DEFAULT);
        DataFile file = target.fileAt(RESUMING);
        write(file, streamOf(PRE_COPY));
        target.driver.setState(STOP);
        assertThat(target.log()).containsExactly(SET, DESTROY);
    }

    @Test
    @DisplayName("a source that says nothing loads on a target that knows descriptions, which asks its device nothing")
    void olderSource() throws ErrnoException {
        Fixture plain = described(DriverProfile.CONTRACT, DriverOptions.DEFAULT);
        DataFile file = source.fileAt(RESUMING);
        write(file, read(plain.fileAt(STOP_COPY), 10_000));
        source.driver.setState(STOP);
        assertThat(source.log()).containsExactly(SET, DESTROY);
    }

    @Test
    @DisplayName("a target that fits asks its own device when the description is whole, and loads the image")
    void fits() throws ErrnoException {
        byte[] stream = streamOf(PRE_COPY);
        Fixture target = described(DriverProfile.CONTRACT, NET);
        DataFile file = target.fileAt(RESUMING);
        for (int i = 0; i < DESCRIPTION - 1; i++) {
            file.write(stream, i, 1);
        }
        assertThat(target.log()).isEmpty();
        file.write(stream, DESCRIPTION - 1, 1);
        assertThat(target.log()).containsExactly(CREATE_GET, METADATA, GET, DESTROY);
        file.write(stream, DESCRIPTION, stream.length - DESCRIPTION);
        target.driver.setState(STOP);
        assertThat(target.log()).containsExactly(CREATE_GET, METADATA, GET, DESTROY, SET, DESTROY);
        assertThat(target.driver.ledger().objectIds()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("a target that does not fit refuses in PRE_COPY with EINVAL, before any image, and says why")
    @CsvSource({
        "2,5,4294967328,3,1000,'device id 1 (expected: 2, as the target)'",
        "1,3,4294967328,3,1000,'queues 5 (expected: 3, as the target)'",
        "1,5,32,3,1000,'features 0 to 63 0x100000020 (expected: 0x20, as the target)'",
        "1,5,4294967328,2,1000,'features 64 to 127 0x3 (expected: 0x2, as the target)'",
        "1,5,4294967328,3,84,image size 85 (expected: at most 84)"
    })
    void doesNotFit(int deviceId, int queues, long low, long high, int maximum, String reason) throws ErrnoException {
        byte[] stream = streamOf(PRE_COPY);
        Fixture target = new Fixture(
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT.withDescription(deviceId).withMaximumImageBytes(maximum));
        device(target, queues, low, high);
        if (maximum < target.device.image.length) {
            target.device.image = Arrays.copyOf(target.device.image, 68); // Without the status: small enough itself.
            target.device.announced = 68;
        }
        DataFile file = target.fileAt(RESUMING);
        assertThat(failure(() -> write(file, stream)))
                .hasMessage("EINVAL: record at byte 0 of the stream: source device: " + reason);
        assertThat(target.log()).containsExactly(CREATE_GET, METADATA, GET, DESTROY);
        assertErrno(Errno.ENODEV, () -> write(file, stream));
        assertErrno(Errno.EINVAL, () -> target.driver.setState(STOP));
        assertThat(source.driver.state()).isEqualTo(PRE_COPY);
    }

    @ParameterizedTest
    @DisplayName("a device without queues, and one whose features are one word, are described as they are")
    @CsvSource({"0,16,3", "5,8,0"})
    void describedAsItIs(int queues, int featureBytes, long high) {
        byte[] bytes = new byte[128];
        PartWriter parts = new PartWriter().wrap(bytes, 0, bytes.length);
        parts.devFeatures(0x20, 3).pciCommonCfg(PciCommonCfgField.NUM_QUEUES, queues);
        byte[] image = Arrays.copyOf(bytes, parts.length());
        int cut = 16 - featureBytes;
        PartHeader.encode(image, 0, PartType.DEV_FEATURES.number(), 0, 0, featureBytes);
        int behind = PartHeader.LENGTH + 16;
        System.arraycopy(image, behind, image, behind - cut, image.length - behind);
        assertThat(DeviceDescription.of(1, ByteBuffer.wrap(image, 0, image.length - cut), 99))
                .hasValue(new SourceDescription(1, queues, 0x20, high, 99));
    }

    @Test
    @DisplayName("a source whose images are exactly as large as the target takes them fits")
    void largestThatFits() throws ErrnoException {
        SourceDescription same = new SourceDescription(1, 5, 0, 0, 84);
        DeviceDescription.requireFit(same, same, 84);
        assertErrno(Errno.EINVAL, () -> DeviceDescription.requireFit(same, same, 83));
    }

    @Test
    @DisplayName("without the description the misfit is found out by the device, if at all: the check is what refuses")
    void withoutTheCheck() throws ErrnoException {
        byte[] stream = streamOf(PRE_COPY);
        Fixture target = new Fixture(DriverProfile.CONTRACT, DriverOptions.DEFAULT);
        device(target, 3, 0, 0);
        write(target.fileAt(RESUMING), stream);
        assertThat(target.log()).containsExactly(SET);
    }

    @Test
    @DisplayName("a source without these parts says nothing; a target without them cannot compare, and refuses")
    void noParts() throws ErrnoException {
        Fixture opaque = new Fixture(DriverProfile.CONTRACT, NET);
        for (String image : List.of("short", "longer than a part header, and no parts")) {
            opaque.announce(image);
            opaque.at(STOP);
            assertThat(read(opaque.fileAt(STOP_COPY), 1000)).isEqualTo(Fixture.image(image));
        }
        byte[] stream = streamOf(PRE_COPY);
        DataFile file = opaque.fileAt(RESUMING);
        assertThat(failure(() -> write(file, stream)))
                .hasMessage("EINVAL: record at byte 0 of the stream: the source describes itself, and the target has no"
                        + " parts to compare that with");
    }

    @Test
    @DisplayName("a record with this tag and without the magic is of another kind, and skipped")
    void somebodyElses() throws ErrnoException {
        DataFile file = source.fileAt(RESUMING);
        write(file, record(40, 1, SourceDescription.TAG, "x".repeat(40)));
        assertThat(source.log()).isEmpty();
        write(file, Fixture.image("image"));
        source.driver.setState(STOP);
    }

    @ParameterizedTest
    @DisplayName("a description that is too short, or claims a size that none has, is refused")
    @CsvSource({
        "0,'source description at byte 0: needs 32 bytes, 0 remain'",
        "31,'source description at byte 0: needs 32 bytes, 31 remain'",
        "4097,record_size 4097 at byte 0: expected at most 4096",
        "-1,record_size 18446744073709551615 at byte 0: expected at most 4096"
    })
    void malformed(long size, String message) throws ErrnoException {
        DataFile file = source.fileAt(RESUMING);
        byte[] record = record(size, 1, SourceDescription.TAG, size == 31 ? "x".repeat(31) : "");
        assertThat(failure(() -> write(file, record))).hasMessage("EINVAL: record at byte 0 of the stream: " + message);
        assertThat(source.log()).isEmpty();
    }

    @Test
    @DisplayName("the comparison needs a second id; ENOSPC if there is none")
    void needsAnId() throws ErrnoException {
        byte[] stream = streamOf(PRE_COPY);
        source.at(MigrationState.RUNNING);
        for (int i = 0; i < 3; i++) {
            source.open(10 + i, NET).setState(PRE_COPY);
        }
        DataFile file = source.fileAt(RESUMING);
        assertErrno(Errno.ENOSPC, () -> write(file, stream));
    }
}
