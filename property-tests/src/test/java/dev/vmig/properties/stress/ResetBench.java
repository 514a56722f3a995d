package dev.vmig.properties.stress;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.VirtioDriver;
import dev.vmig.device.PfConfig;
import dev.vmig.device.VirtualFunction;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.properties.tasks.VirtualTask;
import dev.vmig.properties.tasks.VirtualTasks;
import dev.vmig.vmm.DevicePair;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.LiveMigration;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.MigrationResult;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A device, its peer at the other end, and one call that is disturbed at one step of the scheduler. */
final class ResetBench {
    /** What comes in between. */
    enum Disturbance {
        FUNCTION_RESET,
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

    private static final int MORE_THAN_ALL = 1_000_000;
    private static final Duration LONG = Duration.ofDays(1);

    private final VirtualTime time = new VirtualTime();
    private final CommandWatch watch = new CommandWatch(time::nanoTime);
    private final Host host;
    private final Host peer;
    private final List<DataFile> files = new ArrayList<>();
    private int steps;
    private int disturbances;
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
        return disturbed(scenario, DriverProfile.CONTRACT, Disturbance.FUNCTION_RESET).steps;
    }

    /**
     * Disturbs the call.
     *
     * @param after how many steps are done before the first disturbance, and between that and the next; those that would
     *     come after the end of the call do not come
     */
    static ResetBench disturbed(Scenario scenario, DriverProfile profile, Disturbance disturbance, int... after)
            throws ErrnoException {
        ResetBench bench = new ResetBench(scenario.features(), profile);
        bench.run(scenario, disturbance, after);
        return bench;
    }

    private void run(Scenario scenario, Disturbance disturbance, int... after) throws ErrnoException {
        scenario.before().on(this);
        vf().ringDoorbell(1); // So that there is something that a stop has to wait for.
        try (VirtualTasks tasks = VirtualTasks.in(time)) {
            VirtualTask call = tasks.spawn("call", () -> answer = answer(scenario.call()));
            for (int steps : after) {
                step(call, steps);
                if (!call.hasEnded()) {
                    disturbances++;
                    disturb(disturbance, tasks);
                }
            }
            step(call, MORE_THAN_ALL);
            tasks.joinAll();
        }
    }

    /** The condition is looked at once before each step, which is how steps are counted. */
    private void step(VirtualTask call, int count) {
        int end = steps + count;
        time.runUntil(
                () -> {
                    boolean done = call.hasEnded() || steps == end;
                    steps += done ? 0 : 1;
                    return done;
                },
                LONG);
    }

    private void disturb(Disturbance disturbance, VirtualTasks tasks) {
        switch (disturbance) {
            case FUNCTION_RESET -> driver().reset();
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

    /** How often the call was disturbed. */
    int disturbances() {
        return disturbances;
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
