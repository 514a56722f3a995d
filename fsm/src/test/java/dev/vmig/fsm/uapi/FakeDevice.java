package dev.vmig.fsm.uapi;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.ArcRunner;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A driver without a device: it writes down its arcs and can be told which of them fail. */
final class FakeDevice implements VfioDevice {
    private final @Nullable FeatureSet features;
    private final ArcRunner runner;

    final List<Arc> executed = new ArrayList<>();
    final Set<Arc> failing = EnumSet.noneOf(Arc.class);
    PrecopyInfo info = new PrecopyInfo(0, 0);
    long stopCopyLength;
    int opened;
    boolean closed;
    boolean precopyInfoV2;

    @Nullable
    FakeFile session;

    /** {@code features} is null for a device that cannot be migrated. */
    FakeDevice(@Nullable FeatureSet features) {
        this.features = features;
        this.runner = new ArcRunner(features == null ? FeatureSet.STOP_COPY : features, this::execute);
    }

    @Override
    public FeatureSet features() throws ErrnoException {
        if (features == null) {
            throw new ErrnoException(Errno.ENOTTY, "no migration");
        }
        return features;
    }

    @Override
    public void usePrecopyInfoV2() {
        precopyInfoV2 = true;
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return runner.request(requested);
    }

    @Override
    public MigrationState state() {
        return runner.state();
    }

    @Override
    public long stopCopyLength() {
        return stopCopyLength;
    }

    @Override
    public void reset() {
        runner.reset();
        endSession();
    }

    @Override
    public void close() {
        closed = true;
        reset();
    }

    FakeFile currentSession() {
        if (session == null) {
            throw new AssertionError("no session");
        }
        return session;
    }

    private Optional<DataFile> execute(Arc arc) throws ErrnoException {
        if (failing.contains(arc)) {
            throw new ErrnoException(Errno.EBUSY, "told to fail");
        }
        executed.add(arc);
        return switch (arc.action()) {
            case START_SAVING, START_PRE_COPY, START_RESUMING -> {
                opened++;
                session = new FakeFile(this);
                yield Optional.of(session);
            }
            case END_SAVING, END_RESUMING -> {
                endSession();
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private void endSession() {
        if (session != null) {
            session.ended = true;
            session = null;
        }
    }
}
