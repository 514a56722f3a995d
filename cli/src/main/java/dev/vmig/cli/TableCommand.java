package dev.vmig.cli;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vmig table}: prints the transition table. */
@Command(
        name = "table",
        description = "Print the transition table: from each state, the next state on the way to each requested one.",
        footer = {
            "",
            "Examples:",
            "  vmig table --features 7",
            "  vmig table --format csv > table.csv",
            "  vmig table --features 7 --format dot | dot -Tsvg > graph.svg"
        })
final class TableCommand implements Callable<Integer> {
    private static final List<MigrationState> STATES = List.of(MigrationState.values());

    private enum Format {
        TEXT,
        CSV,
        MARKDOWN,
        JSON,
        DOT
    }

    @Option(
            names = "--features",
            paramLabel = "1|3|5|7",
            description = "Print only the table of devices with these features; default: all four.")
    private @Nullable FeatureSet features;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, csv, markdown, json or dot; default: text.")
    private Format format = Format.TEXT;

    @Mixin
    private Console console = new Console();

    private record Document(List<Cell> cells) {}

    private record Cell(
            FeatureSet features,
            MigrationState current,
            MigrationState requested,
            @Nullable MigrationState next,
            String errno) {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = console.out();
        List<TransitionTable> tables = (features == null ? List.of(FeatureSet.values()) : List.of(features))
                .stream().map(TransitionTable::of).toList();
        switch (console.json() ? Format.JSON : format) {
            case TEXT -> tables.forEach(table -> printText(out, table));
            case MARKDOWN -> tables.forEach(table -> printMarkdown(out, table));
            case DOT -> tables.forEach(table -> printDot(out, table));
            case CSV -> printCsv(out, tables);
            case JSON -> Json.print(out, new Document(cells(tables)));
        }
        return ExitCode.HOLDS;
    }

    private static List<Cell> cells(List<TransitionTable> tables) {
        List<Cell> cells = new ArrayList<>();
        for (TransitionTable table : tables) {
            for (MigrationState current : STATES) {
                for (MigrationState requested : STATES) {
                    boolean allowed = table.allows(current, requested);
                    MigrationState next = allowed ? table.next(current, requested) : null;
                    cells.add(new Cell(table.features(), current, requested, next, allowed ? "0" : "EINVAL"));
                }
            }
        }
        return cells;
    }

    private static void printCsv(PrintWriter out, List<TransitionTable> tables) throws IOException {
        CSVFormat csv = CSVFormat.DEFAULT
                .builder()
                .setRecordSeparator('\n')
                .setNullString("")
                .get();
        CSVPrinter printer = new CSVPrinter(out, csv);
        printer.printRecord("features", "current", "requested", "next", "errno");
        for (Cell cell : cells(tables)) {
            printer.printRecord(cell.features().flags(), cell.current(), cell.requested(), cell.next(), cell.errno());
        }
        out.flush();
    }

    private static void printText(PrintWriter out, TransitionTable table) {
        out.println("features " + describe(table)
                + ": current state at the left, requested state above, the next state in the cell, - for EINVAL");
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("", STATES.stream().map(Enum::name).toList()));
        STATES.forEach(current -> rows.add(row(current.name(), next(table, current))));
        Columns.print(out, rows);
        out.println();
    }

    private static void printMarkdown(PrintWriter out, TransitionTable table) {
        out.println("Features " + describe(table));
        out.println();
        out.println("| current \\ requested | " + StringUtils.join(STATES, " | ") + " |");
        out.println("|" + StringUtils.repeat(" --- |", STATES.size() + 1));
        STATES.forEach(
                current -> out.println("| **" + current + "** | " + String.join(" | ", next(table, current)) + " |"));
        out.println();
    }

    /** The arcs as a graph, for Graphviz; those that return a data file are drawn bold. */
    private static void printDot(PrintWriter out, TransitionTable table) {
        out.println("digraph vfio_migration_" + table.features().flags() + " {");
        out.println("  label=\"VFIO migration v2, features " + describe(table) + "\";");
        out.println("  graph [fontname=\"sans-serif\", nodesep=0.6, ranksep=0.7];");
        out.println("  node [shape=box, style=rounded, fontname=\"sans-serif\"];");
        out.println("  edge [fontname=\"sans-serif\", fontsize=10];");
        STATES.stream()
                .filter(state -> table.features().supports(state) || state == MigrationState.ERROR)
                .forEach(state ->
                        out.println("  " + state + (state.inSavingGroup() ? " [style=\"rounded,filled\"]" : "") + ";"));
        Arrays.stream(Arc.values())
                .filter(arc -> table.path(arc.from(), arc.to()).equals(Optional.of(List.of(arc))))
                .forEach(arc -> out.println("  " + arc.from() + " -> " + arc.to() + " [label=\" "
                        + arc.action().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "\""
                        + (arc.returnsFile() ? ", style=bold" : "") + "];"));
        out.println("  ERROR -> RUNNING [label=\" reset\", style=dashed];");
        out.println("}");
    }

    private static List<String> next(TransitionTable table, MigrationState current) {
        return STATES.stream()
                .map(requested -> table.allows(current, requested)
                        ? table.next(current, requested).name()
                        : "-")
                .toList();
    }

    private static List<String> row(String head, List<String> cells) {
        List<String> row = new ArrayList<>(List.of(head));
        row.addAll(cells);
        return row;
    }

    private static String describe(TransitionTable table) {
        FeatureSet features = table.features();
        return features.flags() + " (STOP_COPY" + (features.hasP2p() ? " + P2P" : "")
                + (features.hasPreCopy() ? " + PRE_COPY" : "") + ")";
    }
}
