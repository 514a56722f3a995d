package dev.vmig.samples.faulty;

import static dev.vmig.fsm.MigrationState.ERROR;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static dev.vmig.samples.faulty.FaultyDriver.mistake;
import static dev.vmig.samples.faulty.FaultyDriver.mistakeOf;
import static dev.vmig.samples.faulty.FaultyDriver.ofBench;
import static dev.vmig.samples.faulty.Mistake.inRequests;
import static dev.vmig.samples.faulty.Mistake.inWrites;
import static dev.vmig.samples.faulty.Mistake.otherwise;
import static dev.vmig.samples.faulty.Remembering.failing;
import static dev.vmig.samples.faulty.Remembering.flipping;

import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.samples.shapes.Shapes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Mistakes in resets, failures and migrations: one for each rule of those families that no known defect violates. */
final class OtherMistakes {
    /** The number of non-zero bytes in the image of a device that no guest has set up; other images have more. */
    private static final int OF_NO_GUEST = 140;

    private static final int MANY = 8;

    static final List<FaultyDriver> ALL = List.of(
            mistake("ERR-002", device -> new LeavesResuming(device, Written.NOTHING), "RST-001"),
            mistake("ERR-003", device -> new LeavesResuming(device, Written.PART), "FSM-019"),
            mistake("ERR-011", device -> new LeavesResuming(device, Written.EMPTY)),
            mistake("ERR-004", device -> new LeavesResuming(device, Written.IN_VAIN), "ERR-002", "RST-001"),
            ofBench(
                    "F-RST-004",
                    "RST-004",
                    bench -> LeaksBuffers.bench(bench, LeaksBuffers.Moment.ENDED_BY_RESET),
                    "SES-011",
                    "SES-013"),
            mistakeOf(
                    Shapes.named("pds").orElseThrow(), // It enters ERROR.
                    "ERR-007",
                    device -> inRequests(device, (sound, to) -> {
                        if (sound.state() == ERROR) {
                            sound.reset();
                        }
                        return sound.setState(to);
                    }),
                    "FSM-010"),
            mistake(
                    "MIG-005",
                    device -> failing(device, driver -> runsLoaded(driver) && driver.marks <= OF_NO_GUEST),
                    "ERR-002",
                    "ERR-004",
                    "MIG-001",
                    "MIG-003",
                    "RST-003",
                    "ERR-003",
                    "ERR-010"),
            mistake(
                    "MIG-008",
                    device -> failing(device, driver -> runsLoaded(driver) && driver.marks > OF_NO_GUEST),
                    "CNT-007",
                    "ERR-002",
                    "ERR-003",
                    "ERR-004",
                    "MIG-001",
                    "MIG-004",
                    "MIG-007",
                    "MIG-012",
                    "SES-009"),
            mistake(
                    "RST-003",
                    device ->
                            failing(device, driver -> driver.asks(RUNNING, PRE_COPY) && driver.resetsIn(PRE_COPY) > 0),
                    "FSM-008"),
            mistake("ERR-001", device -> new ForwardingDevice(device) {
                @Override
                public long stopCopyLength() throws ErrnoException {
                    if (device.state() == STOP_COPY) {
                        throw new IllegalStateException("it is being saved");
                    }
                    return device.stopCopyLength();
                }
            }),
            mistake(
                    "ERR-005",
                    device -> inWrites(
                            device,
                            (sound, file, bytes, offset, length) -> sound.state() == RESUMING
                                    ? otherwise(Errno.ENODEV, Errno.EIO, () -> file.write(bytes, offset, length))
                                    : file.write(bytes, offset, length)),
                    "SES-002"),
            mistake(
                    "ERR-006",
                    device ->
                            failing(device, driver -> driver.asks(RUNNING, STOP_COPY) && driver.resetsIn(RESUMING) > 0),
                    "FSM-008",
                    "RST-003",
                    "ERR-010",
                    "MIG-012"),
            mistake(
                    "ERR-008",
                    device -> inWrites(device, (sound, file, bytes, offset, length) -> {
                        try {
                            return file.write(bytes, offset, length);
                        } catch (ErrnoException e) {
                            throw sound.state() == RESUMING
                                    ? new ErrnoException(Errno.ENODEV, "the session is over")
                                    : e;
                        }
                    }),
                    "ERR-011",
                    "STR-013"),
            mistake(
                    "MIG-001",
                    device -> failing(device, driver -> driver.asks(RESUMING, STOP_COPY) && driver.writes > MANY)),
            mistake("MIG-002", device -> flipping(device, driver -> driver.writes == 1), "MIG-001", "STR-014"),
            mistake("MIG-003", device -> failing(device, driver -> runsLoaded(driver) && driver.resetsAfterLoad > 0)),
            mistake(
                    "MIG-004",
                    device -> failing(device, driver -> driver.asks(RUNNING, STOP_COPY) && driver.loads > 1)),
            mistake(
                    "MIG-007",
                    device -> failing(device, driver -> runsLoaded(driver) && driver.writes > 1),
                    "ERR-004",
                    "ERR-002",
                    "ERR-003",
                    "MIG-001"));

    private OtherMistakes() {}

    /** Whether a device is requested to run after a write to its session. */
    private static boolean runsLoaded(Remembering driver) {
        return driver.asks(RESUMING, RUNNING) && driver.writes > 0;
    }

    /** The data written to a session that is left too early. */
    private enum Written {
        NOTHING,
        PART,
        IN_VAIN,
        /** An empty image. */
        EMPTY
    }

    /** Leaves RESUMING without a complete stream: each case is a part of K-1. */
    private static final class LeavesResuming extends ForwardingDevice {
        private final Written when;
        private Written now = Written.NOTHING;

        LeavesResuming(VfioDevice device, Written when) {
            super(device);
            this.when = when;
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            try {
                return device.setState(requested).map(this::watched);
            } catch (ErrnoException e) {
                if (device.state() != RESUMING || requested != STOP.value() || now != when) {
                    throw e;
                }
                device.reset();
                return device.setState(requested);
            }
        }

        private static boolean isEmpty(byte[] buffer, int offset, int length) {
            return length == RecordHeader.LENGTH
                    && Arrays.equals(buffer, offset, offset + length, new byte[length], 0, length);
        }

        private DataFile watched(DataFile opened) {
            now = Written.NOTHING;
            return new ForwardingFile(opened) {
                @Override
                public int write(byte[] buffer, int offset, int length) throws ErrnoException {
                    if (when == Written.EMPTY && now == Written.NOTHING && isEmpty(buffer, offset, length)) {
                        now = Written.EMPTY;
                        return length;
                    }
                    try {
                        int count = file.write(buffer, offset, length);
                        now = now == Written.NOTHING && count > 0 ? Written.PART : now;
                        return count;
                    } catch (ErrnoException e) {
                        now = Written.IN_VAIN;
                        throw e;
                    }
                }
            };
        }
    }
}
