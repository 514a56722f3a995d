package dev.vmig.conformance.kit;

/** Port: what a driver sends to its device. */
@FunctionalInterface
public interface CommandLog {
    /** How many commands a driver has sent so far. */
    long sent(Side side);
}
