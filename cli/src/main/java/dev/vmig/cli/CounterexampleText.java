package dev.vmig.cli;

import dev.vmig.spec.CounterexampleStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;

/** A counterexample as numbered steps in the field's words, each with what it changes. */
final class CounterexampleText {
    private CounterexampleText() {}

    static List<String> of(List<CounterexampleStep> steps) {
        List<String> lines = new ArrayList<>();
        Map<String, String> before = Map.of();
        for (CounterexampleStep step : steps) {
            String head = "%3d. %s".formatted(step.number(), words(step));
            lines.add(step.kind() == CounterexampleStep.Kind.ACTION ? head + changes(before, step.state()) : head);
            before = step.state();
        }
        return lines;
    }

    private static String words(CounterexampleStep step) {
        return switch (step.kind()) {
            case INITIAL -> initially(step.state());
            case STUTTERING -> "nothing happens any more";
            case BACK_TO -> "and again from step " + step.number();
            case ACTION -> words(step.action(), step.state());
        };
    }

    private static String initially(Map<String, String> state) {
        return state.containsKey("state")
                ? "a device with features " + value(state, "features") + " is in " + value(state, "state")
                : "features " + value(state, "features");
    }

    private static String words(String action, Map<String, String> after) {
        return switch (action) {
            case "LookUp" -> "the cell " + value(after, "current") + " > " + value(after, "requested");
            case "Ask" -> "the VMM asks for " + value(after, "goal");
            case "Refuse" -> "the VMM asks for what is not allowed";
            case "WritePart" -> "the VMM writes part of a record";
            case "WriteImage" -> "the VMM writes the rest of an image";
            case "WriteSkipped" -> "the VMM writes the rest of a record that may be skipped";
            case "WriteFails" -> "the VMM writes what the driver does not take";
            case "AskSize" -> "the VMM asks for MIG_DATA_SIZE";
            case "AskPrecopyInfo" -> "the VMM asks for the pre-copy info";
            case "AskReset" -> "the device is to be reset";
            case "Reset" -> "the device is reset";
            case "StartArc" -> "the driver begins an arc from " + value(after, "state");
            case "TakeArc", "FinishArc" -> "the arc ends in " + value(after, "state");
            case "FailArc", "FailIntoError" -> "the arc fails in " + value(after, "state");
            case "RefuseImage" -> "the driver refuses to leave RESUMING";
            case "RefuseDead" -> "the driver refuses to go on with a failed session";
            case "Issue" -> "the driver issues " + value(after, "flight");
            case "OutOfIds" -> "no object id is left";
            case "FinishUnwind" -> "the failed arc has been cleaned up";
            case "Finish" -> "the request is answered";
            case "FinishWrite" -> "the write is answered";
            case "FinishQuery" -> "the query is answered";
            case "HandleReset" -> "the driver resets the function";
            case "FinishReset" -> "the reset is done";
            case "CarryOut" -> "the device carries the command out";
            case "Complete" -> "the command is answered";
            case "CompleteWithError" -> "the command fails";
            case "Ring" -> "the guest rings a doorbell";
            case "Serve", "Receive" -> "the device starts a DMA";
            case "Interrupt" -> "the device sends an interrupt";
            case "Settle" -> "the device's transactions end";
            default -> action;
        };
    }

    private static String changes(Map<String, String> before, Map<String, String> after) {
        List<String> changes = after.keySet().stream()
                .sorted()
                .filter(variable -> !value(after, variable).equals(value(before, variable)))
                .map(variable -> variable + " " + value(before, variable) + " -> " + value(after, variable))
                .toList();
        return changes.isEmpty() ? "" : "   [" + String.join(", ", changes) + "]";
    }

    /** Strings without their quotes: the names are the field's own. */
    private static String value(Map<String, String> state, String variable) {
        return StringUtils.remove(state.getOrDefault(variable, "-"), '"');
    }
}
