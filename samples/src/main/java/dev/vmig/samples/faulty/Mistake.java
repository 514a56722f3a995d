package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;
import org.apache.commons.lang3.function.FailableSupplier;

/** Replaces one kind of call of a correct driver. */
final class Mistake {
    /** VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE, SET. */
    @FunctionalInterface
    interface Requesting {
        Optional<DataFile> setState(VfioDevice device, int requested) throws ErrnoException;
    }

    /** A read or a write. */
    @FunctionalInterface
    interface Transferring {
        int transfer(VfioDevice device, DataFile file, byte[] buffer, int offset, int length) throws ErrnoException;
    }

    /** VFIO_MIG_GET_PRECOPY_INFO. */
    @FunctionalInterface
    interface Counting {
        PrecopyInfo info(VfioDevice device, DataFile file) throws ErrnoException;
    }

    /** Close of a data file. */
    @FunctionalInterface
    interface Closing {
        void close(VfioDevice device, DataFile file) throws ErrnoException;
    }

    /** Wraps a data file when it is returned. */
    @FunctionalInterface
    interface Opening {
        DataFile opened(VfioDevice device, DataFile file) throws ErrnoException;
    }

    private Mistake() {}

    static VfioDevice inRequests(VfioDevice sound, Requesting wrong) {
        return new ForwardingDevice(sound) {
            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                return wrong.setState(device, requested);
            }
        };
    }

    static VfioDevice inReads(VfioDevice sound, Transferring wrong) {
        return inFiles(sound, (device, opened) -> new ForwardingFile(opened) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                return wrong.transfer(device, file, buffer, offset, length);
            }
        });
    }

    static VfioDevice inWrites(VfioDevice sound, Transferring wrong) {
        return inFiles(sound, (device, opened) -> new ForwardingFile(opened) {
            @Override
            public int write(byte[] buffer, int offset, int length) throws ErrnoException {
                return wrong.transfer(device, file, buffer, offset, length);
            }
        });
    }

    static VfioDevice inCounters(VfioDevice sound, Counting wrong) {
        return inFiles(sound, (device, opened) -> new ForwardingFile(opened) {
            @Override
            public PrecopyInfo precopyInfo() throws ErrnoException {
                return wrong.info(device, file);
            }
        });
    }

    static VfioDevice inClose(VfioDevice sound, Closing wrong) {
        return inFiles(sound, (device, opened) -> new ForwardingFile(opened) {
            @Override
            public void close() {
                try {
                    wrong.close(device, file);
                } catch (ErrnoException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    static VfioDevice inFiles(VfioDevice sound, Opening wrong) {
        return inRequests(sound, (device, requested) -> {
            Optional<DataFile> file = device.setState(requested);
            return file.isPresent() ? Optional.of(wrong.opened(device, file.get())) : file;
        });
    }

    /** Fails a request for one state in another. */
    static VfioDevice refuses(VfioDevice device, MigrationState from, MigrationState target, Errno errno) {
        return inRequests(device, (sound, to) -> {
            if (asks(sound, from, target, to)) {
                throw new ErrnoException(errno, "not now");
            }
            return sound.setState(to);
        });
    }

    static boolean asks(VfioDevice sound, MigrationState from, MigrationState target, int requested)
            throws ErrnoException {
        return requested == target.value() && sound.state() == from;
    }

    /** Answers one errno in place of another. */
    static <T> T otherwise(Errno right, Errno wrong, FailableSupplier<T, ErrnoException> call) throws ErrnoException {
        try {
            return call.get();
        } catch (ErrnoException e) {
            throw e.errno() == right ? new ErrnoException(wrong, "wrongly") : e;
        }
    }

    /** Answers a value in place of an errno. */
    static <T> T instead(Errno right, T wrong, FailableSupplier<T, ErrnoException> call) throws ErrnoException {
        try {
            return call.get();
        } catch (ErrnoException e) {
            if (e.errno() == right) {
                return wrong;
            }
            throw e;
        }
    }
}
