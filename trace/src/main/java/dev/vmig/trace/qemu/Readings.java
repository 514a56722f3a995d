package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.Pending;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.DataSize;
import dev.vmig.trace.TraceEvent.DataSizeDone;
import dev.vmig.trace.TraceEvent.PrecopyInfo;
import dev.vmig.trace.TraceEvent.PrecopyInfoDone;
import dev.vmig.trace.TraceEvent.Read;
import dev.vmig.trace.TraceEvent.Reset;
import dev.vmig.trace.TraceEvent.ResetDone;
import dev.vmig.trace.TraceEvent.SetState;
import dev.vmig.trace.TraceEvent.SetStateDone;
import dev.vmig.trace.TraceEvent.Write;
import dev.vmig.trace.TraceEvent.WriteDone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an event of QEMU may have been. QEMU's logs need no clock: all events are at 0. */
final class Readings {
    /** What a request may fail with. QEMU prints it on stderr only; the spec treats all but EINVAL alike. */
    static final String FAILED = "EIO";

    /** What a request that is not allowed, and an image that is not whole, are refused with. */
    static final String REFUSED = "EINVAL";

    private Readings() {}

    /** Asked for and got; whether a data file came back is not printed. */
    static List<List<TraceEvent>> reached(String device, MigrationState asked, MigrationState now) {
        return Stream.of(false, true)
                .map(file -> List.<TraceEvent>of(
                        new SetState(0, device, asked.name()), new SetStateDone(0, device, "0", now.name(), file)))
                .toList();
    }

    /** Asked for and failed, then asked for the recover state, and got that. */
    static List<List<TraceEvent>> recovered(
            String device, MigrationState asked, MigrationState recover, Optional<String> errno) {
        return failed(device, asked, errno).stream()
                .flatMap(failure -> reached(device, recover, recover).stream().map(then -> joined(failure, then)))
                .toList();
    }

    /** Asked for and failed, then reset. */
    static List<List<TraceEvent>> failedAndReset(String device, MigrationState asked, Optional<String> errno) {
        return failed(device, asked, errno).stream()
                .map(failure -> joined(failure, reset(device)))
                .toList();
    }

    static List<TraceEvent> reset(String device) {
        return List.of(new Reset(0, device), new ResetDone(0, device, MigrationState.RUNNING.name()));
    }

    static List<TraceEvent> read(String device, String errno, int bytes) {
        return List.of(new Read(0, device, Math.max(1, bytes), errno, bytes));
    }

    /** Bytes that the device took, which end at the end of a record or within one. */
    static List<List<TraceEvent>> written(String device, int bytes) {
        return Stream.of(false, true)
                .map(pending -> List.<TraceEvent>of(
                        new Write(0, device, bytes), new WriteDone(0, device, "0", Pending.of(pending))))
                .toList();
    }

    /** A transfer that failed: on the side of the device, or on that of the stream after some bytes or none. */
    static List<List<TraceEvent>> notWritten(String device, int bytes) {
        List<List<TraceEvent>> readings = new ArrayList<>(written(device, bytes));
        readings.add(List.of(new Write(0, device, bytes), new WriteDone(0, device, FAILED, Pending.NO)));
        readings.add(List.of());
        return readings;
    }

    static List<TraceEvent> dataSize(String device, String errno, long bytes) {
        return List.of(new DataSize(0, device), new DataSizeDone(0, device, errno, bytes));
    }

    static List<TraceEvent> precopyInfo(String device, String errno, long initial, long dirty) {
        return List.of(new PrecopyInfo(0, device), new PrecopyInfoDone(0, device, errno, initial, dirty));
    }

    /**
     * QEMU does not ask where the device has stopped. The errno is known if QEMU's error line is in the log; an arc may
     * fail with EINVAL, too, but nothing is refused with another errno.
     */
    private static List<List<TraceEvent>> failed(String device, MigrationState asked, Optional<String> known) {
        List<List<TraceEvent>> failures = new ArrayList<>();
        boolean refused = known.isEmpty() || known.get().equals(REFUSED);
        for (String errno : refused ? Set.of(FAILED, REFUSED) : Set.of(FAILED)) {
            for (MigrationState stopped : MigrationState.values()) {
                failures.add(List.of(
                        new SetState(0, device, asked.name()),
                        new SetStateDone(0, device, errno, stopped.name(), false)));
            }
        }
        return failures;
    }

    private static List<TraceEvent> joined(List<TraceEvent> one, List<TraceEvent> then) {
        return Stream.concat(one.stream(), then.stream()).toList();
    }
}
