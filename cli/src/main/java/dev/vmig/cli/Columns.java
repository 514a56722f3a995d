package dev.vmig.cli;

import java.io.PrintWriter;
import java.util.List;
import org.apache.commons.lang3.StringUtils;

/** Prints rows in aligned columns, two spaces apart. */
final class Columns {
    private static final String GAP = "  ";

    private Columns() {}

    /** Prints the rows, each with as many cells as the first; numbers are right-aligned. */
    static void print(PrintWriter out, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                line.append(
                                isNumber(cell)
                                        ? StringUtils.leftPad(cell, widths[column])
                                        : StringUtils.rightPad(cell, widths[column]))
                        .append(GAP);
            }
            out.println(StringUtils.stripEnd(line.toString(), " "));
        }
    }

    private static boolean isNumber(String cell) {
        return !cell.isEmpty() && Character.isDigit(cell.charAt(0)) && StringUtils.containsOnly(cell, "0123456789.");
    }
}
