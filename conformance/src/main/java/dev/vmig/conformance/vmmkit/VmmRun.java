package dev.vmig.conformance.vmmkit;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.conformance.kit.Side;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.VirtualTime;
import java.util.ArrayList;
import java.util.List;

/** Sets a script on the stage: the reference driver on simulated devices, observed. */
final class VmmRun {
    private VmmRun() {}

    /** What was seen, a list a migration. */
    static List<List<Observed>> of(VmmScript script, VmmUnderTest vmm, FeatureSet features, long seed) {
        VirtualTime time = new VirtualTime();
        Host here = host(features, seed, time);
        Host there = host(features, ~seed, time);
        here.owner().vf(0).initialise();
        Stage stage = new Stage(script.incidents());
        ObservedDevice first = new ObservedDevice(here.driver(0), Side.SOURCE, stage);
        ObservedDevice second = new ObservedDevice(there.driver(0), Side.TARGET, stage);
        stage.cast(first, second);
        List<List<Observed>> seen = new ArrayList<>();
        vmm.migrate(new VmmBench(first, second, stage, stage, time));
        stage.event(Side.SOURCE, Deed.END);
        stage.event(Side.TARGET, Deed.END);
        List<Observed> migration = stage.next();
        seen.add(migration);
        if (script.again() && !stage.isGone(Side.TARGET)) {
            boolean moved = migration.stream().anyMatch(event -> event.is(Side.TARGET, Deed.GO_ON));
            if (moved) {
                first.exchange();
                second.exchange();
            }
            vmm.migrate(new VmmBench(moved ? second : first, moved ? first : second, stage, stage, time));
            stage.event(Side.SOURCE, Deed.END);
            stage.event(Side.TARGET, Deed.END);
            seen.add(stage.next());
        }
        return seen;
    }

    private static Host host(FeatureSet features, long seed, VirtualTime time) {
        return new Host(
                PfConfig.of(1).withSeed(seed),
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT.withFeatures(features),
                time,
                HostObserver.NONE);
    }
}
