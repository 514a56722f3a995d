package dev.vmig.conformance.kit;

import java.util.Locale;

/** Which of the two devices. */
public enum Side {
    SOURCE,
    TARGET;

    /** The device at the other end. */
    public Side other() {
        return this == SOURCE ? TARGET : SOURCE;
    }

    /** The value of this device. */
    public <T> T of(T source, T target) {
        return this == SOURCE ? source : target;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
