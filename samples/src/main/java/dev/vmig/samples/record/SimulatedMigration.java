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
 * A recorded migration of simulated VFs, with guests at work on the source: what {@code vmig migrate} runs.
 *
 * @param vfs how many VFs the VM has
 * @param features what the driver offers, 3 or 7
 * @param driver how it departs from the contract, if at all
 * @param device how literally the device takes the specification
 * @param broken what the device does wrong, for tests of the checker
 * @param plan how to migrate
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
    /** How busy each guest is. */
    private static final long EVENTS_PER_SECOND = 200;

    /** One VF, all features, everything as it should be, seed 1. */
    public static final SimulatedMigration DEFAULT = new SimulatedMigration(
            1,
            FeatureSet.STOP_COPY_P2P_PRE_COPY,
            DriverProfile.CONTRACT,
            DeviceProfile.STRICT,
            Set.of(),
            MigrationPlan.DEFAULT,
            1);

    /** The same with another number of VFs. */
    public SimulatedMigration withVfs(int number) {
        return new SimulatedMigration(number, features, driver, device, broken, plan, seed);
    }

    /** The same with another plan. */
    public SimulatedMigration withPlan(MigrationPlan other) {
        return new SimulatedMigration(vfs, features, driver, device, broken, other, seed);
    }

    /** The same with another seed. */
    public SimulatedMigration withSeed(long other) {
        return new SimulatedMigration(vfs, features, driver, device, broken, plan, other);
    }

    /** The same with a device that is broken on purpose. */
    public SimulatedMigration withBroken(FaultyBehaviour... behaviours) {
        return new SimulatedMigration(vfs, features, driver, device, Set.of(behaviours), plan, seed);
    }

    /** The first line of its trace. */
    public TraceHeader header() {
        return TraceHeader.of(
                seed,
                Stream.of("source", "target")
                        .flatMap(host -> IntStream.range(0, vfs)
                                .mapToObj(vf -> new TraceHeader.Device(
                                        host + "/vf" + vf, TraceHeader.VFIO_VIRTIO, features.flags(), host)))
                        .toList());
    }

    /** Runs it. */
    public MigrationResult run(Consumer<TraceEvent> sink) {
        VirtualTime time = new VirtualTime();
        // The hosts have the same hardware, each with its own seed of everything that may differ.
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
