package dev.vmig.vmm;

import dev.vmig.admin.PciFunction;
import dev.vmig.admin.legacy.LegacyFunction;
import dev.vmig.device.VirtualFunction;
import java.time.Duration;

/** The PCI function of a simulated VF, for the driver and for the legacy device. */
final class SimulatedFunction implements PciFunction, LegacyFunction {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final VirtualFunction vf;
    private final VirtualTime time;
    private Runnable afterReset = () -> {};

    SimulatedFunction(VirtualFunction vf, VirtualTime time) {
        this.vf = vf;
        this.time = time;
    }

    /** Sets what runs after each reset. */
    void afterReset(Runnable task) {
        afterReset = task;
    }

    @Override
    public void functionLevelReset() {
        boolean[] done = {false};
        vf.functionLevelReset(() -> done[0] = true);
        time.runUntil(() -> done[0], PATIENCE);
        afterReset.run();
    }

    @Override
    public int readConfig(int at) {
        return vf.pciConfig().read(at);
    }

    @Override
    public void writeConfig(int at, int value) {
        vf.pciConfig().write(at, value);
    }

    @Override
    public boolean isMsixEnabled() {
        return vf.pciConfig().isMsixEnabled();
    }

    @Override
    public long size(int bar) {
        return vf.pciConfig().barSize(bar);
    }

    @Override
    public void writeBar(int bar, long offset, int value) {
        vf.writeBar(bar, offset, value);
    }

    @Override
    public int readBar(int bar, long offset) {
        // A doorbell reads as zero.
        return 0;
    }
}
