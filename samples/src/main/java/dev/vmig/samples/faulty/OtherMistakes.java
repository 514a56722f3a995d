package dev.vmig.samples.faulty;

import static dev.vmig.samples.faulty.SessionMistakes.otherwise;

import dev.vmig.conformance.kit.Testee;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.samples.shapes.Shapes;
import java.util.List;
import java.util.Optional;

/** Mistakes in resets, in what fails, and in migrations: one for each rule of those families that no known defect violates. */
final class OtherMistakes {
    /** It enters ERROR. */
    private static final Testee PDS = Shapes.named("pds").orElseThrow();

    static final List<FaultyDriver> ALL = List.of(
            FaultyDriver.mistake(
                    "ERR-002", device -> new LeavesResuming(device, LeavesResuming.When.NOTHING_WRITTEN), "RST-001"),
            FaultyDriver.mistake("ERR-003", device -> new LeavesResuming(device, LeavesResuming.When.PART_WRITTEN)),
            FaultyDriver.mistake(
                    "ERR-004",
                    device -> new LeavesResuming(device, LeavesResuming.When.WRITE_FAILED),
                    "ERR-002",
                    "RST-001"),
            FaultyDriver.mistakeOfBoth(
                    "RST-004", bench -> Hoarder.bench(bench, Hoarder.When.ENDED_BY_RESET), "SES-011"),
            FaultyDriver.mistakeOf(
                    PDS,
                    "ERR-007",
                    device -> Mistake.inRequests(device, (sound, to) -> {
                        if (sound.state() == MigrationState.ERROR) {
                            sound.reset();
                        }
                        return sound.setState(to);
                    }),
                    "FSM-010"),
            FaultyDriver.mistake(
                    "MIG-005",
                    device -> new Failing(device, Failing.When.UNUSED),
                    "ERR-002",
                    "ERR-004",
                    "MIG-001",
                    "MIG-003",
                    "RST-003",
                    "ERR-003",
                    "ERR-010"),
            FaultyDriver.mistake(
                    "MIG-008",
                    device -> new Failing(device, Failing.When.USED),
                    "CNT-007",
                    "ERR-002",
                    "ERR-004",
                    "MIG-001",
                    "MIG-004",
                    "MIG-007",
                    "SES-009"),
            FaultyDriver.mistake("RST-003", device -> new Failing(device, Failing.When.RESET_IN_PRE_COPY), "FSM-008"),
            FaultyDriver.mistake("ERR-001", device -> new ForwardingDevice(device) {
                @Override
                public long stopCopyLength() throws ErrnoException {
                    if (device.state() == MigrationState.STOP_COPY) {
                        throw new IllegalStateException("it is being saved");
                    }
                    return device.stopCopyLength();
                }
            }),
            FaultyDriver.mistake(
                    "ERR-005",
                    device -> Mistake.inWrites(
                            device,
                            (sound, file, buffer, offset, length) -> sound.state() == MigrationState.RESUMING
                                    ? otherwise(Errno.ENODEV, Errno.EIO, () -> file.write(buffer, offset, length))
                                    : file.write(buffer, offset, length)),
                    "SES-002"),
            FaultyDriver.mistake(
                    "ERR-006",
                    device -> new Failing(device, Failing.When.RESET_WHILE_RESUMING),
                    "FSM-008",
                    "RST-003",
                    "ERR-010"),
            FaultyDriver.mistake(
                    "ERR-008",
                    device -> Mistake.inWrites(device, (sound, file, buffer, offset, length) -> {
                        try {
                            return file.write(buffer, offset, length);
                        } catch (ErrnoException e) {
                            boolean loads = sound.state() == MigrationState.RESUMING;
                            throw loads ? new ErrnoException(Errno.ENODEV, "the session is over") : e;
                        }
                    }),
                    "STR-013"),
            FaultyDriver.mistake("MIG-001", device -> new Failing(device, Failing.When.MANY_WRITES)),
            FaultyDriver.mistake(
                    "MIG-002",
                    device -> new StreamMistakes.FlipsBit(device, StreamMistakes.FlipsBit.When.LOADED_AT_ONCE),
                    "MIG-001",
                    "STR-014"),
            FaultyDriver.mistake("MIG-003", device -> new Failing(device, Failing.When.RESET_AFTER_LOADED)),
            FaultyDriver.mistake("MIG-004", device -> new Failing(device, Failing.When.SAVED_AFTER_LOADED_TWICE)),
            FaultyDriver.mistake(
                    "MIG-007",
                    device -> new Failing(device, Failing.When.SEVERAL_IMAGES),
                    "ERR-004",
                    "ERR-002",
                    "MIG-001"));

    private OtherMistakes() {}

    /** A request that is refused for what came long before. */
    private static final class Failing extends ForwardingDevice {
        /** What came before. */
        enum When {
            RESET_IN_PRE_COPY,
            RESET_WHILE_RESUMING,
            MANY_WRITES,
            RESET_AFTER_LOADED,
            SAVED_AFTER_LOADED_TWICE,
            SEVERAL_IMAGES,
            UNUSED,
            USED
        }

        /** Bytes of an image that are not 0, of a device that no guest has set up; others have more. */
        private static final int OF_NO_GUEST = 140;

        private static final int MANY = 8;

        private final When when;
        private int resetsInPreCopy;
        private int resetsAfterLoaded;
        private int resetsWhileResuming;
        private int writes;
        private int marks;
        private int loaded;

        Failing(VfioDevice device, When when) {
            super(device);
            this.when = when;
        }

        private boolean fails(MigrationState from, int requested) {
            boolean loads =
                    from == MigrationState.RESUMING && requested == MigrationState.RUNNING.value() && writes > 0;
            boolean saves = from == MigrationState.RUNNING && requested == MigrationState.STOP_COPY.value();
            return switch (when) {
                case RESET_IN_PRE_COPY ->
                    resetsInPreCopy > 0
                            && from == MigrationState.RUNNING
                            && requested == MigrationState.PRE_COPY.value();
                case RESET_WHILE_RESUMING -> resetsWhileResuming > 0 && saves;
                case MANY_WRITES ->
                    from == MigrationState.RESUMING && requested == MigrationState.STOP_COPY.value() && writes > MANY;
                case RESET_AFTER_LOADED -> loads && resetsAfterLoaded > 0;
                case SAVED_AFTER_LOADED_TWICE -> saves && loaded > 1;
                case SEVERAL_IMAGES -> loads && writes > 1;
                case UNUSED -> loads && marks <= OF_NO_GUEST;
                case USED -> loads && marks > OF_NO_GUEST;
            };
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            MigrationState from = device.state();
            if (fails(from, requested)) {
                throw new ErrnoException(Errno.EIO, "something is left over");
            }
            Optional<DataFile> opened = device.setState(requested);
            if (from == MigrationState.RESUMING && device.state() != from) {
                loaded++;
                writes = 0;
                marks = 0;
            }
            return opened.map(file -> new ForwardingFile(file) {
                @Override
                public int write(byte[] buffer, int offset, int length) throws ErrnoException {
                    writes++;
                    for (int i = offset; i < offset + length; i++) {
                        marks += buffer[i] == 0 ? 0 : 1;
                    }
                    return file.write(buffer, offset, length);
                }
            });
        }

        @Override
        public void reset() {
            try {
                MigrationState from = device.state();
                resetsInPreCopy += from == MigrationState.PRE_COPY ? 1 : 0;
                resetsWhileResuming += from == MigrationState.RESUMING ? 1 : 0;
                resetsAfterLoaded += loaded > 0 ? 1 : 0;
            } catch (ErrnoException e) {
                throw new IllegalStateException(e);
            }
            writes = 0;
            marks = 0;
            device.reset();
        }
    }
}
