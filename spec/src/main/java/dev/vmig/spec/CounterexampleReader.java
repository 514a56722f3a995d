package dev.vmig.spec;

import dev.vmig.spec.CounterexampleStep.Kind;
import dev.vmig.spec.MessageLog.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the states of a counterexample from TLC's messages. */
final class CounterexampleReader {

    private static final int BEHAVIOUR_UP_TO_HERE = 2121;
    private static final int COUNTEREXAMPLE = 2264;
    private static final int INVARIANT_FALSE_INITIALLY = 2107;
    private static final int PROPERTY_FALSE_INITIALLY = 2108;
    private static final int STATE = 2217;
    private static final int STUTTERING = 2218;
    private static final int BACK_TO_STATE = 2122;

    private static final Pattern HEAD = Pattern.compile("(\\d+): (?:Back to state:? ?)?(?:<(\\w+)(.*)>)?.*");
    private static final Pattern VARIABLE = Pattern.compile("(?:/\\\\ )?(\\w+) = (.*)");

    private final List<CounterexampleStep> steps = new ArrayList<>();

    static boolean isHeading(int code) {
        return code == BEHAVIOUR_UP_TO_HERE || code == COUNTEREXAMPLE;
    }

    void read(Message message) {
        switch (message.code()) {
            case STATE -> steps.add(state(message.text()));
            case STUTTERING -> steps.add(mark(Kind.STUTTERING, message.text()));
            case BACK_TO_STATE -> steps.add(mark(Kind.BACK_TO, message.text()));
            case INVARIANT_FALSE_INITIALLY, PROPERTY_FALSE_INITIALLY ->
                steps.add(new CounterexampleStep(Kind.INITIAL, 1, "", null, values(afterFirstLine(message.text()))));
            default -> {
                // No part of a behaviour.
            }
        }
    }

    List<CounterexampleStep> steps() {
        return steps;
    }

    private static CounterexampleStep state(String text) {
        Matcher head = head(text);
        int number = Integer.parseInt(head.group(1));
        SourceLocation where = where(head);
        Map<String, String> values = values(afterFirstLine(text));
        // An initial state has "<Initial predicate>" there, without a place.
        return where == null
                ? new CounterexampleStep(Kind.INITIAL, number, "", null, values)
                : new CounterexampleStep(Kind.ACTION, number, name(head), where, values);
    }

    private static CounterexampleStep mark(Kind kind, String text) {
        Matcher head = head(text);
        return new CounterexampleStep(kind, Integer.parseInt(head.group(1)), name(head), where(head), Map.of());
    }

    private static Matcher head(String text) {
        Matcher head = HEAD.matcher(text.lines().findFirst().orElse(""));
        if (!head.matches()) {
            throw new IllegalStateException("a state of a TLC counterexample without a number: " + text);
        }
        return head;
    }

    private static String name(Matcher head) {
        return head.group(2) == null ? "" : head.group(2);
    }

    private static @Nullable SourceLocation where(Matcher head) {
        return head.group(3) == null
                ? null
                : SourceLocation.firstIn(head.group(3)).orElse(null);
    }

    /** A conjunction of {@code variable = value}, values over several lines included. */
    private static Map<String, String> values(List<String> lines) {
        Map<String, String> values = new LinkedHashMap<>();
        String last = "";
        for (String line : lines) {
            Matcher variable = VARIABLE.matcher(line);
            if (variable.matches()) {
                last = variable.group(1);
                values.put(last, variable.group(2).strip());
            } else {
                values.merge(last, line.strip(), (start, rest) -> start + " " + rest);
            }
        }
        return values;
    }

    private static List<String> afterFirstLine(String text) {
        return text.lines().skip(1).filter(line -> !line.isBlank()).toList();
    }
}
