package dev.vmig.properties.stress;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.StatusQualifier;
import dev.vmig.device.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What goes wrong in a storm, drawn from a seed.
 *
 * @param devicesOfAVm how many VFs migrate together
 * @param features 3 or 7
 * @param source what fails at the source
 * @param target what fails at the target
 * @param resets which functions are reset when
 */
record StormPlan(long seed, int devicesOfAVm, int features, FaultPlan source, FaultPlan target, List<Reset> resets) {
    static final int VFS = 64;

    private static final Opcode[] OPCODES = {
        Opcode.RESOURCE_OBJ_CREATE,
        Opcode.RESOURCE_OBJ_DESTROY,
        Opcode.DEV_PARTS_METADATA_GET,
        Opcode.DEV_PARTS_GET,
        Opcode.DEV_PARTS_SET,
        Opcode.DEV_MODE_SET
    };
    private static final AdminStatus[] STATUSES = {
        AdminStatus.EAGAIN, AdminStatus.ENOMEM, AdminStatus.EBUSY, AdminStatus.EINVAL, AdminStatus.ENOSPC
    };

    /** A function-level reset at some moment. */
    record Reset(boolean atTarget, int vf, long nanos) {}

    static StormPlan of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new StormPlan(
                seed,
                random.nextBoolean() ? 1 : 4,
                random.nextInt(4) == 0 ? 3 : 7,
                faults(random.split(), 1),
                faults(random.split(), random.nextInt(2)),
                resets(random.split()));
    }

    private static FaultPlan faults(SplittableRandom random, int hangs) {
        FaultPlan plan = FaultPlan.none();
        for (int vf = 0; vf < VFS; vf++) {
            if (random.nextInt(4) == 0) {
                Opcode opcode = OPCODES[random.nextInt(OPCODES.length)];
                plan = fault(plan.on(vf, opcode, 1 + random.nextInt(2)), random);
            }
        }
        for (int i = 0; i < hangs; i++) {
            // A third or fourth command of a kind has no other fault.
            plan = plan.on(random.nextInt(VFS), OPCODES[random.nextInt(OPCODES.length)], 3 + i)
                    .neverCompletes();
        }
        return plan;
    }

    /** Not ENXIO: a device that denies an object which it has keeps it for good. */
    private static FaultPlan fault(FaultPlan.Occurrence command, SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> command.answers(STATUSES[random.nextInt(STATUSES.length)], StatusQualifier.TRYAGAIN);
            case 2 -> command.completesShort(random.nextInt(14));
            case 3 -> command.claims(random.nextBoolean() ? 0xffff_ffffL : random.nextInt(14));
            default -> command.isDelayed(random.nextLong(20_000_000));
        };
    }

    /** Most of them while commands are in flight: at the start, and when the rounds are over. */
    private static List<Reset> resets(SplittableRandom random) {
        List<Reset> resets = new ArrayList<>();
        for (int i = 0; i < VFS / 5; i++) {
            long busyTime = random.nextInt(3) == 0 ? 0 : Plans.ROUND.toNanos();
            resets.add(new Reset(random.nextBoolean(), random.nextInt(VFS), busyTime + random.nextLong(3_000_000)));
        }
        return resets;
    }
}
