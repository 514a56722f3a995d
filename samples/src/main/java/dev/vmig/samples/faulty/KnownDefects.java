package dev.vmig.samples.faulty;

import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.RUNNING_P2P;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static dev.vmig.samples.faulty.FaultyDriver.faulty;
import static dev.vmig.samples.faulty.FaultyDriver.ofBench;
import static dev.vmig.samples.faulty.FaultyDriver.quirk;
import static dev.vmig.samples.faulty.Mistake.inCounters;
import static dev.vmig.samples.faulty.Mistake.inFiles;
import static dev.vmig.samples.faulty.Mistake.inReads;
import static dev.vmig.samples.faulty.Mistake.inRequests;
import static dev.vmig.samples.faulty.Mistake.inWrites;
import static dev.vmig.samples.faulty.Mistake.instead;

import dev.vmig.admin.Quirk;
import dev.vmig.codec.RecordHeader;
import dev.vmig.conformance.kit.Bench;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Defects of real drivers, reduced to their cause: historic ones (H), those of current Linux (K), reports of users (U).
 */
final class KnownDefects {
    /** The contents of a caller's uncleared memory. */
    private static final long CALLERS = 0x5555_5555_5555L;

    private static final int NUMBER_OF_STATES = 8;

    static final List<FaultyDriver> ALL = List.of(
            ofBench("H-1", "FSM-013", KnownDefects::lookupNeverEnds),
            faulty("H-2", "STR-014", GarbageInRecords::new, "CNT-006"),
            faulty(
                    "H-4",
                    "CNT-009",
                    device -> inFiles(device, (sound, file) -> new ForwardingFile(file) {
                        private boolean asked;

                        /** Answers a query soon after another before it counts the unread bytes. */
                        @Override
                        public PrecopyInfo precopyInfo() throws ErrnoException {
                            PrecopyInfo info = file.precopyInfo();
                            asked = !asked;
                            return asked ? info : new PrecopyInfo(0, 0);
                        }
                    }),
                    "CNT-001",
                    "CNT-003",
                    "CNT-011"),
            ofBench("H-5", "SES-011", bench -> LeaksBuffers.bench(bench, LeaksBuffers.Moment.NOT_OPENED), "RST-004"),
            faulty("H-7", "RST-002", RetainingDevice::overReset),
            faulty(
                    "H-8",
                    "CNT-001",
                    device -> inCounters(device, (sound, file) -> {
                        PrecopyInfo info = file.precopyInfo();
                        long images = Math.max(0, info.initialBytes() - RecordHeader.LENGTH);
                        return new PrecopyInfo(images, info.dirtyBytes(), info.reinit());
                    })),
            quirk(Quirk.K_1, "ERR-002", "ERR-003", "ERR-004", "MIG-011"),
            faulty(
                    "K-3",
                    "CNT-006",
                    device -> inCounters(device, (sound, file) -> {
                        PrecopyInfo info = file.precopyInfo();
                        return info.initialBytes() > 0
                                ? new PrecopyInfo(info.initialBytes(), CALLERS, info.reinit())
                                : info;
                    }),
                    "CNT-001"),
            quirk(Quirk.K_4, "ERR-010"),
            quirk(Quirk.K_5, "RST-005", "FSM-017", "MIG-010"),
            faulty(
                    "K-6",
                    "ERR-009",
                    device -> inWrites(
                            device,
                            (sound, file, bytes, offset, length) ->
                                    instead(Errno.ENOMEM, length, () -> file.write(bytes, offset, length))),
                    "SES-005"),
            faulty(
                    "K-8",
                    "STR-015",
                    device -> inFiles(device, (sound, file) -> new ForwardingFile(file) {
                        private boolean begun;

                        /** Queues a record in two steps, with the first read always between them. */
                        @Override
                        public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                            int there = begun ? length : Math.min(length, RecordHeader.LENGTH);
                            int count = file.read(buffer, offset, there);
                            begun |= count > 0;
                            return count;
                        }
                    })),
            quirk(Quirk.K_9, "STR-012"),
            quirk(Quirk.K_10, "CNT-001", "CNT-009"),
            faulty("K-11", "STR-002", device -> readsZeroFor(device, Errno.ENOMSG), "STR-016"),
            faulty("K-12", "SES-001", device -> readsZeroFor(device, Errno.ENODEV), "RST-002", "SES-013", "STR-002"),
            faulty(
                    "K-13",
                    "SES-010",
                    FailedArcEndsSession::new,
                    "CNT-001",
                    "ERR-010",
                    "FSM-008",
                    "STR-004",
                    "STR-005",
                    "STR-016"),
            quirk(Quirk.K_14, "FSM-015"),
            quirk(Quirk.K_15, "FSM-016"),
            faulty("U-2", "FSM-001", StopAfterOpen::new, "FSM-006", "FSM-007", "FSM-010", "FSM-014", "FSM-019"),
            faulty(
                    "U-3",
                    "RST-001",
                    device -> new ForwardingDevice(device) {
                        @Override
                        public void reset() {
                            // The migration state stays.
                        }
                    },
                    "RST-002",
                    "RST-004",
                    "SES-002",
                    "SES-003",
                    "SES-004"),
            faulty(
                    "U-4",
                    "FSM-006",
                    device -> inRequests(device, (sound, to) -> {
                        if (to == sound.state().value()) {
                            throw new ErrnoException(Errno.EINVAL, "device_state: " + to + " (expected: another)");
                        }
                        return sound.setState(to);
                    })),
            faulty("U-5", "FSM-008", device -> Mistake.refuses(device, PRE_COPY, RUNNING_P2P, Errno.EINVAL), "ERR-010"),
            faulty(
                    "U-6",
                    "FSM-002",
                    device -> inRequests(
                            device, (sound, to) -> to == NUMBER_OF_STATES ? Optional.empty() : sound.setState(to))),
            faulty(
                    "U-9",
                    "MIG-006",
                    device -> Mistake.refuses(device, STOP_COPY, RUNNING, Errno.EINVAL),
                    "ERR-006",
                    "ERR-010",
                    "FSM-008"));

    private KnownDefects() {}

    /** H-1: the lookup of the path from STOP_COPY to a PRE_COPY state never ends. */
    private static Bench lookupNeverEnds(Bench bench) {
        return bench.wrap(device -> inRequests(device, (sound, to) -> {
            boolean preCopy = to == PRE_COPY.value() || to == PRE_COPY_P2P.value();
            while (preCopy && sound.state() == STOP_COPY) {
                bench.ports().budget().orElseThrow().spend();
            }
            return sound.setState(to);
        }));
    }

    /** K-11, K-12: reports an errno of read as the end of the stream. */
    private static VfioDevice readsZeroFor(VfioDevice device, Errno errno) {
        return inReads(
                device,
                (sound, file, buffer, offset, length) -> instead(errno, 0, () -> file.read(buffer, offset, length)));
    }

    /** K-13: ends the session although the request to leave PRE_COPY fails and the state stays. */
    private static final class FailedArcEndsSession extends ForwardingDevice {
        private static final Set<MigrationState> LEAVING = Set.of(STOP, RUNNING, RUNNING_P2P, RESUMING);

        private boolean ended;

        FailedArcEndsSession(VfioDevice device) {
            super(device);
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            boolean leaves =
                    MigrationState.of(requested).filter(LEAVING::contains).isPresent();
            if (leaves && !ended && isPreCopy(device.state())) {
                ended = true;
                throw new ErrnoException(Errno.EIO, "the session is in error");
            }
            Optional<DataFile> opened = device.setState(requested);
            ended = ended && isPreCopy(device.state());
            return opened.map(file -> new ForwardingFile(file) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                    if (ended) {
                        throw new ErrnoException(Errno.ENODEV, "the session has ended");
                    }
                    return file.read(buffer, offset, length);
                }
            });
        }

        private static boolean isPreCopy(MigrationState state) {
            return state == PRE_COPY || state == PRE_COPY_P2P;
        }
    }

    /** U-2: a newly opened device is in STOP. */
    private static final class StopAfterOpen extends ForwardingDevice {
        private boolean asked;

        StopAfterOpen(VfioDevice device) {
            super(device);
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            asked = true;
            return device.setState(requested);
        }

        @Override
        public MigrationState state() throws ErrnoException {
            return asked ? device.state() : STOP;
        }

        @Override
        public void reset() {
            asked = true;
            device.reset();
        }
    }
}
