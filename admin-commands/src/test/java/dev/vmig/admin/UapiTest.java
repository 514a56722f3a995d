package dev.vmig.admin;

import static dev.vmig.admin.Fixture.DESTROY;
import static dev.vmig.admin.Fixture.STOPPED;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.Opcode;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.uapi.DataFileCalls;
import dev.vmig.fsm.uapi.DeviceFeature;
import dev.vmig.fsm.uapi.DeviceNode;
import dev.vmig.fsm.uapi.FeatureHeader;
import dev.vmig.fsm.uapi.FileTable;
import dev.vmig.fsm.uapi.PrecopyInfoRule;
import dev.vmig.fsm.uapi.UserBuffer;
import dev.vmig.fsm.uapi.VfioIoctl;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The driver behind the ioctls and file descriptors that a VMM uses; the byte layer itself is tested in fsm. */
class UapiTest {
    private static final int GET_STATE = DeviceFeature.MIG_DEVICE_STATE.number() | FeatureHeader.GET;
    private static final int SET_STATE = DeviceFeature.MIG_DEVICE_STATE.number() | FeatureHeader.SET;

    private final Fixture vf = Fixture.contract();
    private final FileTable table = new FileTable(1);
    private final DataFileCalls files = new DataFileCalls(table);
    private final UserBuffer memory = UserBuffer.of(new byte[64]);

    private final DeviceNode node = open(vf, PrecopyInfoRule.CONTRACT);

    @Test
    @Tag("L-1")
    @DisplayName("statement 1: the flags are 7")
    void flags() {
        byte[] argument = bytes(16, DeviceFeature.MIGRATION.number() | FeatureHeader.GET, -1, -1);
        assertThat(feature(node, argument)).isZero();
        assertThat(word(argument, 8)).isEqualTo(7);
        assertThat(word(argument, 12)).isZero();
    }

    @Test
    @Tag("L-3")
    @DisplayName(
            "statement 3: ENOTTY without migration, even if argsz is too small; EINVAL for feature 12 (statement 10)")
    void notOffered() {
        ScriptedOwner without = new ScriptedOwner();
        without.getLimit = 0;
        DeviceNode plain = new DeviceNode(
                () -> new VirtioDriver(
                        DevicePartsOwner.setUp(without, DriverProfile.CONTRACT),
                        0,
                        () -> {},
                        () -> vf.now,
                        DriverOptions.DEFAULT),
                table,
                PrecopyInfoRule.CONTRACT);
        plain.open();
        assertThat(feature(plain, bytes(8, GET_STATE))).isEqualTo(error(Errno.ENOTTY));
        assertThat(feature(plain, bytes(8, DeviceFeature.MIG_PRECOPY_INFO_V2.number() | FeatureHeader.SET)))
                .isEqualTo(error(Errno.EINVAL));
    }

    @Test
    @Tag("L-9")
    @DisplayName("statement 9: no DMA log")
    void dmaLogging() {
        assertThat(feature(node, bytes(32, DeviceFeature.DMA_LOGGING_START.number() | FeatureHeader.SET)))
                .isEqualTo(error(Errno.ENOTTY));
    }

    @ParameterizedTest
    @EnumSource(names = "ERROR", mode = Mode.EXCLUDE)
    @Tag("L-12")
    @Tag("L-14")
    @DisplayName("statements 12, 14: asking for the current state sends no command and gives no file")
    void currentState(MigrationState state) {
        set(state);
        vf.device.drainLog();
        assertThat(set(state)).isEqualTo(-1);
        assertThat(state()).isEqualTo(state.value());
        assertThat(vf.log()).isEmpty();
    }

    @Test
    @Tag("L-21")
    @DisplayName("statement 21: PRE_COPY to STOP ends the session in the running device and then stops it once")
    void preCopyToStop() {
        set(PRE_COPY);
        vf.device.drainLog();
        assertThat(set(STOP)).isEqualTo(-1);
        assertThat(vf.log()).containsExactly(DESTROY, STOPPED);
    }

    @Test
    @Tag("L-27")
    @DisplayName("statement 27: the file of PRE_COPY delivers in STOP_COPY")
    void fileOfPreCopy() {
        int fd = set(PRE_COPY);
        assertThat(files.read(fd, memory, 64)).isEqualTo(21);
        assertThat(set(STOP_COPY)).isEqualTo(-1);
        assertThat(files.read(fd, memory, 64)).isEqualTo(21);
        assertThat(files.read(fd, memory, 64)).isZero();
    }

    @Test
    @Tag("L-30")
    @DisplayName("statement 30: without a free number EMFILE, in STOP_COPY; SET to STOP destroys the object")
    void noNumber() throws ErrnoException {
        table.reserve(true);
        assertThat(feature(node, bytes(16, SET_STATE, STOP_COPY.value(), 0))).isEqualTo(error(Errno.EMFILE));
        assertThat(state()).isEqualTo(STOP_COPY.value());
        assertThat(vf.device.objects).hasSize(1);
        vf.device.drainLog();
        assertThat(set(STOP)).isEqualTo(-1);
        assertThat(vf.log()).containsExactly(DESTROY);
        assertThat(vf.device.objects).isEmpty();
    }

    @Test
    @Tag("L-32")
    @DisplayName("statement 32: a reset gives RUNNING and a dead file, also if the file had failed before")
    void resetOfAFailedFile() {
        int fd = set(PRE_COPY_P2P);
        vf.device.failNext(Opcode.DEV_PARTS_GET, 16);
        assertThat(feature(node, bytes(16, SET_STATE, STOP_COPY.value(), 0))).isEqualTo(error(Errno.EBUSY));
        assertThat(state()).isEqualTo(PRE_COPY_P2P.value());
        assertThat(node.ioctl(VfioIoctl.DEVICE_RESET, UserBuffer.absent())).isZero();
        assertThat(state()).isEqualTo(RUNNING.value());
        assertThat(files.read(fd, memory, 1)).isEqualTo(error(Errno.ENODEV));
    }

    @Test
    @Tag("L-69")
    @Tag("L-70")
    @Tag("L-74")
    @DisplayName("statements 69, 70, 74: a saving file is a stream for reading that never blocks and is always ready")
    void savingFile() {
        int fd = set(PRE_COPY);
        assertThat(files.pread(fd, memory, 1, 0)).isEqualTo(error(Errno.ESPIPE));
        assertThat(files.write(fd, memory, 1)).isEqualTo(error(Errno.EBADF));
        assertThat(files.ioctl(fd, 0, memory)).isEqualTo(error(Errno.ENOTTY));
        assertThat(files.setNonBlocking(fd, true)).isZero();
        assertThat(files.read(fd, memory, 64)).isEqualTo(21);
        assertThat(files.read(fd, memory, 64)).isEqualTo(error(Errno.ENOMSG));
        assertThat(files.poll(fd)).isEqualTo(DataFileCalls.POLL_READY);
        assertThat(files.setNonBlocking(fd, false)).isZero();
        assertThat(files.read(fd, memory, 64)).isEqualTo(error(Errno.ENOMSG));
    }

    @Test
    @Tag("L-101")
    @DisplayName("statement 101: a resuming file is a stream for writing")
    void resumingFile() {
        int fd = set(RESUMING);
        assertThat(files.pwrite(fd, memory, 1, 0)).isEqualTo(error(Errno.ESPIPE));
        assertThat(files.read(fd, memory, 1)).isEqualTo(error(Errno.EBADF));
        assertThat(files.ioctl(fd, VfioIoctl.MIG_GET_PRECOPY_INFO, memory)).isEqualTo(error(Errno.ENOTTY));
        byte[] record = Fixture.image("8 bytes.");
        assertThat(files.write(fd, UserBuffer.of(record), record.length)).isEqualTo(24);
        assertThat(vf.device.applied).containsExactly("8 bytes.");
    }

    @Test
    @Tag("L-77")
    @DisplayName("statement 77: the request before argsz, argsz before the state")
    void precopyInfoOrder() {
        int fd = set(STOP_COPY);
        assertThat(files.ioctl(fd, VfioIoctl.MIG_GET_PRECOPY_INFO + 1, info(23)))
                .isEqualTo(error(Errno.ENOTTY));
        assertThat(files.ioctl(fd, VfioIoctl.MIG_GET_PRECOPY_INFO, info(24))).isEqualTo(error(Errno.EINVAL));
        set(RUNNING);
        files.close(fd);
        int preCopy = set(PRE_COPY);
        assertThat(files.ioctl(preCopy, VfioIoctl.MIG_GET_PRECOPY_INFO, info(23)))
                .isEqualTo(error(Errno.EINVAL));
        assertThat(files.ioctl(preCopy, VfioIoctl.MIG_GET_PRECOPY_INFO, info(24)))
                .isZero();
    }

    @Test
    @Tag("L-10")
    @Tag("L-86")
    @Tag("L-87")
    @DisplayName("statements 86, 87, K-3: Linux echoes what it does not set; never REINIT, with version 2 neither")
    void precopyInfoEcho() {
        byte[] contract = bytes(24, 0xff, 0x55, 0, 0x55, 0);
        assertThat(files.ioctl(set(PRE_COPY), VfioIoctl.MIG_GET_PRECOPY_INFO, UserBuffer.of(contract)))
                .isZero();
        assertThat(contract).isEqualTo(bytes(24, 0, 21, 0, 0, 0));

        table.exec();
        DeviceNode linux = open(Fixture.linux(), PrecopyInfoRule.LINUX);
        byte[] request = bytes(16, SET_STATE, PRE_COPY.value(), 0);
        assertThat(feature(linux, request)).isZero();
        byte[] echo = bytes(24, 0xff, 0x55, 0, 0x55, 0);
        assertThat(files.ioctl(word(request, 12), VfioIoctl.MIG_GET_PRECOPY_INFO, UserBuffer.of(echo)))
                .isZero();
        assertThat(echo).isEqualTo(bytes(24, 0xff, 21, 0, 0x55, 0));
        assertThat(feature(linux, bytes(8, DeviceFeature.MIG_PRECOPY_INFO_V2.number() | FeatureHeader.SET)))
                .isZero();
        assertThat(files.ioctl(word(request, 12), VfioIoctl.MIG_GET_PRECOPY_INFO, UserBuffer.of(echo)))
                .isZero();
        assertThat(word(echo, 4)).isZero();
    }

    private DeviceNode open(Fixture fixture, PrecopyInfoRule rule) {
        DeviceNode opened = new DeviceNode(() -> fixture.driver, table, rule);
        opened.open();
        return opened;
    }

    private int set(MigrationState state) {
        byte[] argument = bytes(16, SET_STATE, state.value(), 0);
        assertThat(feature(node, argument)).as("SET %s", state).isZero();
        return word(argument, 12);
    }

    private int state() {
        byte[] argument = bytes(16, GET_STATE, 0, 0);
        assertThat(feature(node, argument)).isZero();
        assertThat(word(argument, 12)).isEqualTo(-1);
        return word(argument, 8);
    }

    private static UserBuffer info(int argsz) {
        return UserBuffer.of(bytes(argsz, 0, 0, 0, 0, 0));
    }

    private static int feature(DeviceNode node, byte[] argument) {
        return node.ioctl(VfioIoctl.DEVICE_FEATURE, UserBuffer.of(argument));
    }

    private static byte[] bytes(int... words) {
        byte[] bytes = new byte[Integer.BYTES * words.length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            buffer.putInt(word);
        }
        return bytes;
    }

    private static int word(byte[] bytes, int offset) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
    }

    private static int error(Errno errno) {
        return -errno.number();
    }
}
