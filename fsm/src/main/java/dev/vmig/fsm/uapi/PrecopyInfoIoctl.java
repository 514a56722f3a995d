package dev.vmig.fsm.uapi;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * {@code VFIO_MIG_GET_PRECOPY_INFO} on one saving file.
 *
 * @param versionTwo queried at each call: the opt-in holds for files that were opened before it, too
 */
record PrecopyInfoIoctl(DataFile file, VfioDevice device, BooleanSupplier versionTwo, PrecopyInfoRule rule) {
    /** {@code sizeof(struct vfio_precopy_info)}. */
    static final int LENGTH = 24;
    /** {@code VFIO_PRECOPY_INFO_REINIT}. */
    static final int REINIT = 1;

    private static final int FLAGS = 4;
    private static final int INITIAL_BYTES = 8;
    private static final int DIRTY_BYTES = 16;

    void run(UserMemory argument) throws ErrnoException {
        byte[] bytes = argument.read(0, LENGTH);
        ByteBuffer info = Layout.wrap(bytes);
        int argsz = info.getInt(0);
        if (Integer.compareUnsigned(argsz, LENGTH) < 0) {
            throw new ErrnoException(
                    Errno.EINVAL,
                    "argsz: %s (expected: at least %d)".formatted(Integer.toUnsignedString(argsz), LENGTH));
        }
        if (rule == PrecopyInfoRule.LINUX) {
            requirePreCopy(device.state());
        }
        fill(info, file.precopyInfo());
        argument.write(0, bytes);
    }

    private void fill(ByteBuffer info, PrecopyInfo reported) {
        boolean linux = rule == PrecopyInfoRule.LINUX;
        if (versionTwo.getAsBoolean()) {
            info.putInt(FLAGS, reported.reinit() ? REINIT : 0);
        } else if (!linux) {
            info.putInt(FLAGS, 0);
        }
        boolean initial = reported.initialBytes() != 0;
        if (initial || !linux) {
            info.putLong(INITIAL_BYTES, reported.initialBytes());
        }
        if (!initial || !linux) {
            info.putLong(DIRTY_BYTES, reported.dirtyBytes());
        }
    }

    private static void requirePreCopy(MigrationState state) throws ErrnoException {
        if (state != MigrationState.PRE_COPY && state != MigrationState.PRE_COPY_P2P) {
            throw new ErrnoException(Errno.EINVAL, "state %s (expected: PRE_COPY or PRE_COPY_P2P)".formatted(state));
        }
    }
}
