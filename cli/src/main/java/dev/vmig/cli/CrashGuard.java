package dev.vmig.cli;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.NotInProtocolException;
import dev.vmig.conformance.kit.StreamFormat;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two devices without the calls by which the withheld rules are checked: they may bring the kernel of the driver down. */
final class CrashGuard {
    /** Why such a rule is not judged. */
    static final String REASON = "calls that may crash this kernel are not made (expected: --accept-crashes)";

    private CrashGuard() {}

    static Bench of(Bench bench) {
        Bench guarded = bench.wrap(GuardedDevice::new);
        return bench.ports()
                .format()
                .map(format -> guarded.with(guarded.ports().with(new GuardedFormat(format))))
                .orElse(guarded);
    }

    private static NotInProtocolException refusal() {
        return new NotInProtocolException(REASON);
    }

    /** Knows which of its sessions is alive. */
    private static final class GuardedDevice extends ForwardingDevice {
        private @Nullable GuardedFile session;

        GuardedDevice(VfioDevice device) {
            super(device);
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            try {
                Optional<DataFile> file = device.setState(requested);
                if (file.isPresent()) {
                    session = new GuardedFile(this, file.get());
                }
                return file.map(given -> session);
            } finally {
                endSession();
            }
        }

        /** A failed request may have ended it, too. */
        private void endSession() throws ErrnoException {
            MigrationState state = session == null ? MigrationState.RUNNING : device.state();
            if (!state.inSavingGroup() && state != MigrationState.RESUMING) {
                session = null;
            }
        }

        @Override
        public void reset() {
            session = null;
            device.reset();
        }

        @Override
        public void close() {
            session = null;
            device.close();
        }
    }

    /** The file of a session, alive or ended. */
    private static final class GuardedFile extends ForwardingFile {
        private final GuardedDevice device;

        GuardedFile(GuardedDevice device, DataFile file) {
            super(file);
            this.device = device;
        }

        @Override
        public int write(byte[] buffer, int offset, int length) throws ErrnoException {
            requireSession();
            return file.write(buffer, offset, length);
        }

        @Override
        public PrecopyInfo precopyInfo() throws ErrnoException {
            requireSession();
            return file.precopyInfo();
        }

        private void requireSession() {
            if (device.session != this) {
                throw refusal();
            }
        }
    }

    /** Makes no header of an image by itself, whatever its size. */
    private record GuardedFormat(StreamFormat format) implements StreamFormat {
        @Override
        public byte[] unknown(boolean optional, int length) {
            return format.unknown(optional, length);
        }

        @Override
        public byte[] imageHeader(long size) {
            throw refusal();
        }

        @Override
        public boolean isWhole(byte[] stream) {
            return format.isWhole(stream);
        }

        @Override
        public Optional<String> objection(byte[] stream) {
            return format.objection(stream);
        }

        @Override
        public Optional<String> contradiction(byte[] stream, String view) {
            return format.contradiction(stream, view);
        }

        @Override
        public boolean mayIgnore(byte[] stream, int at) {
            return format.mayIgnore(stream, at);
        }
    }
}
