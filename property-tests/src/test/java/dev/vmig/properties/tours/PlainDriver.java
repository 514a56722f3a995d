package dev.vmig.properties.tours;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.ArcRunner;
import dev.vmig.fsm.CallGate;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.DeviceFailedException;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.properties.tours.TourEdge.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A driver with any features and no device behind it. Each of its arcs can fail, also into ERROR, and a reset can overtake
 * each of its requests: it shows what the contract allows and the reference never does.
 */
final class PlainDriver implements VfioDevice {
    private final FeatureSet features;
    private final ArcRunner runner;
    private @Nullable PlainFile session;
    private @Nullable TourEdge trouble;
    private final CallGate gate = new CallGate(this::handleReset);
    private Runnable meanwhile = () -> {};

    PlainDriver(FeatureSet features) {
        this.features = features;
        this.runner = new ArcRunner(features, this::execute);
    }

    /** The next request fails as the edge has it. */
    void failNext(TourEdge edge) {
        trouble = edge;
    }

    /** What happens while the next request is carried out. */
    void duringNext(Runnable happens) {
        meanwhile = happens;
    }

    @Override
    public FeatureSet features() {
        return features;
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return gate.during(() -> {
            try {
                meanwhile.run();
                Optional<DataFile> file = runner.request(requested);
                gate.pass();
                return file;
            } finally {
                trouble = null;
                meanwhile = () -> {};
            }
        });
    }

    @Override
    public MigrationState state() {
        return runner.state();
    }

    @Override
    public long stopCopyLength() {
        return PlainFile.LENGTH;
    }

    @Override
    public void reset() {
        gate.reset();
    }

    private void handleReset() {
        endSession();
        runner.reset();
    }

    @Override
    public void close() {
        endSession();
    }

    private Optional<DataFile> execute(Arc arc) throws ErrnoException {
        gate.pass();
        failIfPlanned(arc);
        switch (arc.action()) {
            case START_SAVING, START_PRE_COPY -> session = new PlainFile(runner::state, false);
            case START_RESUMING -> session = new PlainFile(runner::state, true);
            case END_SAVING -> endSession();
            case END_RESUMING -> {
                if (session == null || !session.isLoaded()) {
                    throw new ErrnoException(Errno.EINVAL, "what was written is not a whole state");
                }
                endSession();
            }
            default -> {}
        }
        return arc.returnsFile() ? Optional.ofNullable(session) : Optional.empty();
    }

    private void failIfPlanned(Arc arc) throws ErrnoException {
        TourEdge planned = trouble;
        if (planned == null || planned.outcome() != Outcome.FAILED) {
            return;
        }
        Place to = planned.to();
        if (to.state().equals("ERROR")) {
            endSession();
            throw new DeviceFailedException(Errno.ENXIO, arc + ": the device is gone");
        } else if (to.state().equals(arc.from().name())) {
            if (to.load() == Place.Load.FAILED && session != null) {
                session.end();
            }
            throw new ErrnoException(Errno.ENXIO, arc + ": the device does not answer");
        }
    }

    private void endSession() {
        if (session != null) {
            session.end();
            session = null;
        }
    }
}
