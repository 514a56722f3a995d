package dev.vmig.conformance.kit;

import dev.vmig.fsm.FeatureSet;
import java.util.List;

/**
 * Scripts that are tried with a driver.
 *
 * @param name by which rules refer to it
 * @param source of the scripts
 */
public record Scenario(String name, Source source) {
    /** Gives the scripts of a scenario. */
    @FunctionalInterface
    public interface Source {
        /** As {@link Scenario#scripts}. */
        List<Script> scripts(FeatureSet features, long seed);
    }

    /**
     * The scripts for a device with these features.
     *
     * @param seed of the calls that are drawn at random
     */
    public List<Script> scripts(FeatureSet features, long seed) {
        return source.scripts(features, seed);
    }
}
