package dev.vmig.vmm;

/**
 * The emulated state that the VMM restores at the destination. The configuration space of a device directs its
 * interrupts to the interrupt controller, and is loaded after it (U-14).
 */
public interface EmulatedState {
    /** No emulated state. */
    EmulatedState NONE = new EmulatedState() {};

    /** Loads the state of the interrupt controller. */
    default void loadInterruptController() {}

    /** Loads the configuration space of a device, by its name. */
    default void loadConfiguration(String device) {}
}
