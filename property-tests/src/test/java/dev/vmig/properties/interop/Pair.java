package dev.vmig.properties.interop;

import dev.vmig.admin.AdminCompletion;
import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.device.DeviceProfile;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A driver and a device.
 *
 * @param driverName what the document calls the driver's profile
 */
public record Pair(String driverName, DriverProfile driver, DeviceProfile device) {
    /** All pairs of the named profiles. */
    public static final List<Pair> ALL = List.of(
            new Pair("contract", DriverProfile.CONTRACT, DeviceProfile.STRICT),
            new Pair("contract", DriverProfile.CONTRACT, DeviceProfile.LINUX),
            new Pair("linux", DriverProfile.LINUX, DeviceProfile.STRICT),
            new Pair("linux", DriverProfile.LINUX, DeviceProfile.LINUX));

    private static final List<FeatureSet> FEATURES =
            List.of(FeatureSet.STOP_COPY_P2P, FeatureSet.STOP_COPY_P2P_PRE_COPY);

    /** Puts the two together and has them migrate. */
    public PairOutcome run() {
        List<Exchange> handshake = new ArrayList<>();
        Host host = host(FeatureSet.STOP_COPY_P2P_PRE_COPY, new VirtualTime(), 1, new HostObserver() {
            @Override
            public void completed(byte[] command, AdminCompletion completion) {
                handshake.add(Exchange.of(command, completion));
            }
        });
        Map<Integer, Optional<String>> roundTrips = new TreeMap<>();
        for (FeatureSet features : FEATURES) {
            roundTrips.put(features.flags(), new RoundTrip(this, features).run());
        }
        return new PairOutcome(this, handshake, host.parts().refusal(), roundTrips);
    }

    Host host(FeatureSet features, VirtualTime time, long seed, HostObserver observer) {
        return new Host(
                PfConfig.of(1).withProfile(device).withSeed(seed),
                driver,
                DriverOptions.DEFAULT.withFeatures(features),
                time,
                observer);
    }
}
