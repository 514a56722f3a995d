package dev.vmig.conformance.kit;

/** Port: a guest. */
@FunctionalInterface
public interface GuestControl {
    /** The guest finds the device, and sets it up so that it works. */
    void setUp(Side side);
}
