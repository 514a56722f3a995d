package dev.vmig.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import java.util.Optional;

/** The migration of one device: its stream, and its state at the source and at the target. */
final class DeviceTransfer {
    private final MigrationSide source;
    private final MigrationSide target;
    private final MigrationPlan plan;
    private final MigrationTimeline timeline;
    private final byte[] chunk;
    private final String name;
    private final boolean guestRuns;
    private Optional<DataFile> from = Optional.empty();
    private Optional<DataFile> into = Optional.empty();

    DeviceTransfer(DevicePair pair, MigrationPlan plan, MigrationTimeline timeline, boolean guestRuns) {
        this.name = pair.name();
        this.guestRuns = guestRuns;
        this.source = new MigrationSide("source", pair.name(), pair.source(), timeline);
        this.target = new MigrationSide("target", pair.name(), pair.target(), timeline);
        this.plan = plan;
        this.timeline = timeline;
        this.chunk = new byte[plan.chunkBytes()];
    }

    void requireP2p() throws MigrationFailedException {
        if (!source.features().hasP2p()) {
            throw source.failed("features", "no P2P (expected, as the VM has several devices)");
        }
    }

    void setUp() throws MigrationFailedException {
        source.note("STOP_COPY would bring " + estimate());
        boolean preCopy = guestRuns && plan.preCopy() && source.features().hasPreCopy();
        into = Optional.of(target.open(MigrationState.RESUMING));
        if (preCopy) {
            from = Optional.of(source.open(MigrationState.PRE_COPY));
            copyWhatIsThere();
        }
    }

    /** The estimate of the stop-copy length for the timeline; a device without one is migrated too. */
    private String estimate() {
        try {
            return source.device().stopCopyLength() + " bytes";
        } catch (ErrnoException e) {
            return "unknown: " + e.getMessage();
        }
    }

    /** A round of iterative pre-copy: reads the counters, and copies until ENOMSG. */
    void copyWhatIsThere() throws MigrationFailedException {
        if (from.isPresent()) {
            DataFile file = from.get();
            String counters = source.attempt("pre-copy info", () -> counters(file));
            long before = timeline.streamBytes();
            copy(file, false);
            source.note("pre-copy: " + counters + ", sent " + (timeline.streamBytes() - before) + " bytes");
        }
    }

    /**
     * The counters for the timeline; empty for a protocol without counters. Every other failure is one of the device.
     */
    private static String counters(DataFile file) throws ErrnoException {
        try {
            PrecopyInfo info = file.precopyInfo();
            return "initial " + info.initialBytes() + ", dirty " + info.dirtyBytes();
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOTTY) {
                return "no counters";
            }
            throw e;
        }
    }

    /** Brings the source to P2P quiescence. */
    void quiesce() throws MigrationFailedException {
        if (source.features().hasP2p()) {
            requireNotReset();
            source.go(from.isPresent() ? MigrationState.PRE_COPY_P2P : MigrationState.RUNNING_P2P);
            timeline.downtimeBegins();
        }
    }

    /** Stops the source and opens its final state for reading. */
    void stopAndCopy() throws MigrationFailedException {
        // Without P2P the device stops during this request, so that the whole request counts as downtime.
        timeline.downtimeBegins();
        if (!guestRuns || !source.features().hasP2p()) {
            requireNotReset();
        }
        Optional<DataFile> opened = source.go(MigrationState.STOP_COPY);
        if (from.isEmpty()) {
            from = opened;
        }
    }

    /** Copies the rest of the stream. */
    void finish() throws MigrationFailedException {
        DataFile file = from.orElseThrow(() -> source.failed("read", "no data file"));
        long before = timeline.streamBytes();
        copy(file, true);
        source.note("final: sent " + (timeline.streamBytes() - before) + " bytes");
        source.go(MigrationState.STOP);
        file.close();
    }

    /** Lets the target run without peer-to-peer DMA until all targets run. */
    void resumeQuiesced() throws MigrationFailedException {
        requireStill(target, MigrationState.RESUMING);
        if (target.features().hasP2p()) {
            target.go(MigrationState.RUNNING_P2P);
        }
    }

    void resume() throws MigrationFailedException {
        requireStill(target, target.features().hasP2p() ? MigrationState.RUNNING_P2P : MigrationState.RESUMING);
        target.go(MigrationState.RUNNING);
        into.ifPresent(DataFile::close);
    }

    /** A running guest may have reset its device: from RUNNING the same requests would open a new stream. */
    private void requireNotReset() throws MigrationFailedException {
        requireStill(source, from.isPresent() ? MigrationState.PRE_COPY : restingState());
    }

    /** Only a reset changes the state without a request; the stream is lost then (U-1). */
    private static void requireStill(MigrationSide end, MigrationState expected) throws MigrationFailedException {
        MigrationState found = end.attempt("state", end.device()::state);
        if (found != expected) {
            throw end.failed("state", found + " (expected: " + expected + "): it was reset, and the state is lost");
        }
    }

    /** The configuration follows the whole stream, while the device is still in RESUMING. */
    void configure(EmulatedState emulated) {
        emulated.loadConfiguration(name);
    }

    /** Completes the load; the device stays stopped. */
    void load() throws MigrationFailedException {
        requireStill(target, MigrationState.RESUMING);
        target.go(MigrationState.STOP);
        into.ifPresent(DataFile::close);
    }

    void giveUpTarget() {
        target.reset("aborted, reset");
    }

    /** Brings a stopped source back to RUNNING_P2P, where it accepts writes of its peers. */
    void recoverQuiesced() {
        try {
            MigrationState found = source.attempt("state", source.device()::state);
            boolean stopped = found == MigrationState.STOP || found == MigrationState.STOP_COPY;
            if (stopped && source.features().hasP2p()) {
                source.go(MigrationState.RUNNING_P2P);
            }
        } catch (MigrationFailedException e) {
            source.note("stays as it is: " + e.reason());
        }
    }

    /** Returns the source to its previous state: by request, and by reset if that fails (U-7, U-8). */
    void recover() {
        if (!recoversByRequest()) {
            source.reset("RUNNING, by reset");
            if (!guestRuns) {
                recoversByRequest();
            }
        }
        from.ifPresent(DataFile::close);
        into.ifPresent(DataFile::close);
    }

    private boolean recoversByRequest() {
        try {
            if (isInError()) {
                return false;
            }
            source.go(restingState());
            return true;
        } catch (MigrationFailedException e) {
            return false;
        }
    }

    /** Whether the state is ERROR; a device that fails to report its state still gets the next request. */
    private boolean isInError() {
        try {
            return source.attempt("state", source.device()::state) == MigrationState.ERROR;
        } catch (MigrationFailedException e) {
            return false;
        }
    }

    /** The state of the source before and after a migration. */
    private MigrationState restingState() {
        return guestRuns ? MigrationState.RUNNING : MigrationState.STOP;
    }

    private void copy(DataFile file, boolean toItsEnd) throws MigrationFailedException {
        for (int bytes = read(file, toItsEnd); bytes > 0; bytes = read(file, toItsEnd)) {
            send(bytes);
            write(bytes);
        }
    }

    private void send(int bytes) throws MigrationFailedException {
        try {
            timeline.sendStream(bytes);
        } catch (LinkLostException e) {
            throw source.failed("send", String.valueOf(e.getMessage()));
        }
    }

    /** Reads up to a chunk; 0 at the end of the stream, or at ENOMSG unless the stream must reach its end. */
    private int read(DataFile file, boolean toItsEnd) throws MigrationFailedException {
        return source.attempt("read", () -> {
            try {
                return file.read(chunk, 0, chunk.length);
            } catch (ErrnoException e) {
                if (e.errno() == Errno.ENOMSG && !toItsEnd) {
                    return 0;
                }
                throw e;
            }
        });
    }

    private void write(int bytes) throws MigrationFailedException {
        DataFile file = into.orElseThrow(() -> target.failed("write", "no data file"));
        for (int done = 0; done < bytes; ) {
            int start = done;
            int taken = target.attempt("write", () -> file.write(chunk, start, bytes - start));
            if (taken < 1) {
                throw target.failed("write", "took " + taken + " of " + (bytes - start) + " bytes, without an error");
            }
            done += taken;
        }
    }
}
