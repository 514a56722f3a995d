package dev.vmig.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.lang3.Strings;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * What a name on the command line stands for.
 *
 * @param names all that there are
 */
record Choice(Collection<String> names) {
    private static final List<String> PREFIXES = List.of("", "VMIG-", "MC");
    private static final int MOST_SUGGESTIONS = 3;

    /** The name that is meant: in whatever case, with - or _, and without the prefix that all of its kind have. */
    Optional<String> meant(String word) {
        return names.contains(word)
                ? Optional.of(word)
                : names.stream()
                        .filter(name -> PREFIXES.stream()
                                .anyMatch(prefix -> normal(prefix + word).equals(normal(name))))
                        .findFirst();
    }

    /** One line: what was given, and the names that it resembles, or else all that there are. */
    String unknown(String option, String word) {
        return unknown(option, word, "one of " + String.join(", ", names));
    }

    /** One line: what was given, and the names that it resembles, or else what was expected. */
    String unknown(String option, String word, String expected) {
        String suggestion = suggestion(word);
        return option + ": " + word + (suggestion.isEmpty() ? " (expected: " + expected + ")" : suggestion);
    }

    /** {@code ; did you mean STOP?}, or nothing. */
    String suggestion(String word) {
        int near = Math.max(1, word.length() / 3);
        List<String> similar = names.stream()
                .filter(name -> distance(name, word) <= near)
                .sorted(Comparator.comparingInt(name -> distance(name, word)))
                .limit(MOST_SUGGESTIONS)
                .toList();
        return similar.isEmpty() ? "" : "; did you mean " + Words.or(similar) + "?";
    }

    private static int distance(String name, String word) {
        return PREFIXES.stream()
                .mapToInt(prefix -> LevenshteinDistance.getDefaultInstance()
                        .apply(
                                normal(Strings.CI.removeStart(name, prefix)),
                                normal(Strings.CI.removeStart(word, prefix))))
                .min()
                .orElseThrow();
    }

    private static String normal(String name) {
        return name.toUpperCase(Locale.ROOT).replace('_', '-');
    }
}
