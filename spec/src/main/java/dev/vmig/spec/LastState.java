package dev.vmig.spec;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is false in one state. TLC on several machines finds that something is, and prints the state, but not what; so
 * TLC on one machine is asked about this state alone.
 */
final class LastState {

    private static final String MODULE = "VmigLastState";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private LastState() {}

    /** The first invariant of the configuration that is false in {@code state}. */
    static Optional<String> violates(SpecFiles files, String module, String config, Map<String, String> state)
            throws InterruptedException {
        SpecFiles one = files.withFile(MODULE + ".tla", moduleOf(module, state))
                .withFile(
                        MODULE + ".cfg",
                        new ConfigText(files.text(config))
                                .startingAt("LastState", "NoStep")
                                .toString());
        ModelResult result = TlcChecker.check(one, MODULE, MODULE + ".cfg", TlcOptions.of(1, LIMIT), progress -> {});
        return result.verdict() == ModelVerdict.INVARIANT_VIOLATED
                ? Optional.ofNullable(result.violated())
                : Optional.empty();
    }

    private static String moduleOf(String module, Map<String, String> state) {
        return "---- MODULE " + MODULE + " ----\nEXTENDS " + module + ", TLC\nLastState ==\n"
                + conjunction(state)
                + "NoStep ==\n"
                + state.keySet().stream()
                        .map(variable -> "  /\\ UNCHANGED " + variable + "\n")
                        .collect(Collectors.joining())
                + "====\n";
    }

    private static String conjunction(Map<String, String> state) {
        return state.entrySet().stream()
                .map(variable -> "  /\\ " + variable.getKey() + " = " + variable.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
