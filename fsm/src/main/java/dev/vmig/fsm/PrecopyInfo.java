package dev.vmig.fsm;

/**
 * The result of {@code VFIO_MIG_GET_PRECOPY_INFO}, in bytes of the stream. Neither number limits the bytes of
 * STOP_COPY.
 *
 * @param initialBytes unread bytes of the first version of the state; PRE_COPY should not be left before it is 0. It
 *     only decreases, unless {@code reinit} is reported
 * @param dirtyBytes unread bytes of what has changed since
 * @param reinit {@code VFIO_PRECOPY_INFO_REINIT}: a new first version has begun. {@code initialBytes} may have jumped
 *     up again, {@code dirtyBytes} counts from 0 again, and the rules of the first version apply again. A driver may
 *     only report it after {@link VfioDevice#usePrecopyInfoV2}
 */
public record PrecopyInfo(long initialBytes, long dirtyBytes, boolean reinit) {
    /** The first version of the structure, without {@code reinit}. */
    public PrecopyInfo(long initialBytes, long dirtyBytes) {
        this(initialBytes, dirtyBytes, false);
    }
}
