package dev.vmig.samples.faulty;

import static dev.vmig.samples.faulty.FaultyDriver.mistake;
import static dev.vmig.samples.faulty.FaultyDriver.mistakeOf;
import static dev.vmig.samples.faulty.FaultyDriver.reference;
import static dev.vmig.samples.faulty.Mistake.inCounters;
import static dev.vmig.samples.faulty.Mistake.inFiles;
import static dev.vmig.samples.faulty.Mistake.instead;
import static dev.vmig.samples.faulty.Mistake.otherwise;

import dev.vmig.admin.DriverProfile;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.util.List;

/** Mistakes in the pre-copy counters: one for each rule of the family CNT that no known defect violates. */
final class CounterMistakes {
    private static final Testee BEFORE_REINIT =
            SimulatedTestee.of("reference", FeatureSet.STOP_COPY_P2P_PRE_COPY, UapiVersion.V2, DriverProfile.CONTRACT);

    static final List<FaultyDriver> ALL = List.of(
            mistakeOf(BEFORE_REINIT, "CNT-002", CounterMistakes::dirtyIsInitialAgain, "CNT-010", "CNT-011"),
            mistake("CNT-003", CounterMistakes::dirtyIsInitialAgain, "CNT-010", "CNT-011"),
            mistake(
                    "CNT-004",
                    device -> inCounters(device, (sound, file) -> {
                        PrecopyInfo info = file.precopyInfo();
                        return new PrecopyInfo(info.initialBytes(), info.dirtyBytes(), true);
                    })),
            mistake(
                    "CNT-005",
                    device -> inCounters(
                            device,
                            (sound, file) -> instead(Errno.EINVAL, new PrecopyInfo(0, 0, false), file::precopyInfo))),
            mistake("CNT-007", CounterMistakes::forgetsTheRest, "STR-015"),
            mistakeOf(
                    reference(FeatureSet.STOP_COPY_P2P),
                    "CNT-008",
                    device -> inCounters(
                            device,
                            (sound, file) -> sound.state() == MigrationState.STOP_COPY
                                    ? otherwise(Errno.ENOTTY, Errno.EINVAL, file::precopyInfo)
                                    : file.precopyInfo())));

    private CounterMistakes() {}

    /** Reports all unread bytes as initial_bytes. */
    private static VfioDevice dirtyIsInitialAgain(VfioDevice device) {
        return inCounters(device, (sound, file) -> {
            PrecopyInfo info = file.precopyInfo();
            return new PrecopyInfo(info.initialBytes() + info.dirtyBytes(), 0, false);
        });
    }

    /** Drops the bytes that are unread when PRE_COPY is left. */
    private static VfioDevice forgetsTheRest(VfioDevice device) {
        return inFiles(device, (sound, opened) -> new ForwardingFile(opened) {
            private long unread;

            @Override
            public PrecopyInfo precopyInfo() throws ErrnoException {
                PrecopyInfo info = file.precopyInfo();
                unread = info.initialBytes() + info.dirtyBytes();
                return info;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                if (sound.state() == MigrationState.STOP_COPY) {
                    skip();
                }
                int count = file.read(buffer, offset, length);
                unread -= Math.min(unread, Math.max(count, 0));
                return count;
            }

            private void skip() throws ErrnoException {
                byte[] skipped = new byte[Math.toIntExact(unread)];
                while (unread > 0) {
                    unread -= file.read(skipped, 0, (int) unread);
                }
            }
        });
    }
}
