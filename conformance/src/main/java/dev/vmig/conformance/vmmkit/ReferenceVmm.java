package dev.vmig.conformance.vmmkit;

import dev.vmig.vmm.LiveMigration;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.VirtualMachine;
import dev.vmig.vmm.VirtualTime;

/** The VMM of vmig, {@link LiveMigration}. */
public final class ReferenceVmm implements VmmUnderTest {
    @Override
    public String name() {
        return "reference";
    }

    @Override
    public void migrate(VirtualMachine machine, VirtualTime time) {
        LiveMigration.run(machine, MigrationPlan.DEFAULT, time);
    }
}
