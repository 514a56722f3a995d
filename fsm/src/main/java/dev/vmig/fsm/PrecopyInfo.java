package dev.vmig.fsm;

/**
 * What {@code VFIO_MIG_GET_PRECOPY_INFO} reports, in bytes of the stream. Neither number limits what STOP_COPY will
 * still bring.
 *
 * @param initialBytes unread bytes of the first version of the state; PRE_COPY should not be left before it is 0
 * @param dirtyBytes unread bytes of what has changed since
 */
public record PrecopyInfo(long initialBytes, long dirtyBytes) {}
