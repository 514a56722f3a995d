package dev.vmig.cli;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Phrases of messages. */
final class Words {
    private Words() {}

    /** {@code a, b or c}. */
    static String or(Collection<?> all) {
        List<String> words = all.stream().map(Object::toString).toList();
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** {@code not applicable} for {@code NOT_APPLICABLE}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code 1 arc}, {@code 2 arcs}. */
    static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** {@code once}, {@code 2 times}. */
    static String times(long number) {
        return number == 1 ? "once" : number + " times";
    }
}
