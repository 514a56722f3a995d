package dev.vmig.fsm;

/**
 * What {@code VFIO_MIG_GET_PRECOPY_INFO} reports, in bytes of the stream. Neither number limits what STOP_COPY will
 * still bring.
 *
 * @param initialBytes unread bytes of the first version of the state; PRE_COPY should not be left before it is 0. It
 *     only decreases, unless {@code reinit} is reported
 * @param dirtyBytes unread bytes of what has changed since
 * @param reinit {@code VFIO_PRECOPY_INFO_REINIT}: there is a first version anew. {@code initialBytes} may have jumped up
 *     again, {@code dirtyBytes} counts from 0 again, and what holds for the first version holds for this one too. A
 *     driver may only report it after {@link VfioDevice#usePrecopyInfoV2}
 */
public record PrecopyInfo(long initialBytes, long dirtyBytes, boolean reinit) {
    /** Without {@code reinit}, which is all that the first version of the structure can say. */
    public PrecopyInfo(long initialBytes, long dirtyBytes) {
        this(initialBytes, dirtyBytes, false);
    }
}
