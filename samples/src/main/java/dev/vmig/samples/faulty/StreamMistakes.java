package dev.vmig.samples.faulty;

import static dev.vmig.samples.faulty.SessionMistakes.otherwise;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.List;
import java.util.Optional;

/** Mistakes in streams: one for each rule of the family STR that no known defect violates. */
final class StreamMistakes {
    /** Behind the header of a record, in what it carries. */
    private static final int PAYLOAD = 60;

    static final List<FaultyDriver> ALL = List.of(
            FaultyDriver.mistake(
                    "STR-001",
                    device -> Mistake.inFiles(device, (sound, opened) -> new ForwardingFile(opened) {
                        private int ends;

                        @Override
                        public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                            int count = file.read(buffer, offset, length);
                            return count == 0 && length > 0 && ++ends > 1 ? 1 : count;
                        }
                    }),
                    "ERR-003",
                    "MIG-001",
                    "STR-015"),
            FaultyDriver.mistake(
                    "STR-003",
                    device -> Mistake.inReads(device, (sound, file, buffer, offset, length) -> {
                        int count = file.read(buffer, offset, length);
                        if (count == 0 && length > 0 && length < Short.MAX_VALUE) {
                            throw new ErrnoException(Errno.ENOMSG, "nothing for now");
                        }
                        return count;
                    })),
            FaultyDriver.mistake(
                    "STR-004",
                    device -> Mistake.inReads(
                            device,
                            (sound, file, buffer, offset, length) ->
                                    otherwise(Errno.ENOMSG, Errno.EAGAIN, () -> file.read(buffer, offset, length)))),
            FaultyDriver.mistake(
                    "STR-005",
                    device -> Mistake.inReads(device, (sound, file, buffer, offset, length) -> {
                        int count = file.read(buffer, offset, length);
                        if (length == 0) {
                            throw new ErrnoException(Errno.EINVAL, "no bytes asked for");
                        }
                        return count;
                    })),
            FaultyDriver.mistake(
                    "STR-006",
                    device -> new FlipsBit(device, FlipsBit.When.SAVED_AGAIN),
                    "RST-003",
                    "MIG-001",
                    "STR-014"),
            FaultyDriver.mistake(
                    "STR-007",
                    device -> Mistake.inFiles(device, (sound, opened) -> new ForwardingFile(opened) {
                        private boolean delivered;

                        @Override
                        public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                            if (!delivered && length == 1 && sound.state() == MigrationState.STOP_COPY) {
                                return 0;
                            }
                            int count = file.read(buffer, offset, length);
                            delivered |= count > 0;
                            return count;
                        }
                    }),
                    "STR-006",
                    "STR-009"),
            FaultyDriver.mistake(
                    "STR-008",
                    device -> Mistake.inWrites(
                            device,
                            (sound, file, buffer, offset, length) ->
                                    file.write(buffer, offset, length == 1 ? 0 : length))),
            FaultyDriver.mistake(
                    "STR-009", device -> new FlipsBit(device, FlipsBit.When.LOADED_IN_PIECES), "MIG-001", "STR-014"),
            FaultyDriver.mistake(
                    "STR-010",
                    device -> new ForwardingDevice(device) {
                        @Override
                        public long stopCopyLength() throws ErrnoException {
                            if (device.state() == MigrationState.STOP_COPY) {
                                throw new ErrnoException(Errno.EBUSY, "the state is being read");
                            }
                            return device.stopCopyLength();
                        }
                    },
                    "ERR-010"));

    private StreamMistakes() {}

    /**
     * A bit of the stream is another one: when the state is saved a second time, or was loaded by one write, or by several.
     */
    static final class FlipsBit extends ForwardingDevice {
        /** When it does. */
        enum When {
            SAVED_AGAIN,
            LOADED_AT_ONCE,
            LOADED_IN_PIECES
        }

        private final When when;
        private int writes;
        private int saved;

        FlipsBit(VfioDevice device, When when) {
            super(device);
            this.when = when;
        }

        private boolean flips() {
            return switch (when) {
                case SAVED_AGAIN -> saved > 1 && writes == 0;
                case LOADED_AT_ONCE -> writes == 1;
                case LOADED_IN_PIECES -> writes > 1;
            };
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            MigrationState before = device.state();
            Optional<DataFile> opened = device.setState(requested);
            if (requested == MigrationState.STOP_COPY.value() && before != MigrationState.STOP_COPY) {
                saved++;
            } else if (requested == MigrationState.RESUMING.value() && before != MigrationState.RESUMING) {
                writes = 0;
            } else if (requested == MigrationState.RUNNING.value()) {
                writes = 0;
                saved = 0;
            }
            return opened.map(file -> new ForwardingFile(file) {
                private int at;

                @Override
                public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                    int count = file.read(buffer, offset, length);
                    if (at <= PAYLOAD
                            && PAYLOAD < at + count
                            && flips()
                            && device.state() == MigrationState.STOP_COPY) {
                        buffer[offset + PAYLOAD - at] ^= 1;
                    }
                    at += Math.max(count, 0);
                    return count;
                }

                @Override
                public int write(byte[] buffer, int offset, int length) throws ErrnoException {
                    writes++;
                    return file.write(buffer, offset, length);
                }
            });
        }
    }
}
