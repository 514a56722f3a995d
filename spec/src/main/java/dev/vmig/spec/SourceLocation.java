package dev.vmig.spec;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A stretch of a TLA+ module. Lines and columns count from 1, and the last column belongs to it.
 */
public record SourceLocation(String module, int line, int column, int endLine, int endColumn) {

    private static final Pattern TLC_FORM = Pattern.compile(
            "line (\\d+), col(?:umn)? (\\d+) to line (\\d+), col(?:umn)? (\\d+) (?:of module|in) (\\w+)");

    /** Every place that {@code text} mentions in TLC's form, {@code line 3, col 1 to line 3, col 9 of module M}. */
    static Stream<SourceLocation> in(String text) {
        return TLC_FORM.matcher(text).results().map(SourceLocation::of);
    }

    /** The first place that {@code text} mentions. */
    static Optional<SourceLocation> firstIn(String text) {
        Matcher matcher = TLC_FORM.matcher(text);
        return matcher.find() ? Optional.of(of(matcher)) : Optional.empty();
    }

    private static SourceLocation of(MatchResult found) {
        return new SourceLocation(
                found.group(5),
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)),
                Integer.parseInt(found.group(4)));
    }

    /** {@code Module.tla:line:column}. */
    @Override
    public String toString() {
        return module + ".tla:" + line + ":" + column;
    }
}
