package dev.vmig.conformance.vmmkit;

import dev.vmig.vmm.DevicePair;
import dev.vmig.vmm.LiveMigration;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.VirtualMachine;
import java.util.List;
import java.util.Optional;

/** The VMM of vmig, {@link LiveMigration}, as it is. */
public final class ReferenceVmm implements VmmUnderTest {
    @Override
    public String name() {
        return "reference";
    }

    @Override
    public void migrate(VmmBench bench) {
        DevicePair device = new DevicePair("device", bench.source(), bench.target());
        VirtualMachine machine = new VirtualMachine(List.of(device), Optional.empty(), bench.guest(), bench.wire());
        LiveMigration.run(machine, MigrationPlan.DEFAULT, bench.time());
    }
}
