package dev.vmig.conformance.kit;

import dev.vmig.fsm.FeatureSet;
import java.util.List;

/**
 * A named set of scripts.
 *
 * @param name by which rules refer to it
 * @param source of the scripts
 */
public record Scenario(String name, Source source) {
    /** Generates the scripts of a scenario. */
    @FunctionalInterface
    public interface Source {
        /** As {@link Scenario#scripts}. */
        List<Script> scripts(FeatureSet features, long seed);
    }

    /**
     * The scripts for a device with these features.
     *
     * @param seed of the random calls
     */
    public List<Script> scripts(FeatureSet features, long seed) {
        return source.scripts(features, seed);
    }
}
