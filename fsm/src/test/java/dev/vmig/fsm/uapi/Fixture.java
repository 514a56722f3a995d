package dev.vmig.fsm.uapi;

import static dev.vmig.fsm.uapi.FeatureHeader.GET;
import static dev.vmig.fsm.uapi.FeatureHeader.SET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import org.jspecify.annotations.Nullable;

/** An open device over a {@link FakeDevice}, and the calls on it as a VMM makes them. */
final class Fixture {
    static final int MIGRATION = 1;
    static final int DEVICE_STATE = 2;
    static final int DATA_SIZE = 9;
    static final int PRECOPY_INFO_V2 = 12;

    /** What {@code data_fd} holds before a call. */
    static final int UNTOUCHED = 0x5a5a5a5a;

    final FakeDevice device;
    final FileTable table;
    final DataFileCalls files;
    final DeviceNode node;

    Fixture(@Nullable FeatureSet features, int limit, PrecopyInfoRule rule) {
        device = new FakeDevice(features);
        table = new FileTable(limit);
        files = new DataFileCalls(table);
        node = new DeviceNode(() -> device, table, rule);
        node.open();
    }

    static Fixture with(FeatureSet features) {
        return new Fixture(features, 8, PrecopyInfoRule.CONTRACT);
    }

    static Fixture full() {
        return with(FeatureSet.STOP_COPY_P2P_PRE_COPY);
    }

    /** A device that cannot be migrated. */
    static Fixture plain() {
        return new Fixture(null, 8, PrecopyInfoRule.CONTRACT);
    }

    int feature(int argsz, int flags, int... data) {
        return feature(Argument.feature(argsz, flags, data));
    }

    int feature(Argument argument) {
        return node.ioctl(VfioIoctl.DEVICE_FEATURE, argument.memory());
    }

    /** SET of a state that is expected to succeed; gives {@code data_fd}. */
    int set(MigrationState state) {
        Argument argument = setArgument(state.value());
        assertThat(feature(argument)).as("SET %s", state).isZero();
        assertThat(argument.u32(8)).isEqualTo(state.value());
        return argument.u32(12);
    }

    static Argument setArgument(int state) {
        return Argument.feature(16, DEVICE_STATE | SET, state, UNTOUCHED);
    }

    /** SET of a state; the answer only. */
    int trySet(int state) {
        return feature(setArgument(state));
    }

    /** GET of the state, as the device reports it by bytes. */
    int state() {
        Argument argument = Argument.feature(16, DEVICE_STATE | GET, UNTOUCHED, UNTOUCHED);
        assertThat(feature(argument)).isZero();
        assertThat(argument.u32(12)).as("data_fd of GET").isEqualTo(-1);
        return argument.u32(8);
    }

    void reset() {
        assertThat(node.ioctl(VfioIoctl.DEVICE_RESET, UserBuffer.absent())).isZero();
    }

    int read(int fd, int count) {
        return files.read(fd, UserBuffer.of(new byte[count]), count);
    }

    int write(int fd, byte... bytes) {
        return files.write(fd, UserBuffer.of(bytes), bytes.length);
    }

    static int error(Errno errno) {
        return -errno.number();
    }
}
