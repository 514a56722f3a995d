package dev.vmig.properties.stress;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.properties.tasks.VirtualTasks;
import dev.vmig.vmm.DevicePair;
import dev.vmig.vmm.LiveMigration;
import dev.vmig.vmm.MigrationResult;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** All VFs of one PF migrate to another PF at once, while what a {@link StormPlan} says goes wrong. */
final class Storm {
    final StormPlan plan;
    final StormHost source;
    final StormHost target;
    private final Map<Integer, MigrationResult> results = new HashMap<>();
    final VirtualTime time = new VirtualTime();

    Storm(StormPlan plan, DriverProfile profile) {
        this.plan = plan;
        // As many ids as VFs, so that each one that is lost is missed.
        PfConfig config = PfConfig.of(StormPlan.VFS)
                .withQueuePairs(1)
                .withLimits(StormPlan.VFS, StormPlan.VFS)
                .withSeed(plan.seed());
        DriverOptions options = DriverOptions.DEFAULT.withFeatures(FeatureSet.of(plan.features()));
        this.source = StormHost.of("source", config.withFaults(plan.source()), profile, options, time);
        this.target = StormHost.of("target", config.withFaults(plan.target()), profile, options, time);
    }

    /** The result of the migration that a VF took part in. */
    MigrationResult result(int vf) {
        return Objects.requireNonNull(results.get(vf / plan.devicesOfAVm()), "result");
    }

    void run() {
        source.host().owner().vfs().forEach(vf -> {
            vf.initialise();
            vf.traffic().start(500);
        });
        time.pass(Duration.ofMillis(20));
        try (VirtualTasks tasks = VirtualTasks.drawn(time, new SplittableRandom(plan.seed()))) {
            for (int vm = 0; vm < StormPlan.VFS / plan.devicesOfAVm(); vm++) {
                int number = vm;
                tasks.spawn("vm" + vm, () -> results.put(number, migrate(number)));
            }
            for (StormPlan.Reset reset : plan.resets()) {
                tasks.spawn(reset.toString(), () -> {
                    time.pass(Duration.ofNanos(reset.nanos()));
                    (reset.atTarget() ? target : source)
                            .devices()
                            .get(reset.vf())
                            .reset();
                });
            }
            tasks.joinAll();
        }
        source.host().owner().vfs().forEach(vf -> vf.traffic().stop());
        time.pass(Duration.ofMillis(1));
    }

    private MigrationResult migrate(int vm) {
        int devices = plan.devicesOfAVm();
        List<DevicePair> pairs = IntStream.range(vm * devices, (vm + 1) * devices)
                .mapToObj(vf -> new DevicePair(
                        "vf" + vf, source.devices().get(vf), target.devices().get(vf)))
                .toList();
        return LiveMigration.run(pairs, Plans.rounds(1), time);
    }
}
