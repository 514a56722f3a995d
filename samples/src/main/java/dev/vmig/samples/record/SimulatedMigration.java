package dev.vmig.samples.record;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.device.DeviceProfile;
import dev.vmig.device.FaultyBehaviour;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceHeader;
import dev.vmig.vmm.DevicePair;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.LiveMigration;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.MigrationResult;
import dev.vmig.vmm.SimulatedVm;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A recorded migration of simulated VFs with working guests at the source, for {@code vmig migrate}.
 *
 * @param vfs number of VFs of the VM
 * @param features of the driver, 3 or 7
 * @param driver its departures from the contract
 * @param device the device profile
 * @param broken faults of the device, for tests of the checker
 * @param plan of the migration
 * @param seed of the devices, their guests and their network
 */
public record SimulatedMigration(
        int vfs,
        FeatureSet features,
        DriverProfile driver,
        DeviceProfile device,
        Set<FaultyBehaviour> broken,
        MigrationPlan plan,
        long seed) {
    /** The activity of each guest. */
    private static final long EVENTS_PER_SECOND = 200;

    /** One VF with all features and no departures, seed 1. */
    public static final SimulatedMigration DEFAULT = new SimulatedMigration(
            1,
            FeatureSet.STOP_COPY_P2P_PRE_COPY,
            DriverProfile.CONTRACT,
            DeviceProfile.STRICT,
            Set.of(),
            MigrationPlan.DEFAULT,
            1);

    /** This migration with another number of VFs. */
    public SimulatedMigration withVfs(int number) {
        return new SimulatedMigration(number, features, driver, device, broken, plan, seed);
    }

    /** This migration with another plan. */
    public SimulatedMigration withPlan(MigrationPlan other) {
        return new SimulatedMigration(vfs, features, driver, device, broken, other, seed);
    }

    /** This migration with another seed. */
    public SimulatedMigration withSeed(long other) {
        return new SimulatedMigration(vfs, features, driver, device, broken, plan, other);
    }

    /** This migration with a faulty device. */
    public SimulatedMigration withBroken(FaultyBehaviour... behaviours) {
        return new SimulatedMigration(vfs, features, driver, device, Set.of(behaviours), plan, seed);
    }

    /** The header of its trace. */
    public TraceHeader header() {
        return TraceHeader.of(
                seed,
                Stream.of("source", "target")
                        .flatMap(host -> IntStream.range(0, vfs)
                                .mapToObj(vf -> new TraceHeader.Device(
                                        host + "/vf" + vf, TraceHeader.VFIO_VIRTIO, features.flags(), host)))
                        .toList());
    }

    /** Runs the migration. */
    public MigrationResult run(Consumer<TraceEvent> sink) {
        VirtualTime time = new VirtualTime();
        // The hosts have equal hardware; everything that may differ has a separate seed.
        RunRecorder sourceRecorder = new RunRecorder("source", time::nanoTime, sink);
        RunRecorder targetRecorder = new RunRecorder("target", time::nanoTime, sink);
        Host source = host(time, seed, sourceRecorder);
        Host target = host(time, ~seed, targetRecorder);
        SimulatedVm vm = SimulatedVm.create(source, target);
        List<DevicePair> pairs = new ArrayList<>();
        for (int vf = 0; vf < vfs; vf++) {
            pairs.add(new DevicePair("vf" + vf, sourceRecorder.watch(source, vf), targetRecorder.watch(target, vf)));
            source.owner().vf(vf).initialise();
            source.owner().vf(vf).traffic().start(EVENTS_PER_SECOND);
        }
        time.pass(Duration.ofMillis(20));
        return LiveMigration.run(vm.machine(pairs), plan, time);
    }

    private Host host(VirtualTime time, long hostSeed, RunRecorder recorder) {
        PfConfig config = PfConfig.of(vfs)
                .withProfile(device)
                .withSeed(hostSeed)
                .withBroken(broken.toArray(FaultyBehaviour[]::new));
        return new Host(config, driver, DriverOptions.DEFAULT.withFeatures(features), time, recorder);
    }
}
