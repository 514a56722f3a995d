package dev.vmig.conformance.kit;

import dev.vmig.fsm.Errno;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call.
 *
 * @param value result of a call that succeeded, else null
 * @param errno error of a call that failed, else null
 */
record Answer<T>(@Nullable T value, @Nullable Errno errno) {
    boolean ok() {
        return errno == null;
    }

    boolean is(Errno expected) {
        return errno == expected;
    }

    /** The value of a call that succeeded. */
    T get() {
        if (value == null) {
            throw new IllegalStateException("failed with " + errno);
        }
        return value;
    }

    @Override
    public String toString() {
        if (errno != null) {
            return errno.name();
        }
        return value instanceof Optional<?> file
                ? "success, " + (file.isPresent() ? "a file" : "no file")
                : "success, " + value;
    }
}
