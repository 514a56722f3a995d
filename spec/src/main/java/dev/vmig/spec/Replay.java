package dev.vmig.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the states of TLC's counterexample in an oracle, so that questions can be put to them. */
public final class Replay {
    private Replay() {}

    /**
     * Follows a behaviour from its initial state.
     *
     * @return the states up to the end, or up to the first that the oracle does not have
     */
    public static List<SpecState> of(Oracle oracle, List<CounterexampleStep> steps) {
        List<SpecState> states = new ArrayList<>();
        for (CounterexampleStep step : steps) {
            Collection<SpecState> candidates = switch (step.kind()) {
                case INITIAL -> oracle.initialStates();
                case ACTION -> successors(oracle, step.action(), states);
                case STUTTERING, BACK_TO -> List.of();
            };
            Optional<SpecState> found = candidates.stream()
                    .filter(state -> isSame(state, step.state()))
                    .findFirst();
            if (found.isEmpty()) {
                break;
            }
            states.add(found.get());
        }
        return List.copyOf(states);
    }

    private static List<SpecState> successors(Oracle oracle, String action, List<SpecState> states) {
        SpecState from = states.get(states.size() - 1);
        return oracle.actions().stream()
                .filter(candidate -> candidate.name().equals(action))
                .flatMap(candidate -> oracle.successors(candidate, from).stream())
                .toList();
    }

    private static boolean isSame(SpecState state, Map<String, String> texts) {
        return state.values().entrySet().stream()
                .allMatch(variable -> letters(TlaText.of(variable.getValue()))
                        .equals(letters(texts.getOrDefault(variable.getKey(), ""))));
    }

    /** TLC prints the elements of sets and the fields of records in an order of its own, which must not matter. */
    private static String letters(String text) {
        char[] letters = text.replaceAll("\\s", "").toCharArray();
        Arrays.sort(letters);
        return new String(letters);
    }
}
