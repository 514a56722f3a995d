package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** Drivers that do one kind of call in another way, which is given as a function. */
final class Mistake {
    /** How a state is asked for. */
    @FunctionalInterface
    interface Requesting {
        Optional<DataFile> setState(VfioDevice device, int requested) throws ErrnoException;
    }

    /** How bytes are read or written. */
    @FunctionalInterface
    interface Transferring {
        int transfer(VfioDevice device, DataFile file, byte[] buffer, int offset, int length) throws ErrnoException;
    }

    /** How counters are asked for. */
    @FunctionalInterface
    interface Counting {
        PrecopyInfo info(VfioDevice device, DataFile file) throws ErrnoException;
    }

    /** How a file is closed. */
    @FunctionalInterface
    interface Closing {
        void close(VfioDevice device, DataFile file) throws ErrnoException;
    }

    /** What a file is when it is handed out. */
    @FunctionalInterface
    interface Opening {
        DataFile opened(VfioDevice device, DataFile file);
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
        return inRequests(
                sound, (device, requested) -> device.setState(requested).map(file -> wrong.opened(device, file)));
    }
}
