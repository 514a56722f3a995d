package dev.vmig.samples.faulty;

import static dev.vmig.samples.faulty.SessionMistakes.instead;
import static dev.vmig.samples.faulty.SessionMistakes.otherwise;

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
    static final List<FaultyDriver> ALL = List.of(
            FaultyDriver.mistake("CNT-002", UapiVersion.V2, CounterMistakes::dirtyIsInitialAgain),
            FaultyDriver.mistake("CNT-003", CounterMistakes::dirtyIsInitialAgain),
            FaultyDriver.mistake(
                    "CNT-004",
                    device -> Mistake.inCounters(device, (sound, file) -> {
                        PrecopyInfo info = file.precopyInfo();
                        return new PrecopyInfo(info.initialBytes(), info.dirtyBytes(), true);
                    })),
            FaultyDriver.mistake(
                    "CNT-005",
                    device -> Mistake.inCounters(
                            device,
                            (sound, file) -> instead(Errno.EINVAL, new PrecopyInfo(0, 0, false), file::precopyInfo))),
            FaultyDriver.mistake("CNT-007", CounterMistakes::forgetsTheRest, "STR-015"),
            FaultyDriver.mistake(
                    "CNT-008",
                    FeatureSet.STOP_COPY_P2P,
                    device -> Mistake.inCounters(
                            device,
                            (sound, file) -> sound.state() == MigrationState.STOP_COPY
                                    ? otherwise(Errno.ENOTTY, Errno.EINVAL, file::precopyInfo)
                                    : file.precopyInfo())));

    private CounterMistakes() {}

    /** All that is unread is called initial. */
    private static VfioDevice dirtyIsInitialAgain(VfioDevice device) {
        return Mistake.inCounters(device, (sound, file) -> {
            PrecopyInfo info = file.precopyInfo();
            return new PrecopyInfo(info.initialBytes() + info.dirtyBytes(), 0, false);
        });
    }

    /** What was unread when PRE_COPY was left is not delivered. */
    private static VfioDevice forgetsTheRest(VfioDevice device) {
        return Mistake.inFiles(device, (sound, opened) -> new ForwardingFile(opened) {
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
