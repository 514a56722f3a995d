package dev.vmig.conformance.vmmkit;

import dev.vmig.vmm.VirtualMachine;
import dev.vmig.vmm.VirtualTime;

/** A VMM under test: both of its ends, and what decides between them. */
public interface VmmUnderTest {
    /** The name in reports and on the command line. */
    String name();

    /**
     * Migrates a VM once, and returns when its guest goes on, at the target or at the source. It is called again with the
     * same devices: with the ends exchanged after a migration that has completed.
     *
     * @param machine until its guest is paused it may reset a device at any moment but those between a GET of the state and
     *     the request that follows, since a guest's reset too goes through its VMM
     * @param time in which the VMM waits
     */
    void migrate(VirtualMachine machine, VirtualTime time);
}
