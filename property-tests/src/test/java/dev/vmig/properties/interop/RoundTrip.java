package dev.vmig.properties.interop;

import dev.vmig.device.VirtualFunction;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.vmm.DevicePair;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.LiveMigration;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.MigrationResult;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A VM with one VF is migrated to another host and back, with its guest at work. */
final class RoundTrip {
    private static final long EVENTS_PER_SECOND = 200;
    private static final Duration AT_WORK = Duration.ofMillis(20);

    private final VirtualTime time = new VirtualTime();
    private final Host home;
    private final Host away;

    RoundTrip(Pair pair, FeatureSet features) {
        this.home = pair.host(features, time, 1, HostObserver.NONE);
        this.away = pair.host(features, time, 2, HostObserver.NONE);
    }

    /** Why it did not end well; nothing if it did. */
    Optional<String> run() {
        home.owner().vf(0).initialise();
        return leg(home, away).or(() -> {
            // What the guest has left behind there is not for the next one.
            home.driver(0).reset();
            return leg(away, home);
        });
    }

    private Optional<String> leg(Host from, Host to) {
        VirtualFunction source = from.owner().vf(0);
        source.traffic().start(EVENTS_PER_SECOND);
        time.pass(AT_WORK);
        MigrationResult result = LiveMigration.run(
                List.of(new DevicePair("vf0", from.driver(0), to.driver(0))), MigrationPlan.DEFAULT, time);
        source.traffic().stop();
        if (!result.completed()) {
            return result.failure();
        }
        return to.owner().vf(0).describe().equals(source.describe())
                ? Optional.empty()
                : Optional.of("the parts that arrived differ from those that left");
    }
}
