package dev.vmig.fsm;

import java.util.Optional;

/**
 * The migration uAPI of one device as the VMM sees it, and nothing else: what every driver under test implements.
 *
 * <p>The driver does not change its state by itself, except that a reset brings it to RUNNING from any state.
 */
public interface VfioDevice {
    /**
     * What the device can do ({@code VFIO_DEVICE_FEATURE_MIGRATION}).
     *
     * @throws ErrnoException ENOTTY if the device cannot be migrated; the reason is in the message
     */
    FeatureSet features() throws ErrnoException;

    /**
     * Brings the device into a state ({@code VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE}, SET).
     *
     * @param requested any unsigned 32-bit number; what is not a state is refused with EINVAL
     * @return the data file if the last arc of the path opened a session
     * @throws ErrnoException why it failed; the device is then in any state of the path, see {@link #state}
     */
    Optional<DataFile> setState(int requested) throws ErrnoException;

    /** {@link #setState(int)} by name. */
    default Optional<DataFile> setState(MigrationState requested) throws ErrnoException {
        return setState(requested.value());
    }

    /** The state that the device is in ({@code VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE}, GET). */
    MigrationState state() throws ErrnoException;

    /**
     * An estimate of the bytes that STOP_COPY would bring ({@code VFIO_DEVICE_FEATURE_MIG_DATA_SIZE}), in any state and
     * without changing it.
     */
    long stopCopyLength() throws ErrnoException;

    /** Resets the device ({@code VFIO_DEVICE_RESET}): any session ends, the state is RUNNING. */
    void reset();

    /** Closes the device: any session ends. */
    void close();
}
