package dev.vmig.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.commons.lang3.StringUtils;

/**
 * Steps of counterexamples in the field's words. They are in {@code steps.properties}, by module and action; a variable
 * in braces stands for its value after the step, with a prime for that before it.
 */
public final class StepWords {
    private static final Properties WORDS = load("steps.properties");

    private StepWords() {}

    /** The properties of a file beside this class. */
    static Properties load(String name) {
        Properties words = new Properties();
        try (InputStream file = Objects.requireNonNull(StepWords.class.getResourceAsStream(name))) {
            words.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** The actions that there are words for, as {@code module.action}. */
    static Set<String> known() {
        return WORDS.stringPropertyNames();
    }

    /**
     * What happens in a step; the action's own name if there are no words for it.
     *
     * @param before the state before the step; anything for an initial one
     */
    public static String of(Map<String, String> before, CounterexampleStep step) {
        return switch (step.kind()) {
            case INITIAL -> initially(step.state());
            case STUTTERING -> "nothing happens any more";
            case BACK_TO -> "and again from step " + step.number();
            case ACTION -> filled(WORDS.getProperty(name(step), step.action()), before, step.state());
        };
    }

    /** {@code module.action}. */
    static String name(CounterexampleStep step) {
        return step.where() == null ? step.action() : step.where().module() + "." + step.action();
    }

    private static String initially(Map<String, String> state) {
        if (!state.containsKey("features")) {
            return "at first";
        }
        return state.containsKey("state")
                ? "a device with features " + plain(state, "features") + " is in " + plain(state, "state")
                : "features " + plain(state, "features");
    }

    /** A text with the values of variables in place of their names. */
    static String filled(String words, Map<String, String> before, Map<String, String> after) {
        String filled = words;
        for (String variable : after.keySet()) {
            filled = filled.replace("{" + variable + "}", plain(after, variable))
                    .replace("{" + variable + "'}", plain(before, variable));
        }
        return filled;
    }

    private static String plain(Map<String, String> state, String variable) {
        return StringUtils.remove(state.getOrDefault(variable, "-"), '"');
    }
}
