package dev.vmig.spec;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small change of a specification at one place, such as a mistake makes it.
 *
 * @param kind what is done, such as {@code drop a conjunct}
 * @param definition the operator whose definition is changed
 * @param where the text that is replaced
 * @param original that text, on one line
 * @param replacement what stands there instead
 */
public record SpecMutation(String kind, String definition, SourceLocation where, String original, String replacement) {
    /** The specification with the change in it. */
    public SpecFiles in(SpecFiles files) {
        String file = where.module() + ".tla";
        List<String> lines = files.text(file).lines().toList();
        String changed = IntStream.rangeClosed(1, lines.size())
                .filter(number -> number <= where.line() || number > where.endLine())
                .mapToObj(number -> number == where.line() ? replaced(lines) : lines.get(number - 1))
                .collect(Collectors.joining("\n", "", "\n"));
        return files.withFile(file, changed);
    }

    private String replaced(List<String> lines) {
        String before = lines.get(where.line() - 1).substring(0, where.column() - 1);
        return before + replacement + lines.get(where.endLine() - 1).substring(where.endColumn());
    }

    @Override
    public String toString() {
        return "%s: %s in %s: %s  ->  %s".formatted(where, kind, definition, original, replacement);
    }
}
