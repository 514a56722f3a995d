package dev.vmig.vmm;

import java.util.List;
import java.util.Optional;

/**
 * Moves a VM from source to target, in the order in which QEMU does it (hw/vfio/migration.c, as walked in the recordings
 * of 11.1.3): memory and the first version of the devices, rounds while the source runs, then the guest is paused, all
 * devices go to P2P quiescence, all to STOP_COPY, the memory is synchronised for the last time, the rest of the streams
 * follows, the interrupt controller and the configuration of the devices are loaded, and the target goes on to RUNNING. A VM
 * that the user has paused is moved without pre-copy, and stays paused.
 *
 * <p>The dirty bitmap is complete only once no device may start DMA any more. Only this order ensures that, as the driver
 * does not track DMA (Linux leaves tracking to the IOMMU, uapi/linux/iommufd.h). {@link VmmMistake} shows what another order
 * loses.
 *
 * <p>If a step fails, the target is reset and the source continues. The stream has no end marker (S-3): the VMM lets the
 * target run only after the source has reported the end of the stream.
 */
public final class LiveMigration {
    private final Vcpus vcpus;
    private final MigrationPlan plan;
    private final VirtualTime time;
    private final MigrationTimeline timeline;
    private final List<DeviceTransfer> devices;
    private final Optional<MemoryTransfer> memory;
    private final EmulatedState emulated;
    private final boolean guestRuns;

    private LiveMigration(VirtualMachine machine, MigrationPlan plan, VirtualTime time) {
        this.vcpus = machine.vcpus();
        this.plan = plan;
        this.time = time;
        this.timeline = new MigrationTimeline(time, plan.link(), machine.wire());
        this.guestRuns = vcpus.isRunning();
        this.emulated = machine.emulated();
        this.devices = machine.devices().stream()
                .map(pair -> new DeviceTransfer(pair, plan, timeline, guestRuns))
                .toList();
        this.memory = machine.memory().map(pair -> new MemoryTransfer(pair, plan, timeline));
    }

    /** Migrates devices alone, see {@link #run(VirtualMachine, MigrationPlan, VirtualTime)}. */
    public static MigrationResult run(List<DevicePair> pairs, MigrationPlan plan, VirtualTime time) {
        return run(VirtualMachine.of(pairs), plan, time);
    }

    /** Migrates a VM and returns when it runs again, at one end or the other. */
    public static MigrationResult run(VirtualMachine machine, MigrationPlan plan, VirtualTime time) {
        return new LiveMigration(machine, plan, time).run();
    }

    private MigrationResult run() {
        try {
            requireP2p();
            copyWhileRunning();
            switchOver();
            return timeline.result(Optional.empty());
        } catch (MigrationFailedException failed) {
            recover();
            return timeline.result(Optional.of(failed.reason()));
        } finally {
            memory.ifPresent(MemoryTransfer::end);
        }
    }

    /**
     * Abandons the target and returns the VM to its previous run state. Several devices start as they stop: all of them
     * accept writes of their peers before the first is in RUNNING.
     */
    private void recover() {
        devices.forEach(DeviceTransfer::giveUpTarget);
        if (devices.size() > 1 && guestRuns) {
            devices.forEach(DeviceTransfer::recoverQuiesced);
        }
        devices.forEach(DeviceTransfer::recover);
        if (guestRuns) {
            vcpus.goOnAtSource();
        }
    }

    /** Several devices cannot be stopped at the same instant; QEMU refuses to migrate them without P2P, too. */
    private void requireP2p() throws MigrationFailedException {
        if (devices.size() > 1) {
            for (DeviceTransfer device : devices) {
                device.requireP2p();
            }
        }
    }

    private void copyWhileRunning() throws MigrationFailedException {
        if (memory.isPresent()) {
            memory.get().begin();
        }
        for (DeviceTransfer device : devices) {
            device.setUp();
        }
        int rounds = guestRuns ? plan.rounds() : 0;
        for (int round = 0; round < rounds; round++) {
            time.pass(plan.roundInterval());
            copyDirty("round");
            if (plan.switchover() == SwitchoverPolicy.AT_ONCE) {
                copyFromDevices();
            }
        }
        if (plan.switchover() == SwitchoverPolicy.WHILE_REFRESH_PAYS) {
            refreshWhileItPays();
        }
    }

    private void copyDirty(String round) throws MigrationFailedException {
        if (memory.isPresent()) {
            memory.get().copyDirty(round);
        }
    }

    private void copyFromDevices() throws MigrationFailedException {
        for (DeviceTransfer device : devices) {
            device.copyWhatIsThere();
        }
    }

    private void refreshWhileItPays() throws MigrationFailedException {
        RefreshGain gain = new RefreshGain(timeline.streamBytes());
        long before;
        do {
            before = timeline.streamBytes();
            copyFromDevices();
        } while (gain.paysAfter(timeline.streamBytes() - before));
    }

    private void switchOver() throws MigrationFailedException {
        timeline.downtimeBegins();
        if (guestRuns) {
            vcpus.pause();
        }
        if (plan.makes(VmmMistake.LAST_SYNC_BEFORE_DEVICES_STOP)) {
            copyDirty("last");
        }
        if (plan.makes(VmmMistake.NO_P2P_QUIESCENCE)) {
            for (DeviceTransfer device : devices) {
                device.stopAndCopy();
                device.finish();
            }
        } else {
            stopAllAndFinish();
        }
        if (!plan.makes(VmmMistake.LAST_SYNC_BEFORE_DEVICES_STOP)) {
            copyDirty("last");
        }
        emulated.loadInterruptController();
        for (DeviceTransfer device : devices) {
            device.configure(emulated);
        }
        if (guestRuns) {
            resumeAtTarget();
        } else {
            for (DeviceTransfer device : devices) {
                device.load();
            }
            vcpus.stayPausedAtTarget();
        }
    }

    private void stopAllAndFinish() throws MigrationFailedException {
        if (guestRuns) {
            for (DeviceTransfer device : devices) {
                device.quiesce();
            }
        }
        for (DeviceTransfer device : devices) {
            device.stopAndCopy();
        }
        for (DeviceTransfer device : devices) {
            device.finish();
        }
    }

    private void resumeAtTarget() throws MigrationFailedException {
        for (DeviceTransfer device : devices) {
            device.resumeQuiesced();
        }
        for (DeviceTransfer device : devices) {
            device.resume();
        }
        vcpus.goOnAtTarget();
    }
}
