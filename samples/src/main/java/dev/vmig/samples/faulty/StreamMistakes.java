package dev.vmig.samples.faulty;

import static dev.vmig.samples.faulty.FaultyDriver.mistake;
import static dev.vmig.samples.faulty.Mistake.inFiles;
import static dev.vmig.samples.faulty.Mistake.inReads;
import static dev.vmig.samples.faulty.Mistake.inWrites;
import static dev.vmig.samples.faulty.Mistake.instead;
import static dev.vmig.samples.faulty.Mistake.otherwise;
import static dev.vmig.samples.faulty.Remembering.flipping;

import dev.vmig.codec.RecordHeader;
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
    static final List<FaultyDriver> ALL = List.of(
            mistake("STR-011", RefusesOptionalRecords::new, "ERR-004", "ERR-005", "MIG-001"),
            mistake(
                    "STR-013",
                    device -> inWrites(
                            device,
                            (sound, file, bytes, offset, length) -> otherwise(
                                    Errno.EOPNOTSUPP, Errno.EINVAL, () -> file.write(bytes, offset, length)))),
            mistake("STR-016", EndsEarly::new),
            mistake(
                    "STR-001",
                    device -> inFiles(device, (sound, opened) -> new ForwardingFile(opened) {
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
            mistake(
                    "STR-003",
                    device -> inReads(device, (sound, file, buffer, offset, length) -> {
                        int count = file.read(buffer, offset, length);
                        if (count == 0 && length > 0 && length < Short.MAX_VALUE) {
                            throw new ErrnoException(Errno.ENOMSG, "nothing for now");
                        }
                        return count;
                    })),
            mistake(
                    "STR-004",
                    device -> inReads(
                            device,
                            (sound, file, buffer, offset, length) ->
                                    otherwise(Errno.ENOMSG, Errno.EAGAIN, () -> file.read(buffer, offset, length))),
                    "STR-016"),
            mistake(
                    "STR-005",
                    device -> inReads(device, (sound, file, buffer, offset, length) -> {
                        int count = file.read(buffer, offset, length);
                        if (length == 0) {
                            throw new ErrnoException(Errno.EINVAL, "no bytes asked for");
                        }
                        return count;
                    })),
            mistake(
                    "STR-006",
                    device -> flipping(device, driver -> driver.saves > 1 && driver.writes == 0),
                    "RST-003",
                    "MIG-001",
                    "STR-014"),
            mistake(
                    "STR-007",
                    device -> inFiles(device, (sound, opened) -> new ForwardingFile(opened) {
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
            mistake(
                    "STR-008",
                    device -> inWrites(
                            device,
                            (sound, file, buffer, offset, length) ->
                                    file.write(buffer, offset, length == 1 ? 0 : length))),
            mistake(
                    "STR-009",
                    device -> flipping(device, driver -> driver.writes > 1),
                    "MIG-001",
                    "MIG-002",
                    "STR-014"),
            mistake(
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

    /** A read during the last copy finds the end of the stream. */
    private static final class EndsEarly extends ForwardingDevice {
        private boolean finishing;

        EndsEarly(VfioDevice device) {
            super(device);
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            finishing = requested == MigrationState.STOP_COPY.value();
            try {
                return device.setState(requested).map(file -> new ForwardingFile(file) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                        return finishing
                                ? instead(Errno.ENOMSG, 0, () -> file.read(buffer, offset, length))
                                : file.read(buffer, offset, length);
                    }
                });
            } finally {
                finishing = false;
            }
        }
    }

    /** Refuses an optional record because of its tag. */
    private static final class RefusesOptionalRecords extends ForwardingDevice {
        RefusesOptionalRecords(VfioDevice device) {
            super(device);
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            return device.setState(requested).map(file -> new ForwardingFile(file) {
                private final RecordHeader header = new RecordHeader();
                private boolean failed;

                @Override
                public int write(byte[] buffer, int offset, int length) throws ErrnoException {
                    failed |= length >= RecordHeader.LENGTH && isUnknown(header.wrap(buffer, offset));
                    if (failed) {
                        throw new ErrnoException(Errno.EOPNOTSUPP, "tag: " + header.tag());
                    }
                    return file.write(buffer, offset, length);
                }

                /** Whether the header is that of an unknown optional record; other bytes can be at this place too. */
                private boolean isUnknown(RecordHeader record) {
                    return record.flags() == RecordHeader.FLAG_OPTIONAL
                            && record.tag() != RecordHeader.TAG_DEVICE_DATA
                            && record.recordSize() >>> Integer.SIZE == 0;
                }
            });
        }
    }
}
