package dev.vmig.cli;

import dev.vmig.spec.CounterexampleStep;
import dev.vmig.spec.StateChange;
import dev.vmig.spec.StepWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A counterexample as numbered steps, each with its changes of variables. */
final class CounterexampleText {
    private CounterexampleText() {}

    static List<String> of(List<CounterexampleStep> steps) {
        List<String> lines = new ArrayList<>();
        Map<String, String> before = Map.of();
        for (CounterexampleStep step : steps) {
            String head = "%3d. %s".formatted(step.number(), StepWords.of(before, step));
            lines.add(step.kind() == CounterexampleStep.Kind.ACTION ? head + changes(before, step.state()) : head);
            before = step.state();
        }
        return lines;
    }

    private static String changes(Map<String, String> before, Map<String, String> after) {
        return StateChange.between(before, after).stream()
                .map(StateChange::toString)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), text -> text.isEmpty() ? "" : "   [" + text + "]"));
    }
}
