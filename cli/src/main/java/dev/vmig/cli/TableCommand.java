package dev.vmig.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vmig table}: where each request goes next. */
@Command(
        name = "table",
        description = "Print the transition table: from each state, the next state on the way to each requested one.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vmig table --features 7",
            "  vmig table --format csv > table.csv",
            "  vmig table --features 7 --format dot | dot -Tsvg > graph.svg"
        })
final class TableCommand implements Callable<Integer> {
    enum Format {
        TEXT,
        CSV,
        MARKDOWN,
        JSON,
        DOT
    }

    @Option(
            names = "--features",
            paramLabel = "1|3|5|7",
            description = "Only the table of the devices with these features; without it all four.")
    private @Nullable FeatureSet features;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, csv, markdown, json or dot; default: text.")
    private Format format = Format.TEXT;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<TransitionTable> tables = (features == null ? List.of(FeatureSet.values()) : List.of(features))
                .stream().map(TransitionTable::of).toList();
        switch (json ? Format.JSON : format) {
            case TEXT -> TableText.printText(out, tables);
            case MARKDOWN -> TableText.printMarkdown(out, tables);
            case DOT -> TableText.printDot(out, tables);
            case CSV -> printCsv(out, tables);
            case JSON -> printJson(out, tables);
        }
        return ExitCode.HOLDS;
    }

    private static void printCsv(PrintWriter out, List<TransitionTable> tables) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader("features", "current", "requested", "next", "errno")
                .setRecordSeparator('\n')
                .get();
        try (CSVPrinter csv = new CSVPrinter(out, format)) {
            for (TransitionTable table : tables) {
                for (MigrationState current : MigrationState.values()) {
                    for (MigrationState requested : MigrationState.values()) {
                        boolean allowed = table.allows(current, requested);
                        csv.printRecord(
                                table.features().flags(),
                                current,
                                requested,
                                allowed ? table.next(current, requested) : "",
                                allowed ? "0" : "EINVAL");
                    }
                }
            }
        }
    }

    private static void printJson(PrintWriter out, List<TransitionTable> tables) {
        ObjectNode document = Output.document();
        ArrayNode cells = document.putArray("cells");
        for (TransitionTable table : tables) {
            for (MigrationState current : MigrationState.values()) {
                for (MigrationState requested : MigrationState.values()) {
                    boolean allowed = table.allows(current, requested);
                    cells.addObject()
                            .put("features", table.features().flags())
                            .put("current", current.name())
                            .put("requested", requested.name())
                            .put(
                                    "next",
                                    allowed ? table.next(current, requested).name() : null)
                            .put("errno", allowed ? "0" : "EINVAL");
                }
            }
        }
        Output.print(out, document);
    }
}
