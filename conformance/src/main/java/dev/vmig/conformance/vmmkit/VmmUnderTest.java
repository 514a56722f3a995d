package dev.vmig.conformance.vmmkit;

/** A VMM under test: both of its ends, and what decides between them. */
public interface VmmUnderTest {
    /** The name in reports and on the command line. */
    String name();

    /**
     * Migrates a VM with one device once, and returns when the guest goes on, at the target or at the source. It is called
     * again with the same devices: with the ends exchanged after a migration that has completed.
     */
    void migrate(VmmBench bench);
}
