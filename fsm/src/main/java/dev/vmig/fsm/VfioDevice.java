package dev.vmig.fsm;

import java.util.Optional;

/**
 * The migration uAPI of one device as the VMM sees it; every driver under test implements it.
 *
 * <p>The driver does not change its state by itself, except that a reset brings it to RUNNING from any state.
 */
public interface VfioDevice {
    /**
     * The migration features of the device ({@code VFIO_DEVICE_FEATURE_MIGRATION}).
     *
     * @throws ErrnoException ENOTTY if the device cannot be migrated; the reason is in the message
     */
    FeatureSet features() throws ErrnoException;

    /** Whether PRE_COPY is among the features. A device that cannot be migrated at all has none: no ENOTTY here. */
    default boolean hasPreCopy() throws ErrnoException {
        try {
            return features().hasPreCopy();
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOTTY) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Brings the device into a state ({@code VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE}, SET).
     *
     * @param requested any unsigned 32-bit number; a number that is not a state is refused with EINVAL
     * @return the data file if the last arc of the path opened a session
     * @throws ErrnoException if the request failed; the device is then in any state of the path, see {@link #state}
     */
    Optional<DataFile> setState(int requested) throws ErrnoException;

    /** {@link #setState(int)} by name. */
    default Optional<DataFile> setState(MigrationState requested) throws ErrnoException {
        return setState(requested.value());
    }

    /** The state that the device is in ({@code VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE}, GET). */
    MigrationState state() throws ErrnoException;

    /**
     * An estimate of the bytes of STOP_COPY ({@code VFIO_DEVICE_FEATURE_MIG_DATA_SIZE}), in any state and without
     * changing it.
     */
    long stopCopyLength() throws ErrnoException;

    /**
     * Opts in to the second version of the pre-copy info ({@code VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2}, since Linux
     * 7.1): from now on, until the device is closed, its driver may report {@link PrecopyInfo#reinit}. State changes
     * and resets do not take it back. A driver that never reports it need not override this.
     *
     * @throws ErrnoException EINVAL if the device has no PRE_COPY, even if it cannot be migrated at all
     */
    default void usePrecopyInfoV2() throws ErrnoException {
        if (!hasPreCopy()) {
            throw new ErrnoException(Errno.EINVAL, "pre-copy info, version 2: the device has no PRE_COPY");
        }
    }

    /** The log of what the device writes to memory, if it keeps one ({@code VFIO_DEVICE_FEATURE_DMA_LOGGING_*}). */
    default Optional<DmaLog> dmaLog() {
        return Optional.empty();
    }

    /** Resets the device ({@code VFIO_DEVICE_RESET}): any session ends, the state is RUNNING. */
    void reset();

    /** Closes the device: any session ends. */
    void close();
}
