package dev.vmig.device;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.StatusQualifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.lang3.Validate;

/**
 * Which admin commands fail, and how. Immutable; each call returns a new plan.
 *
 * <pre>{@code
 * FaultPlan.none()
 *         .on(0, Opcode.DEV_PARTS_SET, 2).answers(AdminStatus.EBUSY, StatusQualifier.TRYAGAIN)
 *         .on(1, Opcode.DEV_MODE_SET, 1).neverCompletes()
 * }</pre>
 */
public final class FaultPlan {
    /** Stands for the owner where a VF index is expected: commands that address no VF of the owner. */
    public static final int OWNER = -1;

    private static final FaultPlan NONE = new FaultPlan(Map.of());

    private final Map<Occasion, AdminFault> faults;

    /** The {@code nth} command of a kind for a VF since the owner was made, counted from 1 in order of submission. */
    record Occasion(int vf, Opcode opcode, int nth) {}

    private FaultPlan(Map<Occasion, AdminFault> faults) {
        this.faults = faults;
    }

    /** The plan without faults. */
    public static FaultPlan none() {
        return NONE;
    }

    /**
     * Names the command that the next call gives a fault to.
     *
     * @param vf index of the VF, from 0, or {@link #OWNER}
     * @param nth which of the commands with this opcode, from 1; resets do not restart the count
     */
    public Occurrence on(int vf, Opcode opcode, int nth) {
        Validate.isTrue(vf >= OWNER, "vf: %d (expected: an index, or -1 for the owner)", vf);
        Validate.isTrue(nth >= 1, "nth: %d (expected: 1 or more)", nth);
        return new Occurrence(new Occasion(vf, opcode, nth));
    }

    Optional<AdminFault> at(int vf, Opcode opcode, int nth) {
        return Optional.ofNullable(faults.get(new Occasion(vf, opcode, nth)));
    }

    @Override
    public String toString() {
        return faults.toString();
    }

    /** One command of a plan, still without its fault. */
    public final class Occurrence {
        private final Occasion occasion;

        private Occurrence(Occasion occasion) {
            this.occasion = occasion;
        }

        /** It is answered with this error. */
        public FaultPlan answers(AdminStatus status, StatusQualifier qualifier) {
            return answers(status.number(), qualifier.number());
        }

        /** It is answered with these numbers, which may be reserved ones. */
        public FaultPlan answers(int status, int qualifier) {
            Validate.inclusiveBetween(1, 0xffff, status, "status: " + status + " (expected: 1 to 65535)");
            Validate.inclusiveBetween(0, 0xffff, qualifier, "qualifier: " + qualifier + " (expected: 0 to 65535)");
            return is(new AdminFault.Answers(status, qualifier));
        }

        /** It hangs until the owner is reset. */
        public FaultPlan neverCompletes() {
            return is(new AdminFault.NeverCompletes());
        }

        /** Only the first {@code usedLength} bytes of its answer arrive. */
        public FaultPlan completesShort(int usedLength) {
            Validate.isTrue(usedLength >= 0, "usedLength: %d (expected: 0 or more)", usedLength);
            return is(new AdminFault.CompletesShort(usedLength));
        }

        /** It reports a wrong used length. */
        public FaultPlan claims(long usedLength) {
            Validate.inclusiveBetween(
                    0, 0xffff_ffffL, usedLength, "usedLength: " + usedLength + " (expected: 0 to 4294967295)");
            return is(new AdminFault.Claims(usedLength));
        }

        /** It is answered this much later. */
        public FaultPlan isDelayed(long nanos) {
            Validate.isTrue(nanos >= 0, "nanos: %d (expected: 0 or more)", nanos);
            return is(new AdminFault.Delayed(nanos));
        }

        /** Its VF disappears in the middle of it, for good. */
        public FaultPlan vfDisappears() {
            Validate.isTrue(
                    occasion.vf() != OWNER, "vf: -1 (expected: the index of a VF, as an owner does not disappear)");
            return is(new AdminFault.VfDisappears());
        }

        /** The owner is reset in the middle of it. */
        public FaultPlan ownerResets() {
            return is(new AdminFault.OwnerResets());
        }

        private FaultPlan is(AdminFault fault) {
            Map<Occasion, AdminFault> more = new HashMap<>(faults);
            Validate.isTrue(more.put(occasion, fault) == null, "%s: has a fault already", occasion);
            return new FaultPlan(Map.copyOf(more));
        }
    }
}
