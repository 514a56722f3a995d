package dev.vmig.conformance.kit;

/** Port: a guest. */
@FunctionalInterface
public interface GuestControl {
    /**
     * The guest finds the device, and sets it up so that it works.
     *
     * @param number a different number gives a different state, if the device has more than one
     */
    void setUp(Side side, int number);
}
