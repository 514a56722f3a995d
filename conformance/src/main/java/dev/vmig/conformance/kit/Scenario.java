package dev.vmig.conformance.kit;

import dev.vmig.fsm.FeatureSet;
import java.util.List;

/** What is to be tried with a driver. */
public interface Scenario {
    /** The name by which rules refer to it. */
    String name();

    /**
     * The scripts for a device with these features.
     *
     * @param seed of what is drawn, if anything is
     */
    List<Script> scripts(FeatureSet features, long seed);
}
