package dev.vmig.conformance.kit;

/** Port: the registers and configuration that a guest can read. */
@FunctionalInterface
public interface GuestView {
    /**
     * All registers and configuration that the guest can read, as text; equal contents give equal text. The read has no
     * side effect.
     */
    String view(Side side);
}
