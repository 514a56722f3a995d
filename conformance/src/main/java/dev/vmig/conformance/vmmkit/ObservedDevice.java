package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.Arc;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.fsm.VfioDevice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device that notes what is asked of it, and at which happens what the script says. */
final class ObservedDevice implements VfioDevice {
    private final VfioDevice device;
    private final Stage stage;
    private Side side;
    private boolean broken;
    private @Nullable ObservedFile session;

    ObservedDevice(VfioDevice device, Side side, Stage stage) {
        this.device = device;
        this.side = side;
        this.stage = stage;
    }

    Side side() {
        return side;
    }

    void exchange() {
        side = side.other();
    }

    @Override
    public FeatureSet features() throws ErrnoException {
        requireHost();
        return device.features();
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        stage.beforeCall(this);
        MigrationState before = now();
        MigrationState state = MigrationState.of(requested).orElse(MigrationState.ERROR);
        try {
            Optional<ObservedFile> opened =
                    answer(before, state, requested).map(file -> new ObservedFile(this, file, stage.nextFile()));
            endSessionUnless(now());
            opened.ifPresent(this::begin);
            stage.note(side, Deed.SET)
                    .requested(state)
                    .file(opened.map(ObservedFile::number).orElse(0))
                    .done(before, now());
            return opened.map(file -> file);
        } catch (ErrnoException e) {
            endSessionUnless(now());
            stage.note(side, Deed.SET).requested(state).failed(e.errno()).done(before, now());
            throw e;
        }
    }

    private void begin(ObservedFile file) {
        session = file;
        if (side == Side.TARGET) {
            stage.forgetStream();
        }
    }

    private Optional<DataFile> answer(MigrationState before, MigrationState state, int requested)
            throws ErrnoException {
        requireHost();
        if (broken) {
            throw new ErrnoException(Errno.EINVAL, "SET " + requested + " in ERROR");
        }
        List<Arc> path =
                TransitionTable.of(device.features()).path(before, state).orElse(List.of());
        Optional<Incident> incident = stage.nextRequest(side);
        if (incident.isEmpty() || path.isEmpty()) {
            return device.setState(requested);
        }
        if (incident.get() instanceof Incident.RequestFails fails) {
            for (Arc arc : path.subList(0, Math.min(fails.arcs(), path.size() - 1))) {
                device.setState(arc.to());
            }
        } else {
            broken = true;
            device.reset();
        }
        throw new ErrnoException(Errno.EIO, "the device does not answer");
    }

    /** A session lives as long as the device is in the states of its direction. */
    private void endSessionUnless(MigrationState state) {
        boolean lives = switch (state) {
            case PRE_COPY, PRE_COPY_P2P, STOP_COPY, RESUMING -> true;
            default -> false;
        };
        if (!lives) {
            session = null;
        }
    }

    @Override
    public MigrationState state() throws ErrnoException {
        stage.beforeCall(this);
        MigrationState now = now();
        try {
            requireHost();
            stage.note(side, Deed.GET).done(now, now);
            return now;
        } catch (ErrnoException e) {
            stage.note(side, Deed.GET).failed(e.errno()).done(now, now);
            throw e;
        }
    }

    @Override
    public long stopCopyLength() throws ErrnoException {
        requireHost();
        return device.stopCopyLength();
    }

    @Override
    public void reset() {
        stage.beforeCall(this);
        MigrationState before = now();
        if (!stage.isGone(side)) {
            end();
        }
        stage.note(side, Deed.RESET).done(before, now());
    }

    /** The guest resets it. */
    void guestResets() {
        MigrationState before = now();
        end();
        stage.note(side, Deed.GUEST_RESETS).done(before, now());
    }

    private void end() {
        device.reset();
        broken = false;
        session = null;
    }

    @Override
    public void close() {
        device.close();
    }

    boolean isLive(ObservedFile file) {
        return session == file;
    }

    void requireHost() throws ErrnoException {
        if (stage.isGone(side)) {
            throw new ErrnoException(Errno.EIO, "the host is gone");
        }
    }

    Stage stage() {
        return stage;
    }

    /** The state in truth. */
    MigrationState now() {
        try {
            return broken ? MigrationState.ERROR : device.state();
        } catch (ErrnoException e) {
            throw new IllegalStateException("state of the " + side, e);
        }
    }
}
