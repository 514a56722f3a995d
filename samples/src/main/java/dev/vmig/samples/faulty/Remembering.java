package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A driver whose answers depend on much earlier calls: it fails a request, or changes a bit of the stream. */
final class Remembering extends ForwardingDevice {
    /** The offset of the changed bit, after the header of a record. */
    private static final int PAYLOAD = 60;

    private final Predicate<Remembering> fails;
    private final Predicate<Remembering> flips;
    private final Map<MigrationState, Integer> resets = new EnumMap<>(MigrationState.class);
    private MigrationState from = MigrationState.RUNNING;
    private int requested;

    /** Loads since open, and resets after the first of them. */
    int loads;

    int resetsAfterLoad;
    /** Requests for STOP_COPY since RUNNING. */
    int saves;
    /** Writes into the last resuming session, and bytes in them that are not 0. */
    int writes;

    int marks;

    private Remembering(VfioDevice device, Predicate<Remembering> fails, Predicate<Remembering> flips) {
        super(device);
        this.fails = fails;
        this.flips = flips;
    }

    /** Answers EIO to some requests. */
    static VfioDevice failing(VfioDevice device, Predicate<Remembering> when) {
        return new Remembering(device, when, driver -> false);
    }

    /** Saves a wrong bit. */
    static VfioDevice flipping(VfioDevice device, Predicate<Remembering> when) {
        return new Remembering(device, driver -> false, when);
    }

    /** Whether the request in progress is this one. */
    boolean asks(MigrationState state, MigrationState target) {
        return from == state && requested == target.value();
    }

    int resetsIn(MigrationState state) {
        return resets.getOrDefault(state, 0);
    }

    @Override
    public Optional<DataFile> setState(int target) throws ErrnoException {
        from = device.state();
        requested = target;
        if (fails.test(this)) {
            throw new ErrnoException(Errno.EIO, "something is left over");
        }
        Optional<DataFile> opened = device.setState(target);
        loads += from == MigrationState.RESUMING && device.state() != from ? 1 : 0;
        if (target == MigrationState.STOP_COPY.value() && from != MigrationState.STOP_COPY) {
            saves++;
        } else if (target == MigrationState.RUNNING.value()) {
            saves = 0;
            forgetWrites();
        } else if (opened.isPresent() && device.state() == MigrationState.RESUMING) {
            forgetWrites();
        }
        return opened.map(RememberedFile::new);
    }

    @Override
    public void reset() {
        try {
            resets.merge(device.state(), 1, Integer::sum);
        } catch (ErrnoException e) {
            throw new IllegalStateException(e);
        }
        resetsAfterLoad += loads > 0 ? 1 : 0;
        forgetWrites();
        device.reset();
    }

    private void forgetWrites() {
        writes = 0;
        marks = 0;
    }

    private final class RememberedFile extends ForwardingFile {
        private int at;

        RememberedFile(DataFile file) {
            super(file);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws ErrnoException {
            int count = file.read(buffer, offset, length);
            boolean here = at <= PAYLOAD && PAYLOAD < at + count;
            if (here && device.state() == MigrationState.STOP_COPY && flips.test(Remembering.this)) {
                buffer[offset + PAYLOAD - at] ^= 1;
            }
            at += Math.max(count, 0);
            return count;
        }

        @Override
        public int write(byte[] buffer, int offset, int length) throws ErrnoException {
            writes++;
            for (int i = offset; i < offset + length; i++) {
                marks += buffer[i] == 0 ? 0 : 1;
            }
            return file.write(buffer, offset, length);
        }
    }
}
