package dev.vmig.admin;

import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A scripted owner, one VF of it with number 2, and what the tests ask of these. */
final class Fixture {
    static final String CREATE_GET = "RESOURCE_OBJ_CREATE GET";
    static final String CREATE_SET = "RESOURCE_OBJ_CREATE SET";
    static final String DESTROY = "RESOURCE_OBJ_DESTROY";
    static final String METADATA = "DEV_PARTS_METADATA_GET";
    static final String GET = "DEV_PARTS_GET";
    static final String SET = "DEV_PARTS_SET";
    static final String STOPPED = "DEV_MODE_SET STOPPED";
    static final String RUNNING = "DEV_MODE_SET RUNNING";
    static final String FLR = "FLR";

    final ScriptedOwner device = new ScriptedOwner();
    final DevicePartsOwner owner;
    final VirtioDriver driver;
    Instant now = Instant.EPOCH;

    Fixture(DriverProfile profile, DriverOptions options) {
        owner = DevicePartsOwner.setUp(device, profile);
        driver = open(2, options);
        device.drainLog();
    }

    static Fixture contract() {
        return new Fixture(DriverProfile.CONTRACT, DriverOptions.DEFAULT);
    }

    static Fixture linux() {
        return new Fixture(DriverProfile.LINUX, DriverOptions.DEFAULT);
    }

    VirtioDriver open(int vfIndex, DriverOptions options) {
        return new VirtioDriver(owner, vfIndex, () -> device.log.add(FLR), () -> now, options);
    }

    /** Brings the driver into a state and forgets the commands of the way. */
    Optional<DataFile> at(MigrationState state) throws ErrnoException {
        Optional<DataFile> file = driver.setState(state);
        device.drainLog();
        return file;
    }

    DataFile fileAt(MigrationState state) throws ErrnoException {
        return at(state).orElseThrow();
    }

    List<String> log() {
        return device.log;
    }

    void announce(String image) {
        device.image = bytes(image);
        device.announced = image.length();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A record of the migration stream. */
    static byte[] record(long size, long flags, long tag, String payload) {
        byte[] record = new byte[RecordHeader.LENGTH + payload.length()];
        RecordHeader.encode(record, 0, size, flags, tag);
        System.arraycopy(bytes(payload), 0, record, RecordHeader.LENGTH, payload.length());
        return record;
    }

    static byte[] image(String payload) {
        return record(payload.length(), 0, 0, payload);
    }

    static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    static int write(DataFile file, byte[] bytes) throws ErrnoException {
        return file.write(bytes, 0, bytes.length);
    }

    static byte[] read(DataFile file, int length) throws ErrnoException {
        byte[] buffer = new byte[length];
        int count = file.read(buffer, 0, length);
        return Arrays.copyOf(buffer, count);
    }

    static ErrnoException failure(ThrowingCallable call) {
        return Assertions.catchThrowableOfType(ErrnoException.class, call);
    }

    static void assertErrno(Errno errno, ThrowingCallable call) {
        Assertions.assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.throwable(ErrnoException.class))
                .extracting(ErrnoException::errno)
                .isEqualTo(errno);
    }
}
