package dev.vmig.conformance.stress;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.VirtioDriver;
import dev.vmig.device.PfConfig;
import dev.vmig.device.VirtualFunction;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.vmm.DevicePair;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.LiveMigration;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.MigrationResult;
import dev.vmig.vmm.VirtualTask;
import dev.vmig.vmm.VirtualTasks;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A device, its peer at the other end, and one call that is disturbed at one step of the scheduler. */
final class ResetBench {
    /** What comes in between. */
    enum Disturbance {
        FUNCTION_RESET,
        TWO_FUNCTION_RESETS,
        OWNER_RESET
    }

    /** A call of the uAPI. */
    @FunctionalInterface
    interface Call {
        void on(ResetBench bench) throws ErrnoException;
    }

    /**
     * A call and what comes before it.
     *
     * @param stopsAtReset whether a reset of the function ends it with EIO, as it does requests for a state
     */
    record Scenario(String name, FeatureSet features, Call before, Call call, boolean stopsAtReset) {
        @Override
        public String toString() {
            return name + ", features " + features.flags();
        }
    }

    private static final int MORE_THAN_ALL = Integer.MAX_VALUE;
    private static final Duration LONG = Duration.ofDays(1);

    private final VirtualTime time = new VirtualTime();
    private final CommandWatch watch = new CommandWatch(time::nanoTime);
    private final Host host;
    private final Host peer;
    private final List<DataFile> files = new ArrayList<>();
    private int steps;
    private String answer = "none";

    ResetBench(FeatureSet features, DriverProfile profile) {
        DriverOptions options = DriverOptions.DEFAULT.withFeatures(features);
        PfConfig config = PfConfig.of(1).withQueuePairs(1);
        this.host = new Host(config, profile, options, time, watch);
        this.peer = new Host(config.withSeed(2), profile, options, time, HostObserver.NONE);
        vf().initialise();
    }

    /** How many steps the call takes if nothing comes in between. */
    static int steps(Scenario scenario) throws ErrnoException {
        ResetBench bench = new ResetBench(scenario.features(), DriverProfile.CONTRACT);
        bench.run(scenario, MORE_THAN_ALL, Disturbance.FUNCTION_RESET);
        return bench.steps;
    }

    /** Disturbs the call after so many steps, which must be fewer than it takes. */
    static ResetBench disturbed(Scenario scenario, int step, Disturbance disturbance, DriverProfile profile)
            throws ErrnoException {
        ResetBench bench = new ResetBench(scenario.features(), profile);
        bench.run(scenario, step, disturbance);
        return bench;
    }

    private void run(Scenario scenario, int step, Disturbance disturbance) throws ErrnoException {
        scenario.before().on(this);
        vf().ringDoorbell(1); // So that there is something that a stop has to wait for.
        try (VirtualTasks tasks = VirtualTasks.in(time)) {
            VirtualTask call = tasks.spawn("call", () -> answer = answer(scenario.call()));
            // The condition is looked at once a step, which is how steps are counted.
            time.runUntil(() -> call.hasEnded() || steps++ == step, LONG);
            if (!call.hasEnded()) {
                disturb(disturbance, tasks);
            }
            tasks.joinAll();
        }
    }

    private void disturb(Disturbance disturbance, VirtualTasks tasks) {
        switch (disturbance) {
            case FUNCTION_RESET -> driver().reset();
            case TWO_FUNCTION_RESETS -> {
                driver().reset();
                // And once more while the first is being handled.
                tasks.spawn("second reset", () -> {
                    time.pass(Duration.ofMillis(5));
                    driver().reset();
                });
            }
            case OWNER_RESET -> tasks.spawn("owner reset", host::resetOwner);
        }
    }

    private String answer(Call call) {
        try {
            call.on(this);
            return "OK";
        } catch (ErrnoException e) {
            return e.errno().name();
        }
    }

    void setState(MigrationState state) throws ErrnoException {
        driver().setState(state).ifPresent(files::add);
    }

    /** The data file that was opened last. */
    DataFile file() {
        return files.get(files.size() - 1);
    }

    /** All data files so far. */
    List<DataFile> files() {
        return files;
    }

    VirtioDriver driver() {
        return host.driver(0);
    }

    VirtualFunction vf() {
        return host.owner().vf(0);
    }

    Host host() {
        return host;
    }

    /** How the call was answered: OK, or its errno. */
    String answer() {
        return answer;
    }

    CommandWatch watch() {
        return watch;
    }

    /** The guest sets the device up again, then it migrates to the peer and back. */
    List<MigrationResult> migrateThereAndBack() {
        vf().initialise();
        MigrationPlan plan = Plans.rounds(0);
        return List.of(
                LiveMigration.run(List.of(new DevicePair("there", driver(), peer.driver(0))), plan, time),
                LiveMigration.run(List.of(new DevicePair("back", peer.driver(0), driver())), plan, time));
    }
}
