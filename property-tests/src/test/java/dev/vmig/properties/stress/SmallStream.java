package dev.vmig.properties.stress;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.Arrays;
import org.apache.commons.lang3.ArrayUtils;

/** Streams as a real source sends them. */
final class SmallStream {
    private SmallStream() {}

    /** A stream of one record, of a VF that has seen some traffic. */
    static byte[] image(int queuePairs, long seed) {
        VirtualTime time = new VirtualTime();
        Host donor = new Host(
                PfConfig.of(1).withQueuePairs(queuePairs).withSeed(seed),
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT.withFeatures(FeatureSet.STOP_COPY_P2P),
                time,
                HostObserver.NONE);
        donor.owner().vf(0).initialise();
        donor.owner().vf(0).traffic().start(100_000);
        time.pass(Duration.ofMillis(1));
        donor.owner().vf(0).traffic().stop();
        try {
            DataFile saving = donor.driver(0).setState(MigrationState.STOP_COPY).orElseThrow();
            byte[] bytes = new byte[1 << 20];
            return Arrays.copyOf(bytes, saving.read(bytes, 0, bytes.length));
        } catch (ErrnoException e) {
            throw new AssertionError(e);
        }
    }

    /** Two records, as one pre-copy round brings them. */
    static byte[] twoImages(int queuePairs) {
        return ArrayUtils.addAll(image(queuePairs, 7), image(queuePairs, 8));
    }
}
