package dev.vmig.device;

import dev.vmig.codec.Opcode;
import dev.vmig.device.FaultPlan.Occasion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts the commands, so that a plan's n-th one is found. */
final class FaultLedger {
    private record Kind(int vf, Opcode opcode) {}

    private final FaultPlan plan;
    private final Map<Kind, Integer> counts = new HashMap<>();

    FaultLedger(FaultPlan plan) {
        this.plan = plan;
    }

    /** Counts one command and gives what the plan has for it. */
    Optional<Fault> next(int vf, Opcode opcode) {
        int nth = counts.merge(new Kind(vf, opcode), 1, Integer::sum);
        return plan.at(new Occasion(vf, opcode, nth));
    }
}
