package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.vmm.Vcpus;

/** The virtual CPUs of the VM; records the VMM's calls on them. */
final class HarnessGuest implements Vcpus {
    private final boolean runsAtBegin;
    private final MigrationHarness harness;
    private boolean runs;

    HarnessGuest(boolean runsAtBegin, MigrationHarness harness) {
        this.runsAtBegin = runsAtBegin;
        this.runs = runsAtBegin;
        this.harness = harness;
    }

    /** Begins the next migration. */
    void begin() {
        runs = runsAtBegin;
    }

    /** Whether the guest runs at the source. */
    boolean runs() {
        return runs;
    }

    @Override
    public boolean isRunning() {
        return runsAtBegin;
    }

    @Override
    public void pause() {
        runs = false;
        harness.happens(Side.SOURCE, Kind.PAUSE);
    }

    @Override
    public void goOnAtSource() {
        runs = true;
        harness.happens(Side.SOURCE, Kind.GO_ON);
    }

    @Override
    public void goOnAtTarget() {
        harness.arrives(Kind.GO_ON);
    }

    @Override
    public void stayPausedAtTarget() {
        harness.arrives(Kind.STAYS_PAUSED);
    }
}
