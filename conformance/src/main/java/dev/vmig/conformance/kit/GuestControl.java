package dev.vmig.conformance.kit;

/** Port: controls a guest that uses the device. */
@FunctionalInterface
public interface GuestControl {
    /**
     * Has the guest probe the device and set it up for work.
     *
     * @param number selects the device state; another number gives another state, if the device has several
     */
    void setUp(Side side, int number);
}
