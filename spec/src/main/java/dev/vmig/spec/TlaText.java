package dev.vmig.spec;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Values of a specification as TLA+ text. */
public final class TlaText {

    private TlaText() {}

    /** {@code value}, one of the types that {@link Oracle} lists, as TLA+ writes it, on one line. */
    public static String of(Object value) {
        if (value instanceof String text) {
            return '"' + text + '"';
        }
        if (value instanceof Boolean truth) {
            return truth.toString().toUpperCase(Locale.ROOT);
        }
        if (value instanceof Set<?> set) {
            return set.stream().map(TlaText::of).collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> tuple) {
            return tuple.stream().map(TlaText::of).collect(Collectors.joining(", ", "<<", ">>"));
        }
        if (value instanceof Map<?, ?> function) {
            return ofFunction(function);
        }
        return value.toString();
    }

    private static String ofFunction(Map<?, ?> function) {
        if (function.keySet().stream().allMatch(TlaText::isFieldName)) {
            return function.entrySet().stream()
                    .map(field -> field.getKey() + " |-> " + of(field.getValue()))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return function.entrySet().stream()
                .map(pair -> of(pair.getKey()) + " :> " + of(pair.getValue()))
                .collect(Collectors.joining(" @@ ", "(", ")"));
    }

    private static boolean isFieldName(Object key) {
        return key instanceof String text && text.matches("\\w*[A-Za-z]\\w*");
    }
}
