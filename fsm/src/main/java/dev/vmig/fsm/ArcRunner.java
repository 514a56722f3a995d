package dev.vmig.fsm;

import java.util.Optional;

/**
 * Executes requests: looks up one arc after the other and calls the driver for each. It owns the migration state.
 *
 * <p>The error rules of the uAPI ({@code VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE}): when an arc fails, the device stays in
 * the state reached, nothing is rolled back, and the caller gets the errno of that arc. The caller learns the state
 * reached by a GET.
 */
public final class ArcRunner {
    private final TransitionTable table;
    private final ArcExecutor executor;
    private MigrationState state = MigrationState.RUNNING;

    /** A runner for a newly opened device, in RUNNING. */
    public ArcRunner(FeatureSet features, ArcExecutor executor) {
        this.table = TransitionTable.of(features);
        this.executor = executor;
    }

    /** The state that the device is in. */
    public MigrationState state() {
        return state;
    }

    /**
     * Brings the device into a state.
     *
     * @param requested {@code device_state} as the caller gave it, any unsigned 32-bit number
     * @return the data file if the last arc returned one; nothing is executed and nothing returned if the device is in
     *     that state already
     * @throws ErrnoException EINVAL if the uAPI refuses the request, otherwise the errno of the arc that failed
     */
    public Optional<DataFile> request(int requested) throws ErrnoException {
        MigrationState target = MigrationState.of(requested)
                .orElseThrow(() -> new ErrnoException(
                        Errno.EINVAL, "device_state: " + Integer.toUnsignedString(requested) + " (expected: 1 to 7)"));
        if (!table.allows(state, target)) {
            throw new ErrnoException(
                    Errno.EINVAL,
                    "no path from " + state + " to " + target + " with features "
                            + table.features().flags());
        }
        Optional<DataFile> file = Optional.empty();
        while (state != target) { // At most four times: theorem RequestTerminates of the spec.
            file = take(arcTo(table.next(state, target)));
        }
        return file;
    }

    /** Sets the state to RUNNING after a reset of the device. */
    public void reset() {
        state = MigrationState.RUNNING;
    }

    private Arc arcTo(MigrationState next) {
        return Arc.between(state, next)
                .orElseThrow(() -> new IllegalStateException(
                        "the table leads from " + state + " to " + next + ", and there is no such arc"));
    }

    private Optional<DataFile> take(Arc arc) throws ErrnoException {
        try {
            Optional<DataFile> file = executor.execute(arc);
            state = arc.to();
            return file;
        } catch (DeviceFailedException failed) {
            state = MigrationState.ERROR;
            throw failed;
        }
    }
}
