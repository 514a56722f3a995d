package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Wrapped devices for VMMs that misuse data files. */
final class StreamDefects {
    private StreamDefects() {}

    /** Wraps each data file that the device returns. */
    static VfioDevice withFiles(VfioDevice wrapped, UnaryOperator<DataFile> wrapper) {
        return new ForwardingDevice(wrapped) {
            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                return device.setState(requested).map(wrapper);
            }
        };
    }

    /** Reads from the file of the source after it has left STOP_COPY. */
    static VfioDevice readsAfterStop(VfioDevice source) {
        return new ForwardingDevice(source) {
            private @Nullable DataFile held;

            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                Optional<DataFile> file = device.setState(requested);
                held = file.orElse(held);
                if (requested == MigrationState.STOP.value() && held != null) {
                    held.read(new byte[1], 0, 1);
                }
                return file;
            }
        };
    }

    /** Never closes a file. */
    static DataFile leavesOpen(DataFile opened) {
        return new ForwardingFile(opened) {
            @Override
            public void close() {}
        };
    }

    /** Takes every successful write for a complete one. */
    static DataFile ignoresShortWrites(DataFile opened) {
        return new ForwardingFile(opened) {
            @Override
            public int write(byte[] buffer, int offset, int length) throws ErrnoException {
                file.write(buffer, offset, length);
                return length;
            }
        };
    }

    /** Takes ENOMSG in PRE_COPY for a failure. */
    static DataFile failsAtTemporaryEnd(DataFile opened) {
        return new ForwardingFile(opened) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                try {
                    return file.read(buffer, offset, length);
                } catch (ErrnoException e) {
                    throw e.errno() == Errno.ENOMSG ? new ErrnoException(Errno.EIO, "read failed") : e;
                }
            }
        };
    }

    /** Takes ENOMSG in STOP_COPY for the end of the stream. */
    static DataFile endsAtEnomsg(DataFile opened) {
        return new ForwardingFile(opened) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                try {
                    return file.read(buffer, offset, length);
                } catch (ErrnoException e) {
                    if (e.errno() == Errno.ENOMSG) {
                        return 0;
                    }
                    throw e;
                }
            }
        };
    }

    /** Wraps reads of the data file as long as STOP_COPY is the last state that was reached. */
    static VfioDevice inStopCopy(VfioDevice source, UnaryOperator<DataFile> wrapper) {
        return new ForwardingDevice(source) {
            private boolean stopped;

            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                Optional<DataFile> opened = device.setState(requested);
                stopped = requested == MigrationState.STOP_COPY.value();
                return opened.map(whole -> new ForwardingFile(whole) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                        return (stopped ? wrapper.apply(file) : file).read(buffer, offset, length);
                    }
                });
            }
        };
    }
}
