package dev.vmig.spec.tlc;

import dev.vmig.spec.SourceLocation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;
import tla2sany.st.Location;

/** The text of formulas, taken from the source files. */
final class SourceText {
    private final Map<String, String> files;
    /** Of the files that were asked about: a formula is looked up for each part of it. */
    private final Map<String, List<String>> lines = new HashMap<>();

    SourceText(Map<String, String> files) {
        this.files = files;
    }

    static SourceLocation location(Location place) {
        return new SourceLocation(
                place.source(), place.beginLine(), place.beginColumn(), place.endLine(), place.endColumn());
    }

    /** Whether the place is in one of the files, not in a standard module or nowhere. */
    boolean has(Location place) {
        return place.beginLine() > 0 && files.containsKey(place.source() + ".tla");
    }

    /** What stands at {@code place}, on one line. */
    String of(Location place) {
        String file = files.get(place.source() + ".tla");
        if (file == null) {
            return place.toString();
        }
        List<String> lines = this.lines.computeIfAbsent(
                place.source(), module -> file.lines().toList());
        StringBuilder text = new StringBuilder();
        for (int line = place.beginLine(); line <= place.endLine(); line++) {
            String whole = lines.get(line - 1);
            int start = line == place.beginLine() ? place.beginColumn() - 1 : 0;
            int end = line == place.endLine() ? place.endColumn() : whole.length();
            text.append(StringUtils.substringBefore(whole.substring(start, end), "\\*"))
                    .append(' ');
        }
        return StringUtils.normalizeSpace(text.toString());
    }
}
