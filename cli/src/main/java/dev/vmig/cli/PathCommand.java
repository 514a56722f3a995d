package dev.vmig.cli;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.samples.record.ArcCommands;
import dev.vmig.samples.record.ArcCommands.Step;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vmig path}: the arcs of a request, and the driver's action on each. */
@Command(
        name = "path",
        description = {
            "Print the arcs that a request is broken into, and the admin commands that the vfio-virtio driver issues on"
                    + " each, as the reference driver issues them on a simulated device.",
            "A request that the uAPI refuses has no arcs; the exit code is then 1."
        },
        footer = {
            "",
            "Examples:",
            "  vmig path RUNNING STOP_COPY",
            "  vmig path --features 3 RUNNING STOP_COPY",
            "  vmig path PRE_COPY RESUMING --json"
        })
final class PathCommand implements Callable<Integer> {
    private static final List<String> HEADER = List.of("", "arc", "action", "data file", "admin commands");

    @Option(
            names = "--features",
            paramLabel = "1|3|5|7",
            description = "Features of the device: 1 STOP_COPY, 3 +P2P, 5 +PRE_COPY, 7 +P2P+PRE_COPY (the default).")
    private FeatureSet features = FeatureSet.STOP_COPY_P2P_PRE_COPY;

    @Parameters(index = "0", paramLabel = "FROM", description = "The current state.")
    private MigrationState from = MigrationState.RUNNING;

    @Parameters(index = "1", paramLabel = "TO", description = "The requested state.")
    private MigrationState to = MigrationState.RUNNING;

    @Mixin
    private Console console = new Console();

    private record Document(
            FeatureSet features, MigrationState from, MigrationState to, String errno, List<Row> arcs) {}

    private record Row(
            MigrationState from,
            MigrationState to,
            String action,
            boolean returnsFile,
            List<String> adminCommands,
            List<String> adminCommandArguments) {
        static Row of(Step step) {
            Arc arc = step.arc();
            return new Row(
                    arc.from(),
                    arc.to(),
                    arc.action().name(),
                    arc.returnsFile(),
                    step.commands().stream().map(ArcCommands.Command::name).toList(),
                    step.commands().stream().map(ArcCommands.Command::argument).toList());
        }
    }

    @Override
    public Integer call() {
        Optional<List<Step>> steps = steps();
        List<Row> arcs = steps.orElse(List.of()).stream().map(Row::of).toList();
        console.print(
                () -> new Document(features, from, to, steps.isPresent() ? "0" : "EINVAL", arcs),
                out -> print(out, steps));
        return steps.isPresent() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    /** The driver's actions; empty without P2P, for which the driver defines no arcs, as in Linux. */
    private Optional<List<Step>> steps() {
        return features.hasP2p()
                ? ArcCommands.of(features, from, to)
                : TransitionTable.of(features)
                        .path(from, to)
                        .map(arcs -> arcs.stream()
                                .map(arc -> new Step(arc, List.of()))
                                .toList());
    }

    private void print(PrintWriter out, Optional<List<Step>> path) {
        String title = "Features " + features.flags() + ", " + from + " to " + to + ": ";
        List<Step> steps = path.orElse(List.of());
        if (path.isEmpty()) {
            out.println(title + "refused with EINVAL, " + refusal(features, from, to));
            return;
        } else if (steps.isEmpty()) {
            out.println(title + "no arcs, the device is in that state");
            return;
        }
        List<List<String>> rows = new ArrayList<>(List.of(HEADER));
        steps.forEach(step -> addRows(rows, step, String.valueOf(steps.indexOf(step) + 1)));
        Columns.print(out, rows);
        out.println();
        if (!features.hasP2p()) {
            out.println("Note: the vfio-virtio driver always offers P2P; its actions without P2P are not defined.");
        }
        int commands = steps.stream().mapToInt(step -> step.commands().size()).sum();
        out.println(title
                + Words.counted(steps.size(), "arc")
                + (features.hasP2p() ? ", " + Words.counted(commands, "admin command") : ""));
    }

    private void addRows(List<List<String>> rows, Step step, String number) {
        List<String> commands = step.commands().isEmpty()
                ? List.of(features.hasP2p() ? "-" : "")
                : step.commands().stream().map(ArcCommands.Command::toString).toList();
        Arc arc = step.arc();
        String file = arc.returnsFile() ? "returned" : "-";
        rows.add(List.of(number, arc.toString(), action(arc), file, commands.get(0)));
        commands.stream().skip(1).forEach(command -> rows.add(List.of("", "", "", "", command)));
    }

    private static String action(Arc arc) {
        String words = arc.action().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.replace("p2p", "P2P").replace("pre copy", "pre-copy");
    }

    /** Why the uAPI refuses a request. */
    static String refusal(FeatureSet features, MigrationState from, MigrationState to) {
        if (from == MigrationState.ERROR) {
            return "since only a reset leaves ERROR";
        } else if (to == MigrationState.ERROR) {
            return "since ERROR cannot be requested";
        } else if (!features.supports(from)) {
            return "since the device has no " + from;
        } else if (!features.supports(to)) {
            return "since the device has no " + to;
        }
        return "since the uAPI blocks this combination";
    }
}
