package dev.vmig.conformance.vmmkit;

import dev.vmig.fsm.FeatureSet;
import java.util.List;
import java.util.Optional;

/** Holds one migration to one rule. */
@FunctionalInterface
interface Judge {
    /** The first thing that the rule does not allow. */
    Optional<Fault> judge(FeatureSet features, List<Observed> seen);
}
