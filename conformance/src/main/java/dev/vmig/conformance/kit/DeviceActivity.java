package dev.vmig.conformance.kit;

/** Port: what the guest would notice of the state. */
@FunctionalInterface
public interface DeviceActivity {
    /** Whether the device serves its guest. */
    boolean runs(Side side);
}
