package dev.vmig.conformance.vfiouser;

import dev.vmig.conformance.kit.NoAnswerException;
import dev.vmig.conformance.kit.NotInProtocolException;
import dev.vmig.conformance.testee.RemoteFailureException;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;
import org.apache.commons.lang3.function.FailableSupplier;

/**
 * The device of a server as a VMM uses it: what the protocol lacks fails with ENOTTY, as an ioctl that a kernel does not know,
 * and every call of a server that is gone with EIO.
 */
final class VmmDevice extends ForwardingDevice {
    VmmDevice(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return answer(() -> device.setState(requested)).map(Stream::new);
    }

    @Override
    public MigrationState state() throws ErrnoException {
        return answer(device::state);
    }

    @Override
    public long stopCopyLength() throws ErrnoException {
        return answer(device::stopCopyLength);
    }

    /** A server without DEVICE_RESET is asked for RUNNING. Whether it got there its state tells. */
    @Override
    public void reset() {
        try {
            answer(() -> {
                device.reset();
                return true;
            });
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOTTY) {
                requestRunning();
            }
        }
    }

    private void requestRunning() {
        try {
            setState(MigrationState.RUNNING);
        } catch (ErrnoException e) {
            // The state tells.
        }
    }

    private static <T> T answer(FailableSupplier<T, ErrnoException> call) throws ErrnoException {
        try {
            return call.get();
        } catch (NotInProtocolException e) {
            throw new ErrnoException(Errno.ENOTTY, e.getMessage() + " is not in this protocol");
        } catch (NoAnswerException | RemoteFailureException e) {
            throw new ErrnoException(Errno.EIO, String.valueOf(e.getMessage()));
        }
    }

    /** Closing it costs nothing: the session ends with its state. */
    private record Stream(DataFile file) implements DataFile {
        @Override
        public int read(byte[] buffer, int offset, int length) throws ErrnoException {
            return answer(() -> file.read(buffer, offset, length));
        }

        @Override
        public int write(byte[] buffer, int offset, int length) throws ErrnoException {
            return answer(() -> file.write(buffer, offset, length));
        }

        @Override
        public PrecopyInfo precopyInfo() throws ErrnoException {
            return answer(file::precopyInfo);
        }

        @Override
        public void close() {}
    }
}
