package dev.vmig.conformance.kit;

/** Port: what a guest can read of its device. */
@FunctionalInterface
public interface GuestView {
    /**
     * All registers and configuration that the guest can read, as text; the same text for the same contents. Reading changes
     * nothing.
     */
    String view(Side side);
}
