package dev.vmig.fsm;

import java.util.List;

/**
 * The log that a device keeps of what it writes to memory ({@code VFIO_DEVICE_FEATURE_DMA_LOGGING_*}). It does not depend on
 * the migration state.
 *
 * <p>A device that starts, stops or reports wrongly loses writes; {@code docs/dirty-tracking.md} has the statements.
 */
public interface DmaLog {
    /**
     * Starts the log.
     *
     * @param ranges to be logged, at least; the driver may log more
     * @param pageSize a hint: the driver chooses another one if it cannot do this one
     * @return the page size that it chose
     * @throws ErrnoException if the log is not started; nothing is held then. EINVAL if it is started already
     */
    long start(List<IovaRange> ranges, long pageSize) throws ErrnoException;

    /** Stops the log. */
    void stop() throws ErrnoException;

    /**
     * Sets the bits of at least all pages written since the last report of their addresses, and clears the log for the
     * range of the bitmap, and for nothing else.
     *
     * @throws ErrnoException if the log is not started, or incomplete: all memory may have been written
     */
    void report(IovaBitmap written) throws ErrnoException;
}
