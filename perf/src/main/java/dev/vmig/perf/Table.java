package dev.vmig.perf;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.lang3.StringUtils;

/** Rows in aligned columns, for a terminal or as Markdown, which is the same with bars. */
final class Table {
    private final boolean markdown;
    private final List<List<String>> rows = new ArrayList<>();

    Table(boolean markdown) {
        this.markdown = markdown;
    }

    /** An empty table of the same kind with these headings. */
    Table begin(String... headings) {
        Table table = new Table(markdown);
        table.rows.add(List.of(headings));
        return table;
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    void print(PrintWriter out) {
        for (int i = 0; i < rows.size(); i++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < rows.get(0).size(); column++) {
                String cell = rows.get(i).get(column);
                cells.add(
                        isNumeric(column)
                                ? StringUtils.leftPad(cell, width(column))
                                : StringUtils.rightPad(cell, width(column)));
            }
            line(out, cells);
            if (i == 0 && markdown) {
                rule(out);
            }
        }
    }

    private void rule(PrintWriter out) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            String dashes = "-".repeat(width(column) - 1);
            cells.add(isNumeric(column) ? dashes + ":" : dashes + "-");
        }
        line(out, cells);
    }

    private void line(PrintWriter out, List<String> cells) {
        out.println(
                markdown
                        ? "| " + String.join(" | ", cells) + " |"
                        : StringUtils.stripEnd(String.join("  ", cells), " "));
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        return rows.stream()
                .skip(1)
                .map(row -> row.get(column))
                .allMatch(cell -> StringUtils.containsOnly(cell, "0123456789.,"));
    }
}
