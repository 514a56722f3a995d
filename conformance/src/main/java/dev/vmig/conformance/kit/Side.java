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

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
