package dev.vmig.conformance.kit;

import java.util.Locale;

/** One of the two devices. */
public enum Side {
    SOURCE,
    TARGET;

    /** The other device. */
    public Side other() {
        return this == SOURCE ? TARGET : SOURCE;
    }

    /** Selects the value of this device. */
    public <T> T of(T source, T target) {
        return this == SOURCE ? source : target;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
