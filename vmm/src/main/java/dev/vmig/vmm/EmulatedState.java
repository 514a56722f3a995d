package dev.vmig.vmm;

/**
 * What the VMM emulates itself and restores at the destination. The configuration space of a device directs its interrupts
 * to the interrupt controller, so that it is loaded after that (U-14).
 */
public interface EmulatedState {
    /** Nothing is emulated. */
    EmulatedState NONE = new EmulatedState() {};

    /** Loads the state of the interrupt controller. */
    default void loadInterruptController() {}

    /** Loads the configuration space of a device, by its name. */
    default void loadConfiguration(String device) {}
}
