package dev.vmig.cli;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.samples.record.ArcCommands;
import dev.vmig.samples.record.ArcCommands.Step;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A path for people. */
final class PathText {
    private static final List<String> HEADER = List.of("", "arc", "action", "data file", "admin commands");

    private PathText() {}

    static void print(PrintWriter out, FeatureSet features, MigrationState from, MigrationState to, List<Step> steps) {
        if (steps.isEmpty()) {
            out.println(title(features, from, to) + ": no arcs, the device is there");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        for (Step step : steps) {
            addRows(rows, features, step, String.valueOf(steps.indexOf(step) + 1));
        }
        Columns.print(out, rows);
        out.println();
        if (!features.hasP2p()) {
            out.println("Note: the vfio-virtio driver offers P2P always; what it would do without is not defined.");
        }
        int commands = steps.stream().mapToInt(step -> step.commands().size()).sum();
        out.println(title(features, from, to) + ": " + counted(steps.size(), "arc")
                + (features.hasP2p() ? ", " + counted(commands, "admin command") : ""));
    }

    static void printRefusal(PrintWriter out, FeatureSet features, MigrationState from, MigrationState to) {
        out.println(title(features, from, to) + ": refused with EINVAL, " + reason(features, from, to));
    }

    private static void addRows(List<List<String>> rows, FeatureSet features, Step step, String number) {
        String first = "-";
        List<String> more = List.of();
        if (!step.commands().isEmpty()) {
            List<String> commands =
                    step.commands().stream().map(ArcCommands.Command::toString).toList();
            first = commands.get(0);
            more = commands.subList(1, commands.size());
        } else if (!features.hasP2p()) {
            first = "";
        }
        Arc arc = step.arc();
        rows.add(List.of(number, arc.toString(), action(arc), arc.returnsFile() ? "returned" : "-", first));
        more.forEach(command -> rows.add(List.of("", "", "", "", command)));
    }

    private static String action(Arc arc) {
        return arc.action()
                .name()
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ')
                .replace("p2p", "P2P")
                .replace("pre copy", "pre-copy");
    }

    private static String reason(FeatureSet features, MigrationState from, MigrationState to) {
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

    private static String title(FeatureSet features, MigrationState from, MigrationState to) {
        return "Features " + features.flags() + ", " + from + " to " + to;
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
