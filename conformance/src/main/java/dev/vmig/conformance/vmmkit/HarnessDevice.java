package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.Arc;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.fsm.VfioDevice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records the VMM's calls on one device, and applies the incidents of the script to it. */
final class HarnessDevice extends ForwardingDevice {
    private final MigrationHarness harness;
    private final String name;
    private final int index;
    private final CarriedStream stream;
    private Side side;
    private boolean broken;
    private @Nullable HarnessFile session;

    HarnessDevice(
            VfioDevice device, Side side, int index, String name, CarriedStream stream, MigrationHarness harness) {
        super(device);
        this.side = side;
        this.index = index;
        this.name = name;
        this.stream = stream;
        this.harness = harness;
    }

    int index() {
        return index;
    }

    Side side() {
        return side;
    }

    void exchange() {
        side = side.other();
    }

    EventRecorder.Draft event(Kind kind) {
        return harness.event(side, name, kind);
    }

    /** Begins a call; an incident may make it fail at once. */
    void beforeCall(Kind kind) throws ErrnoException {
        harness.beforeCall(side);
        Optional<Errno> failure = harness.schedule().failure(side, kind);
        if (failure.isPresent()) {
            throw new ErrnoException(failure.get(), kind + " fails");
        }
        harness.requireHost(side);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        harness.beforeCall(side);
        MigrationState before = now();
        MigrationState state = MigrationState.of(requested).orElse(MigrationState.ERROR);
        try {
            Optional<HarnessFile> opened =
                    answer(before, state, requested).map(file -> new HarnessFile(this, file, harness.nextFile()));
            endSessionUnless(now());
            opened.ifPresent(this::begin);
            event(Kind.SET)
                    .requested(state)
                    .file(opened.map(HarnessFile::number).orElse(0))
                    .done(before, now());
            return opened.map(file -> file);
        } catch (ErrnoException e) {
            endSessionUnless(now());
            event(Kind.SET).requested(state).failed(e.errno()).done(before, now());
            throw e;
        }
    }

    private void begin(HarnessFile file) {
        session = file;
        if (side == Side.TARGET) {
            stream.clear();
        }
    }

    private Optional<DataFile> answer(MigrationState before, MigrationState state, int requested)
            throws ErrnoException {
        harness.requireHost(side);
        if (broken || (lacksP2p() && isP2p(state))) {
            throw new ErrnoException(Errno.EINVAL, "SET " + requested + " in " + now());
        }
        List<Arc> path = TransitionTable.of(features()).path(before, state).orElse(List.of());
        Optional<Incident> incident = harness.schedule().nextRequest(side);
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
        MigrationState now = now();
        try {
            beforeCall(Kind.GET);
            event(Kind.GET).done(now, now);
            return now;
        } catch (ErrnoException e) {
            event(Kind.GET).failed(e.errno()).done(now, now);
            throw e;
        }
    }

    @Override
    public FeatureSet features() throws ErrnoException {
        harness.requireHost(side);
        FeatureSet features = device.features();
        return lacksP2p() ? FeatureSet.of(features.flags() & ~FeatureSet.FLAG_P2P) : features;
    }

    boolean lacksP2p() {
        return harness.lacksP2p(index);
    }

    private static boolean isP2p(MigrationState state) {
        return state == MigrationState.RUNNING_P2P || state == MigrationState.PRE_COPY_P2P;
    }

    @Override
    public long stopCopyLength() throws ErrnoException {
        MigrationState now = now();
        try {
            beforeCall(Kind.LENGTH);
            long length = device.stopCopyLength();
            event(Kind.LENGTH).done(now, now);
            return length;
        } catch (ErrnoException e) {
            event(Kind.LENGTH).failed(e.errno()).done(now, now);
            throw e;
        }
    }

    @Override
    public void reset() {
        harness.beforeCall(side);
        MigrationState before = now();
        if (!harness.isGone(side)) {
            end();
        }
        event(Kind.RESET).done(before, now());
    }

    /** A reset by the guest or the host. */
    void isReset(Kind by) {
        MigrationState before = now();
        end();
        event(by).done(before, now());
    }

    /** Brings the device of a paused VM to STOP. */
    void pauseBeforehand() {
        try {
            device.setState(MigrationState.STOP);
        } catch (ErrnoException e) {
            throw new IllegalStateException("STOP before the migration", e);
        }
    }

    /** Whether the device may start DMA. */
    boolean mayWrite() {
        return switch (now()) {
            case RUNNING, RUNNING_P2P, PRE_COPY, PRE_COPY_P2P -> true;
            default -> false;
        };
    }

    private void end() {
        device.reset();
        broken = false;
        session = null;
    }

    boolean isLive(HarnessFile file) {
        return session == file;
    }

    CarriedStream stream() {
        return stream;
    }

    MigrationHarness harness() {
        return harness;
    }

    /** The actual state, independent of the VMM's knowledge. */
    MigrationState now() {
        try {
            return broken ? MigrationState.ERROR : device.state();
        } catch (ErrnoException e) {
            throw new IllegalStateException("state of the " + side, e);
        }
    }
}
