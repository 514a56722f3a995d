package dev.vmig.spec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.commons.lang3.StringUtils;

/**
 * The processes that take part in a step of a counterexample, for drawings with a lane each. They are in {@code
 * lanes.properties}, by module and action; a step of an unlisted action is drawn in the lane of its module.
 */
public final class StepLanes {
    private static final String ORDER = "order";
    private static final Properties LANES = StepWords.load("lanes.properties");
    private static final List<String> KNOWN_ORDER = split(LANES.getProperty(ORDER), ",");

    /** Lanes from left to right; one that is a kind with a number, {@code device 1}, stands where the kind does. */
    public static final Comparator<String> LEFT_TO_RIGHT =
            Comparator.comparingInt(StepLanes::rank).thenComparing(Comparator.naturalOrder());

    private StepLanes() {}

    /** The actions that there are lanes for, as {@code module.action}. */
    static List<String> known() {
        return LANES.stringPropertyNames().stream()
                .filter(name -> !name.equals(ORDER))
                .sorted()
                .toList();
    }

    /** The lane that a step belongs to, or the lanes that it leads from and to; none unless it is an action. */
    public static List<String> of(CounterexampleStep step) {
        if (step.kind() != CounterexampleStep.Kind.ACTION) {
            return List.of();
        }
        String otherwise = step.where() == null
                ? step.action()
                : Objects.requireNonNull(step.where()).module();
        String lanes = LANES.getProperty(StepWords.name(step), otherwise);
        return split(StepWords.filled(lanes, step.state(), step.state()), ">");
    }

    private static List<String> split(String text, String separator) {
        return Arrays.stream(StringUtils.split(text, separator))
                .map(String::strip)
                .toList();
    }

    private static int rank(String lane) {
        int exact = KNOWN_ORDER.indexOf(lane);
        int rank = exact >= 0 ? exact : KNOWN_ORDER.indexOf(StringUtils.substringBeforeLast(lane, " "));
        return rank >= 0 ? rank : KNOWN_ORDER.size();
    }
}
