package dev.vmig.spec;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What TLC found out about one model.
 *
 * @param module the root module
 * @param config the configuration's file name
 * @param exitCode TLC's own, -1 if it did not get that far
 * @param violated the invariant, property or assumption that is false, as the configuration or module names it
 * @param progress the final counts: distinct states, generated states, depth
 * @param elapsed wall time, the start of the JVM included
 * @param coverage each action of the next-state relation; empty if the run ended early
 * @param counterexample from an initial state to the violation; empty if there is none
 * @param message what TLC says about a failure, on one line, with the place if it knows one; empty if all holds
 */
public record ModelResult(
        String module,
        String config,
        ModelVerdict verdict,
        int exitCode,
        @Nullable String violated,
        Progress progress,
        Duration elapsed,
        List<ActionCoverage> coverage,
        List<CounterexampleStep> counterexample,
        String message) {

    public ModelResult {
        coverage = List.copyOf(coverage);
        counterexample = List.copyOf(counterexample);
    }

    /** Whether everything that was asked holds. */
    public boolean holds() {
        return verdict == ModelVerdict.HOLDS;
    }

    /** The actions that never happened: the properties say nothing about them. */
    public List<ActionCoverage> neverTaken() {
        return coverage.stream().filter(action -> action.taken() == 0).toList();
    }

    ModelResult withViolation(String property, List<CounterexampleStep> behaviour, String says) {
        return new ModelResult(
                module, config, verdict, exitCode, property, progress, elapsed, coverage, behaviour, says);
    }

    /** The same, of an invariant that is false; TLC on several machines does not tell the way to the last state. */
    ModelResult withLastState(ModelVerdict last, @Nullable String invariant, String says) {
        return new ModelResult(module, config, last, exitCode, invariant, progress, elapsed, coverage, List.of(), says);
    }
}
