package dev.vmig.samples.shapes;

import dev.vmig.conformance.kit.ResourceLedger.Holdings;
import dev.vmig.fsm.Arc;
import dev.vmig.fsm.ArcRunner;
import dev.vmig.fsm.CallGate;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.function.FailableSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Base class of the drivers of this package: at most one session at a time, and resets during a call. Such a reset
 * waits for the end of the call, which then answers EIO, and undoes its effects.
 */
abstract class BasicDriver implements VfioDevice {
    final SmallDevice device;
    private final FeatureSet features;
    private final Set<DepartureSwitch> departures;
    private final ArcRunner runner;
    private @Nullable DataSession session;
    private final CallGate gate = new CallGate(this::handleReset);
    private boolean closed;

    BasicDriver(FeatureSet features, SmallDevice device, Set<DepartureSwitch> departures) {
        this.features = features;
        this.device = device;
        this.departures = Set.copyOf(departures);
        this.runner = new ArcRunner(features, this::execute);
    }

    /** Executes one arc; the drivers differ here. */
    abstract Optional<DataFile> execute(Arc arc) throws ErrnoException;

    @Override
    public final FeatureSet features() throws ErrnoException {
        requireOpen();
        return features;
    }

    @Override
    public final Optional<DataFile> setState(int requested) throws ErrnoException {
        return during(() -> request(requested));
    }

    Optional<DataFile> request(int requested) throws ErrnoException {
        return runner.request(requested);
    }

    @Override
    public final MigrationState state() throws ErrnoException {
        requireOpen();
        return runner.state();
    }

    @Override
    public final void reset() {
        gate.reset();
    }

    @Override
    public final void close() {
        reset();
        closed = true;
    }

    /** The resources of the session. */
    final Holdings holdings() {
        return session == null ? Holdings.NOTHING : new Holdings(0, 1, session.heldBytes());
    }

    final <T> T during(FailableSupplier<T, ErrnoException> call) throws ErrnoException {
        requireOpen();
        return gate.during(() -> {
            T answer = call.get();
            gate.pass();
            return answer;
        });
    }

    final Optional<DataFile> open(DataSession opened) {
        session = opened;
        return Optional.of(opened);
    }

    /** The open session. */
    final DataSession session() throws ErrnoException {
        if (session == null) {
            throw new ErrnoException(Errno.ENODEV, "there is no session in " + runner.state());
        }
        return session;
    }

    final Optional<DataFile> endSession() {
        if (session != null) {
            session.end();
            session = null;
        }
        return Optional.empty();
    }

    final void requirePreCopy() throws ErrnoException {
        if (!features.hasPreCopy()) {
            throw new ErrnoException(Errno.ENOTTY, "the device has no PRE_COPY");
        }
        MigrationState state = runner.state();
        if (state != MigrationState.PRE_COPY && state != MigrationState.PRE_COPY_P2P) {
            throw new ErrnoException(Errno.EINVAL, "state " + state + " (expected: PRE_COPY or PRE_COPY_P2P)");
        }
    }

    final boolean has(DepartureSwitch departure) {
        return departures.contains(departure);
    }

    private void handleReset() {
        if (!closed) {
            device.reset();
            endSession();
            runner.reset();
        }
    }

    private void requireOpen() throws ErrnoException {
        if (closed) {
            throw new ErrnoException(Errno.ENODEV, "the device is closed");
        }
    }
}
