package dev.vmig.conformance.kit;

/** Port: counts the commands that a driver sends to its device. */
@FunctionalInterface
public interface CommandLog {
    /** The number of commands that the driver has sent so far. */
    long sent(Side side);
}
