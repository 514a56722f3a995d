package dev.vmig.properties;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Opcode;
import dev.vmig.device.DeviceProfile;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.properties.LockstepRun.Step;
import dev.vmig.properties.LockstepTest.PlannedFault;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.walk.SpecMoves;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Long random walks in lockstep with {@code VirtioVf}; a walk follows from its seed and nothing else. */
final class LongWalks {
    private static final List<Opcode> OPCODES = List.of(
            Opcode.DEV_MODE_SET,
            Opcode.RESOURCE_OBJ_CREATE,
            Opcode.RESOURCE_OBJ_DESTROY,
            Opcode.DEV_PARTS_METADATA_GET,
            Opcode.DEV_PARTS_GET,
            Opcode.DEV_PARTS_SET);
    private static final List<AdminStatus> STATUSES =
            List.of(AdminStatus.EAGAIN, AdminStatus.EBUSY, AdminStatus.EINVAL, AdminStatus.ENOMEM, AdminStatus.ENXIO);
    private static final int[] MIGRATION_STATES = {2, 3, 4, 6};
    private static final int[] READS = {1, 15, 16, 17, 400, 4_000};
    private static final int[] WRITES = {1, 15, 16, 17, 400, 4_000};
    private static final int[] PAUSES = {1, 1_000, 600_000_000};

    private LongWalks() {}

    /**
     * Walks.
     *
     * @return what has happened
     * @throws AssertionError if the spec does not explain it, with the seed and the step
     */
    static List<TraceEvent> walk(SpecMoves moves, FeatureSet features, DriverProfile profile, long seed, int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        DeviceProfile device = random.nextBoolean() ? DeviceProfile.STRICT : DeviceProfile.LINUX;
        PfConfig config = LockstepTest.config(faults(random, steps), device);
        LockstepRun run = new LockstepRun(moves, config, profile, DriverOptions.DEFAULT.withFeatures(features));
        int step = 0;
        try {
            for (; step < steps; step++) {
                run.take(step(random));
            }
            run.checkAtRest();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "features %d, seed %d, step %d (again: -Dvmig.walk.seed=%d): %s"
                            .formatted(features.flags(), seed, step, seed, e.getMessage()),
                    e);
        }
        return run.events();
    }

    /** About one command in twenty. */
    private static List<PlannedFault> faults(SplittableRandom random, int steps) {
        List<PlannedFault> faults = new ArrayList<>();
        Set<List<Object>> taken = new HashSet<>();
        for (int i = 0; i < steps / 20; i++) {
            Opcode opcode = OPCODES.get(random.nextInt(OPCODES.size()));
            int nth = 1 + random.nextInt(Math.max(1, steps / 4));
            if (taken.add(List.of(opcode, nth))) {
                faults.add(new PlannedFault(opcode, nth, STATUSES.get(random.nextInt(STATUSES.size()))));
            }
        }
        return faults;
    }

    private static Step step(SplittableRandom random) {
        int kind = random.nextInt(36);
        if (kind < 5) {
            return new Step.SetState(random.nextInt(9));
        } else if (kind < 14) {
            return new Step.SetState(any(random, MIGRATION_STATES));
        } else if (kind < 17) {
            return new Step.Read(any(random, READS));
        } else if (kind < 24) {
            return new Step.Write(any(random, WRITES));
        }
        return switch (kind) {
            case 24 -> new Step.WriteDamaged();
            case 25, 26 -> new Step.DataSize();
            case 27, 28 -> new Step.PrecopyInfo();
            case 29, 30 -> new Step.Doorbell();
            case 31 -> new Step.GuestReset();
            case 32, 33 -> new Step.Pass(any(random, PAUSES));
            case 34 -> new Step.Reset();
            default -> new Step.ResetSoon(1 + random.nextInt(12_000));
        };
    }

    private static int any(SplittableRandom random, int[] values) {
        return values[random.nextInt(values.length)];
    }
}
