package dev.vmig.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.lang3.Strings;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The names that an option accepts.
 *
 * @param names all names
 */
record Choice(Collection<String> names) {
    private static final List<String> PREFIXES = List.of("", "VMIG-", "MC");
    private static final int MOST_SUGGESTIONS = 3;

    /** The name that a word stands for, regardless of case, of - or _, and of the common prefix. */
    Optional<String> meant(String word) {
        return names.contains(word)
                ? Optional.of(word)
                : names.stream()
                        .filter(name -> PREFIXES.stream()
                                .anyMatch(prefix -> normal(prefix + word).equals(normal(name))))
                        .findFirst();
    }

    /** An error line: the word, and the names that resemble it, or else all names. */
    String unknown(String option, String word) {
        return unknown(option, word, "one of " + String.join(", ", names));
    }

    /** An error line: the word, and the names that resemble it, or else the expectation. */
    String unknown(String option, String word, String expected) {
        String suggestion = suggestion(word);
        return option + ": " + word + (suggestion.isEmpty() ? " (expected: " + expected + ")" : suggestion);
    }

    /** {@code ; did you mean STOP?}, or an empty text. */
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
