package dev.vmig.cli;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;

/** The table for people. */
final class TableText {
    private static final int WIDTH = 13;
    private static final List<MigrationState> STATES = List.of(MigrationState.values());

    private TableText() {}

    static void printText(PrintWriter out, List<TransitionTable> tables) {
        for (TransitionTable table : tables) {
            out.println("features " + table.features().flags() + " (" + describe(table.features())
                    + "): current state at the left, requested state above, the next state in the cell, - for EINVAL");
            out.println(line("", STATES.stream().map(Enum::name).toList()));
            STATES.forEach(current -> out.println(line(current.name(), cells(table, current, "-"))));
            out.println();
        }
    }

    static void printMarkdown(PrintWriter out, List<TransitionTable> tables) {
        for (TransitionTable table : tables) {
            out.println("Features " + table.features().flags() + " (" + describe(table.features()) + ")");
            out.println();
            out.println("| current \\ requested | "
                    + STATES.stream().map(Enum::name).collect(Collectors.joining(" | ")) + " |");
            out.println("|" + StringUtils.repeat(" --- |", STATES.size() + 1));
            STATES.forEach(current ->
                    out.println("| **" + current + "** | " + String.join(" | ", cells(table, current, "-")) + " |"));
            out.println();
        }
    }

    /** The arcs as a graph, for Graphviz; those that return a data file are drawn bold. */
    static void printDot(PrintWriter out, List<TransitionTable> tables) {
        for (TransitionTable table : tables) {
            out.println("digraph vfio_migration_" + table.features().flags() + " {");
            out.println("  label=\"VFIO migration v2, features "
                    + table.features().flags() + " (" + describe(table.features()) + ")\";");
            out.println("  graph [fontname=\"sans-serif\", nodesep=0.6, ranksep=0.7];");
            out.println("  node [shape=box, style=rounded, fontname=\"sans-serif\"];");
            out.println("  edge [fontname=\"sans-serif\", fontsize=10];");
            STATES.stream()
                    .filter(state -> table.features().supports(state) || state == MigrationState.ERROR)
                    .forEach(state -> out.println(
                            "  " + state + (state.inSavingGroup() ? " [style=\"rounded,filled\"]" : "") + ";"));
            Arrays.stream(Arc.values())
                    .filter(arc -> table.path(arc.from(), arc.to()).equals(Optional.of(List.of(arc))))
                    .forEach(arc -> out.println("  " + arc.from() + " -> " + arc.to() + " [label=\" "
                            + arc.action().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "\""
                            + (arc.returnsFile() ? ", style=bold" : "") + "];"));
            out.println("  ERROR -> RUNNING [label=\" reset\", style=dashed];");
            out.println("}");
        }
    }

    private static List<String> cells(TransitionTable table, MigrationState current, String refused) {
        return STATES.stream()
                .map(requested -> table.allows(current, requested)
                        ? table.next(current, requested).name()
                        : refused)
                .toList();
    }

    private static String line(String head, List<String> cells) {
        return (StringUtils.rightPad(head, WIDTH)
                        + cells.stream()
                                .map(cell -> StringUtils.rightPad(cell, WIDTH))
                                .collect(Collectors.joining()))
                .stripTrailing();
    }

    private static String describe(FeatureSet features) {
        return "STOP_COPY" + (features.hasP2p() ? " + P2P" : "") + (features.hasPreCopy() ? " + PRE_COPY" : "");
    }
}
