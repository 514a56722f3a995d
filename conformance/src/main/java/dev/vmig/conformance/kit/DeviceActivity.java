package dev.vmig.conformance.kit;

/** Port: shows whether the device runs. */
@FunctionalInterface
public interface DeviceActivity {
    /** Whether the device serves its guest. */
    boolean runs(Side side);
}
