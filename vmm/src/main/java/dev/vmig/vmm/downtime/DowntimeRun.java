package dev.vmig.vmm.downtime;

import dev.vmig.admin.DriverProfile;
import dev.vmig.device.DevicePersonality;
import dev.vmig.device.PfConfig;
import dev.vmig.device.VirtualFunction;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.DevicePair;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.Link;
import dev.vmig.vmm.LiveMigration;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.MigrationResult;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One migration of one VF. Guest memory is not simulated, only its transfer time on the link: it determines how long
 * the source runs, and none of it is left for the downtime, which so is that of the device alone.
 */
public final class DowntimeRun {
    private static final long SEED = 1;
    private static final int CHUNK = 1 << 20;
    private static final long TICK_NANOS = 1_000_000;
    private static final double TICKS_PER_SECOND = 1e9 / TICK_NANOS;

    private final DowntimeModel model;
    private final DowntimeScenario scenario;
    private final VirtualTime time = new VirtualTime();
    private final ImageWatch images = new ImageWatch();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private boolean over;

    private DowntimeRun(DowntimeModel model, DowntimeScenario scenario) {
        this.model = model;
        this.scenario = scenario;
    }

    /**
     * Moves the VF.
     *
     * @throws IllegalStateException if the migration failed, or the target does not hold what the source held
     */
    public static DowntimeFigures of(DowntimeModel model, DowntimeScenario scenario, Scheme scheme) {
        return new DowntimeRun(model, scenario).run(scheme);
    }

    private DowntimeFigures run(Scheme scheme) {
        Host source = host(scheme, images);
        Host target = host(scheme, HostObserver.NONE);
        VirtualFunction vf = source.owner().vf(0);
        vf.initialise();
        work(vf, 0);
        VfioDevice driver = scheme.options().partialImages()
                ? new ComparingDevice(source.driver(0), images, time, model.get("compare.picosPerByte"))
                : source.driver(0);
        MigrationResult result =
                LiveMigration.run(List.of(new DevicePair("vf0", driver, target.driver(0))), plan(scheme), time);
        over = true;
        result.failure().ifPresent(why -> {
            throw new IllegalStateException(scenario + ", " + scheme + ": " + why);
        });
        if (!Arrays.equals(vf.snapshot(), target.owner().vf(0).snapshot())) {
            throw new IllegalStateException(scenario + ", " + scheme + ": the target holds another state");
        }
        return new DowntimeFigures(
                result.downtime(),
                result.total(),
                result.streamBytes(),
                images.images(),
                images.changedShare(),
                images.lastBytes());
    }

    private Host host(Scheme scheme, HostObserver observer) {
        PfConfig config = PfConfig.of(1)
                .withQueuePairs(scenario.queuePairs())
                .withSeed(SEED)
                .withLatency(model.device())
                .withPersonality(DevicePersonality.DEFAULT.withPrivateParts(scenario.parts()));
        return new Host(config, DriverProfile.CONTRACT, scheme.options(), time, observer);
    }

    private MigrationPlan plan(Scheme scheme) {
        Link link = new Link(scenario.gigabits() * 125_000_000L, Duration.ofNanos(model.get("link.latency.nanos")));
        Duration memory = link.transfer(model.get("memory.bytes"));
        int rounds = (int) Math.max(1, memory.toNanos() / model.get("poll.nanos"));
        return new MigrationPlan(
                scheme.preCopy(), rounds, memory.dividedBy(rounds), CHUNK, link, scheme.switchover(), Set.of());
    }

    /** The device works: every millisecond as many of its private parts change as are due. */
    private void work(VirtualFunction vf, long changesBefore) {
        int parts = scenario.parts().count();
        double perTick = scenario.changesPerSecond() * parts / TICKS_PER_SECOND;
        long tick = time.nanoTime() / TICK_NANOS + 1;
        long changes = (long) (tick * perTick);
        if (changes > changesBefore) {
            vf.changePrivateParts(
                    changes, random.ints(changes - changesBefore, 0, parts).toArray());
        }
        if (!over) {
            time.after(TICK_NANOS, () -> work(vf, changes));
        }
    }
}
