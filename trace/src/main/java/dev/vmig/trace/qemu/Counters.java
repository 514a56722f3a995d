package dev.vmig.trace.qemu;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The sizes of one session, as the device told them and as QEMU reckons on from there.
 *
 * <p>{@code initial_bytes} only shrinks unless the device says that it begins anew ({@code VFIO_PRECOPY_INFO_REINIT}),
 * and what QEMU reckons from the last answer is never more than that answer. Both are checked as bounds: reads may
 * have gone untraced.
 */
final class Counters {
    private OptionalLong lastTold = OptionalLong.empty();
    private OptionalLong initial = OptionalLong.empty();
    private OptionalLong dirty = OptionalLong.empty();
    private OptionalLong stopCopy = OptionalLong.empty();
    private OptionalLong buffer = OptionalLong.empty();

    /** Whether the device has told anything in this session. */
    boolean isTold() {
        return initial.isPresent();
    }

    /** A new session; QEMU's buffer and its last answer to MIG_DATA_SIZE stay. */
    void begin() {
        initial = OptionalLong.empty();
        dirty = OptionalLong.empty();
        lastTold = OptionalLong.empty();
    }

    /** QEMU's buffer, that no read exceeds. */
    void buffer(long bytes) {
        buffer = OptionalLong.of(bytes);
    }

    /** The device has answered VFIO_MIG_GET_PRECOPY_INFO. */
    Optional<String> told(long initialBytes, long dirtyBytes, boolean reinit) {
        Optional<String> grown = reinit ? Optional.empty() : above("init", initialBytes, lastTold);
        if (grown.isEmpty()) {
            lastTold = OptionalLong.of(initialBytes);
            initial = OptionalLong.of(initialBytes);
            dirty = OptionalLong.of(dirtyBytes);
        }
        return grown;
    }

    /** It has answered MIG_DATA_SIZE, or not. */
    void dataSize(OptionalLong bytes) {
        stopCopy = bytes;
    }

    /** A read has brought bytes. QEMU takes them off the initial ones first. */
    Optional<String> read(long bytes) {
        if (bytes < 1) {
            return Optional.of("data_size of at least 1");
        }
        Optional<String> tooMuch = above("data_size", bytes, buffer);
        if (tooMuch.isPresent()) {
            return tooMuch;
        }
        long left = bytes;
        if (initial.isPresent()) {
            left = Math.max(0, bytes - initial.getAsLong());
            initial = less(initial, bytes);
        }
        dirty = less(dirty, left);
        stopCopy = less(stopCopy, bytes);
        return Optional.empty();
    }

    /** What QEMU reckons to be left. */
    Optional<String> reckoned(long initialBytes, long dirtyBytes) {
        Optional<String> excess = above("precopy initial size", initialBytes, initial)
                .or(() -> above("precopy dirty size", dirtyBytes, dirty));
        if (excess.isEmpty()) {
            initial = OptionalLong.of(initialBytes);
            dirty = OptionalLong.of(dirtyBytes);
        }
        return excess;
    }

    /** The same of MIG_DATA_SIZE. */
    Optional<String> reckonedStopCopy(long bytes) {
        return above("stopcopy size", bytes, stopCopy);
    }

    /** What the device has just told, by way of QEMU's reckoning (8 to 10 print no query). */
    Optional<String> exact(long initialBytes, long dirtyBytes) {
        if (lastTold.isPresent()) {
            return reckoned(initialBytes, dirtyBytes);
        }
        initial = OptionalLong.of(initialBytes);
        dirty = OptionalLong.of(dirtyBytes);
        return Optional.empty();
    }

    private static Optional<String> above(String name, long value, OptionalLong most) {
        return most.isPresent() && Long.compareUnsigned(value, most.getAsLong()) > 0
                ? Optional.of(name + " of at most " + Long.toUnsignedString(most.getAsLong()))
                : Optional.empty();
    }

    private static OptionalLong less(OptionalLong size, long bytes) {
        return size.isPresent() ? OptionalLong.of(Math.max(0, size.getAsLong() - bytes)) : size;
    }
}
