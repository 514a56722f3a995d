package dev.vmig.vmm;

import java.util.List;
import java.util.Optional;

/**
 * Moves a VM from source to target, in the order in which QEMU does it (hw/vfio/migration.c, as walked in the recordings
 * of 11.1.3): memory and the first version of the devices, rounds while the source runs, then the guest is paused, all
 * devices go to P2P quiescence, all to STOP_COPY, the memory is synchronised for the last time, the rest of the streams
 * follows, and the target goes on to RUNNING.
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
    private final Timeline timeline;
    private final List<DeviceTransfer> devices;
    private final Optional<MemoryTransfer> memory;

    private LiveMigration(VirtualMachine machine, MigrationPlan plan, VirtualTime time) {
        this.vcpus = machine.vcpus();
        this.plan = plan;
        this.time = time;
        this.timeline = new Timeline(time, plan.link(), machine.wire());
        this.devices = machine.devices().stream()
                .map(pair -> new DeviceTransfer(pair, plan, timeline))
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
            devices.forEach(DeviceTransfer::giveUp);
            vcpus.goOnAtSource();
            return timeline.result(Optional.of(failed.reason()));
        } finally {
            memory.ifPresent(MemoryTransfer::end);
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
        memory.ifPresent(MemoryTransfer::begin);
        for (DeviceTransfer device : devices) {
            device.setUp();
        }
        for (int round = 0; round < plan.rounds(); round++) {
            time.pass(plan.roundInterval());
            memory.ifPresent(ram -> ram.copyDirty("round"));
            if (plan.switchover() == SwitchoverPolicy.AT_ONCE) {
                copyFromDevices();
            }
        }
        if (plan.switchover() == SwitchoverPolicy.WHILE_REFRESH_PAYS) {
            refreshWhileItPays();
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
        vcpus.pause();
        if (plan.makes(VmmMistake.LAST_SYNC_BEFORE_DEVICES_STOP)) {
            memory.ifPresent(ram -> ram.copyDirty("last"));
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
            memory.ifPresent(ram -> ram.copyDirty("last"));
        }
        for (DeviceTransfer device : devices) {
            device.resumeQuiesced();
        }
        for (DeviceTransfer device : devices) {
            device.resume();
        }
        vcpus.goOnAtTarget();
    }

    private void stopAllAndFinish() throws MigrationFailedException {
        for (DeviceTransfer device : devices) {
            device.quiesce();
        }
        for (DeviceTransfer device : devices) {
            device.stopAndCopy();
        }
        for (DeviceTransfer device : devices) {
            device.finish();
        }
    }
}
