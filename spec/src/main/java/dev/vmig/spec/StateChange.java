package dev.vmig.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.lang3.StringUtils;

/**
 * What is different in a later state, a variable at a time; of a function, a record or a tuple only the places that
 * differ: {@code at[reset] mark -> try}.
 *
 * @param place the variable, with what is in it
 * @param before as TLA+ text, strings without quotes, since the names are the field's own
 * @param after alike
 */
public record StateChange(String place, String before, String after) {
    private static final String OPEN = "([{<";
    private static final String CLOSE = ")]}>";

    /** All changes between two states, in the order of the variables' names. */
    public static List<StateChange> between(Map<String, String> before, Map<String, String> after) {
        List<StateChange> changes = new ArrayList<>();
        new TreeMap<>(after)
                .forEach((variable, value) -> add(changes, variable, before.getOrDefault(variable, "-"), value));
        return changes;
    }

    private static void add(List<StateChange> changes, String place, String before, String after) {
        if (before.equals(after)) {
            return;
        }
        Map<String, String> from = elements(before);
        Map<String, String> to = elements(after);
        if (from.isEmpty() || !from.keySet().equals(to.keySet())) {
            changes.add(new StateChange(place, plain(before), plain(after)));
            return;
        }
        to.forEach((key, value) -> add(changes, place + key, from.getOrDefault(key, "-"), value));
    }

    /** The elements of a value by their position; empty if the value has none. */
    private static Map<String, String> elements(String value) {
        Map<String, String> elements = new LinkedHashMap<>();
        if (isEnclosed(value, "(", ")")) {
            split(inner(value, 1), "@@").forEach(part -> put(elements, part, ":>", "[", "]"));
        } else if (isEnclosed(value, "[", "]")) {
            split(inner(value, 1), ",").forEach(part -> put(elements, part, "|->", ".", ""));
        } else if (isEnclosed(value, "<<", ">>")) {
            List<String> parts = split(inner(value, 2), ",");
            for (int i = 0; i < parts.size(); i++) {
                elements.put("[" + (i + 1) + "]", parts.get(i));
            }
        }
        return elements;
    }

    private static boolean isEnclosed(String value, String open, String close) {
        return value.startsWith(open) && value.endsWith(close);
    }

    private static String inner(String value, int bracket) {
        return value.substring(bracket, value.length() - bracket);
    }

    private static void put(Map<String, String> elements, String part, String arrow, String open, String close) {
        List<String> sides = split(part, arrow);
        if (sides.size() == 2) {
            elements.put(open + plain(sides.get(0)) + close, sides.get(1));
        }
    }

    /** Splits at a separator that is inside no bracket and no string. */
    private static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        boolean inString = false;
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '"') {
                inString = !inString;
            } else if (!inString && depth == 0 && text.startsWith(separator, i)) {
                parts.add(text.substring(start, i).strip());
                i += separator.length() - 1;
                start = i + 1;
            } else if (!inString && OPEN.indexOf(next) >= 0) {
                depth++;
            } else if (!inString && CLOSE.indexOf(next) >= 0 && !isArrow(text, i)) {
                depth--;
            }
        }
        String last = text.substring(start).strip();
        if (!last.isEmpty()) {
            parts.add(last);
        }
        return parts;
    }

    private static boolean isArrow(String text, int end) {
        return text.charAt(end) == '>' && end > 0 && ":-".indexOf(text.charAt(end - 1)) >= 0;
    }

    private static String plain(String value) {
        return StringUtils.remove(value, '"');
    }

    @Override
    public String toString() {
        return place + " " + before + " -> " + after;
    }
}
