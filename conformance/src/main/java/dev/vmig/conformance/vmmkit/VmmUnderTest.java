package dev.vmig.conformance.vmmkit;

import dev.vmig.vmm.VirtualMachine;
import dev.vmig.vmm.VirtualTime;

/** A VMM under test: both of its ends, and the decision between them. */
public interface VmmUnderTest {
    /** The name in reports and on the command line. */
    String name();

    /**
     * Migrates a VM once, and returns when its guest continues, at the target or at the source. Later calls use the
     * same devices, with the ends exchanged after a completed migration.
     *
     * @param machine the VM; until its guest is paused, the guest may reset a device at any moment except between a GET
     *     of the state and the request after it, since a guest's reset goes through the VMM
     * @param time the clock for all waits of the VMM
     */
    void migrate(VirtualMachine machine, VirtualTime time);
}
