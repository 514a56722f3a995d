package dev.vmig.samples.faulty;

import static dev.vmig.samples.faulty.FaultyDriver.faulty;
import static dev.vmig.samples.faulty.FaultyDriver.mistake;
import static dev.vmig.samples.faulty.FaultyDriver.ofBench;
import static dev.vmig.samples.faulty.Mistake.inClose;
import static dev.vmig.samples.faulty.Mistake.inCounters;
import static dev.vmig.samples.faulty.Mistake.inReads;
import static dev.vmig.samples.faulty.Mistake.inWrites;
import static dev.vmig.samples.faulty.Mistake.instead;
import static dev.vmig.samples.faulty.Mistake.otherwise;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/** Mistakes in data files and their sessions: one for each rule of the family SES that no known defect violates. */
final class SessionMistakes {
    static final List<FaultyDriver> ALL = List.of(
            faulty(
                    "K-2",
                    "SES-002",
                    device -> inWrites(
                            device,
                            (sound, file, buffer, offset, length) -> sound.state() == MigrationState.RESUMING
                                    ? file.write(buffer, offset, length)
                                    : instead(Errno.ENODEV, length, () -> file.write(buffer, offset, length)))),
            faulty(
                    "K-7",
                    "SES-004",
                    device -> inReads(device, (sound, file, buffer, offset, length) -> {
                        try {
                            return file.read(buffer, offset, length);
                        } catch (ErrnoException e) {
                            if (e.errno() == Errno.ENODEV) {
                                sendCommand(sound);
                            }
                            throw e;
                        }
                    })),
            ofBench(
                    "F-SES-011",
                    "SES-011",
                    bench -> LeaksBuffers.bench(bench, LeaksBuffers.Moment.ENDED_BY_REQUEST),
                    "SES-013"),
            mistake(
                    "SES-003",
                    device -> inCounters(
                            device, (sound, file) -> otherwise(Errno.ENODEV, Errno.EINVAL, file::precopyInfo)),
                    "SES-013"),
            mistake(
                    "SES-005",
                    device -> inReads(
                            device,
                            (sound, file, buffer, offset, length) ->
                                    otherwise(Errno.EBADF, Errno.EINVAL, () -> file.read(buffer, offset, length)))),
            mistake(
                    "SES-006",
                    device -> inWrites(
                            device,
                            (sound, file, buffer, offset, length) ->
                                    otherwise(Errno.EBADF, Errno.EINVAL, () -> file.write(buffer, offset, length)))),
            mistake(
                    "SES-007",
                    device -> inCounters(
                            device,
                            (sound, file) -> instead(Errno.ENOTTY, new PrecopyInfo(0, 0, false), file::precopyInfo))),
            mistake(
                    "SES-008",
                    device -> inClose(device, (sound, file) -> {
                        if (sound.state() == MigrationState.STOP_COPY) {
                            sound.setState(MigrationState.STOP.value());
                        }
                        file.close();
                    }),
                    "FSM-012",
                    "FSM-019"),
            mistake("SES-009", BeginsAgain::new, "CNT-007", "MIG-001", "STR-015"),
            mistake("SES-013", RetainingDevice::overClose));

    private SessionMistakes() {}

    private static void sendCommand(VfioDevice sound) {
        try {
            sound.stopCopyLength();
        } catch (ErrnoException e) {
            // Only the command matters that this call sends.
        }
    }

    /** Delivers the bytes read in PRE_COPY once more in STOP_COPY. */
    private static final class BeginsAgain extends ForwardingDevice {
        BeginsAgain(VfioDevice device) {
            super(device);
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            return device.setState(requested).map(file -> new ForwardingFile(file) {
                private final ByteArrayOutputStream before = new ByteArrayOutputStream();
                private int again;

                @Override
                public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                    boolean stopped = device.state() == MigrationState.STOP_COPY;
                    file.read(buffer, offset, 0);
                    if (stopped && again < before.size()) {
                        int count = Math.min(length, before.size() - again);
                        System.arraycopy(before.toByteArray(), again, buffer, offset, count);
                        again += count;
                        return count;
                    }
                    int count = file.read(buffer, offset, length);
                    if (!stopped && count > 0) {
                        before.write(buffer, offset, count);
                    }
                    return count;
                }
            });
        }
    }
}
