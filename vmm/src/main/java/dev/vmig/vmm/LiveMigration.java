package dev.vmig.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.MigrationResult.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves the devices of one VM from source to target, in the order in which QEMU does it (hw/vfio/migration.c, as walked
 * in the recordings of 11.1.3): size and PRE_COPY first, rounds while the source runs, then all devices to P2P
 * quiescence, all to STOP_COPY, the rest of the streams, and the target on to RUNNING.
 *
 * <p>If anything fails the target is given up and the source runs on. That a stream is complete is for the VMM to know:
 * the stream has no end marker of its own (S-3). Here the source's end of stream is what lets the target go on.
 */
public final class LiveMigration {
    private final List<Transfer> transfers;
    private final MigrationPlan plan;
    private final VirtualTime time;
    private final List<Moment> timeline = new ArrayList<>();
    private final long started;
    private long stopped = -1;
    private long streamBytes;

    private LiveMigration(List<DevicePair> pairs, MigrationPlan plan, VirtualTime time) {
        this.plan = plan;
        this.time = time;
        this.started = time.nanoTime();
        this.transfers = pairs.stream().map(Transfer::new).toList();
    }

    /** Migrates the devices and returns when they run again, at one end or the other. */
    public static MigrationResult run(List<DevicePair> pairs, MigrationPlan plan, VirtualTime time) {
        return new LiveMigration(pairs, plan, time).run();
    }

    private MigrationResult run() {
        try {
            for (Transfer transfer : transfers) {
                transfer.setUp();
            }
            for (int round = 0; round < plan.rounds(); round++) {
                time.pass(plan.roundInterval());
                for (Transfer transfer : transfers) {
                    transfer.copyWhatIsThere();
                }
            }
            for (Transfer transfer : transfers) {
                transfer.quiesce();
            }
            for (Transfer transfer : transfers) {
                transfer.stopAndCopy();
            }
            for (Transfer transfer : transfers) {
                transfer.finish();
            }
            for (Transfer transfer : transfers) {
                transfer.resumeQuiesced();
            }
            for (Transfer transfer : transfers) {
                transfer.target.go(MigrationState.RUNNING);
            }
            return result(Optional.empty());
        } catch (MigrationFailedException failed) {
            for (Transfer transfer : transfers) {
                transfer.giveUp();
            }
            return result(Optional.of(failed.reason()));
        }
    }

    private MigrationResult result(Optional<String> failure) {
        long now = time.nanoTime();
        return new MigrationResult(
                failure,
                timeline,
                streamBytes,
                Duration.ofNanos(now - started),
                Duration.ofNanos(stopped < 0 ? 0 : now - stopped));
    }

    private void note(String place, String device, String what) {
        timeline.add(new Moment(Duration.ofNanos(time.nanoTime() - started), place, device, what));
    }

    /** One end of one device. */
    private final class End {
        private final String place;
        private final String name;
        private final VfioDevice device;

        End(String place, String name, VfioDevice device) {
            this.place = place;
            this.name = name;
            this.device = device;
        }

        Optional<DataFile> go(MigrationState state) throws MigrationFailedException {
            try {
                Optional<DataFile> file = device.setState(state);
                note(place, name, state.name());
                return file;
            } catch (ErrnoException e) {
                throw new MigrationFailedException(place + " " + name + ": to " + state + ": " + e.getMessage());
            }
        }

        DataFile open(MigrationState state) throws MigrationFailedException {
            return go(state)
                    .orElseThrow(() ->
                            new MigrationFailedException(place + " " + name + ": to " + state + ": no data file"));
        }
    }

    /** One device on its way. */
    private final class Transfer {
        private final End source;
        private final End target;
        private final byte[] chunk = new byte[plan.chunkBytes()];
        private Optional<DataFile> from = Optional.empty();
        private Optional<DataFile> into = Optional.empty();

        Transfer(DevicePair pair) {
            this.source = new End("source", pair.name(), pair.source());
            this.target = new End("target", pair.name(), pair.target());
        }

        void setUp() throws MigrationFailedException {
            try {
                note("source", source.name, "STOP_COPY would bring " + estimate());
                boolean preCopy = plan.preCopy() && source.device.features().hasPreCopy();
                into = Optional.of(target.open(MigrationState.RESUMING));
                if (preCopy) {
                    from = Optional.of(source.open(MigrationState.PRE_COPY));
                    copyWhatIsThere();
                }
            } catch (ErrnoException e) {
                throw new MigrationFailedException("source " + source.name + ": " + e.getMessage());
            }
        }

        /** Only an estimate: a device that cannot tell is migrated all the same. */
        private String estimate() {
            try {
                return source.device.stopCopyLength() + " bytes";
            } catch (ErrnoException e) {
                return "nobody knows how much: " + e.getMessage();
            }
        }

        /** The target runs, but leaves the memory of its peers alone until all of them do. */
        void resumeQuiesced() throws MigrationFailedException {
            try {
                if (target.device.features().hasP2p()) {
                    target.go(MigrationState.RUNNING_P2P);
                }
            } catch (ErrnoException e) {
                throw new MigrationFailedException("target " + target.name + ": " + e.getMessage());
            }
        }

        /** A round: asks what there is, and moves it until the stream has nothing more for now. */
        void copyWhatIsThere() throws MigrationFailedException {
            if (from.isPresent()) {
                PrecopyInfo info = infoOf(from.get());
                long before = streamBytes;
                copy(from.get(), false);
                note(
                        "source",
                        source.name,
                        "pre-copy: initial " + info.initialBytes() + ", dirty " + info.dirtyBytes() + ", sent "
                                + (streamBytes - before) + " bytes");
            }
        }

        void quiesce() throws MigrationFailedException {
            try {
                if (source.device.features().hasP2p()) {
                    source.go(from.isPresent() ? MigrationState.PRE_COPY_P2P : MigrationState.RUNNING_P2P);
                    markStopped();
                }
            } catch (ErrnoException e) {
                throw new MigrationFailedException("source " + source.name + ": " + e.getMessage());
            }
        }

        void stopAndCopy() throws MigrationFailedException {
            // Without P2P the device stops in the midst of this, so that all of it counts as downtime.
            markStopped();
            Optional<DataFile> opened = source.go(MigrationState.STOP_COPY);
            if (from.isEmpty()) {
                from = opened;
            }
        }

        void finish() throws MigrationFailedException {
            long before = streamBytes;
            copy(
                    from.orElseThrow(() -> new MigrationFailedException("source " + source.name + ": no data file")),
                    true);
            note("source", source.name, "final: sent " + (streamBytes - before) + " bytes");
            source.go(MigrationState.STOP);
            from.get().close();
        }

        /** The source runs on: by request, and by reset if that fails. */
        void giveUp() {
            target.device.reset();
            note("target", target.name, "given up, reset");
            try {
                source.go(MigrationState.RUNNING);
            } catch (MigrationFailedException e) {
                source.device.reset();
                note("source", source.name, "RUNNING, by reset");
            }
            from.ifPresent(DataFile::close);
            into.ifPresent(DataFile::close);
        }

        private void markStopped() {
            if (stopped < 0) {
                stopped = time.nanoTime();
            }
        }

        private void copy(DataFile file, boolean toItsEnd) throws MigrationFailedException {
            for (int bytes = read(file, toItsEnd); bytes > 0; bytes = read(file, toItsEnd)) {
                time.pass(plan.link().transfer(bytes));
                streamBytes += bytes;
                write(bytes);
            }
        }

        /** Reads up to a chunk; 0 at the end of the stream, or where it has nothing for now if that is not yet needed. */
        private int read(DataFile file, boolean toItsEnd) throws MigrationFailedException {
            try {
                return file.read(chunk, 0, chunk.length);
            } catch (ErrnoException e) {
                if (e.errno() == Errno.ENOMSG && !toItsEnd) {
                    return 0;
                }
                throw new MigrationFailedException("source " + source.name + ": read: " + e.getMessage());
            }
        }

        private void write(int bytes) throws MigrationFailedException {
            try {
                DataFile file = into.orElseThrow(
                        () -> new MigrationFailedException("target " + target.name + ": no data file"));
                for (int done = 0; done < bytes; ) {
                    int taken = file.write(chunk, done, bytes - done);
                    if (taken < 1) {
                        throw new MigrationFailedException("target " + target.name + ": write: took " + taken + " of "
                                + (bytes - done) + " bytes, without an error");
                    }
                    done += taken;
                }
            } catch (ErrnoException e) {
                throw new MigrationFailedException("target " + target.name + ": write: " + e.getMessage());
            }
        }

        private PrecopyInfo infoOf(DataFile file) throws MigrationFailedException {
            try {
                return file.precopyInfo();
            } catch (ErrnoException e) {
                throw new MigrationFailedException("source " + source.name + ": pre-copy info: " + e.getMessage());
            }
        }
    }
}
