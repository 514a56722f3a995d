package dev.vmig.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.samples.record.ArcCommands;
import dev.vmig.samples.record.ArcCommands.Step;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vmig path}: the arcs of a request, and what the vfio-virtio driver does on each. */
@Command(
        name = "path",
        description = {
            "Print the arcs that a request is broken into, and the admin commands that the vfio-virtio driver issues on"
                    + " each, as the reference driver issues them on a simulated device.",
            "A request that the uAPI refuses has no arcs; the exit code is then 1."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vmig path --features 7 RUNNING STOP_COPY",
            "  vmig path --features 7 PRE_COPY RESUMING --json"
        })
final class PathCommand implements Callable<Integer> {
    @Option(
            names = "--features",
            paramLabel = "1|3|5|7",
            required = true,
            description = "What the device has: 1 STOP_COPY, 3 +P2P, 5 +PRE_COPY, 7 +P2P+PRE_COPY.")
    private FeatureSet features = FeatureSet.STOP_COPY_P2P_PRE_COPY;

    @Parameters(index = "0", paramLabel = "FROM", description = "The current state.")
    private MigrationState from = MigrationState.RUNNING;

    @Parameters(index = "1", paramLabel = "TO", description = "The requested state.")
    private MigrationState to = MigrationState.RUNNING;

    @Option(names = "--json", description = "One JSON document instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<List<Step>> steps = steps();
        if (json) {
            Output.print(out, document(steps));
        } else if (steps.isPresent()) {
            PathText.print(out, features, from, to, steps.get());
        } else {
            PathText.printRefusal(out, features, from, to);
        }
        return steps.isPresent() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    /** The driver has no arcs for devices without P2P, as in Linux; only the arcs themselves are known then. */
    private Optional<List<Step>> steps() {
        return features.hasP2p()
                ? ArcCommands.of(features, from, to)
                : TransitionTable.of(features)
                        .path(from, to)
                        .map(arcs -> arcs.stream()
                                .map(arc -> new Step(arc, List.of()))
                                .toList());
    }

    private ObjectNode document(Optional<List<Step>> steps) {
        ObjectNode document = Output.document()
                .put("features", features.flags())
                .put("from", from.name())
                .put("to", to.name())
                .put("errno", steps.isPresent() ? "0" : "EINVAL");
        ArrayNode arcs = document.putArray("arcs");
        steps.ifPresent(all -> all.forEach(step -> add(arcs.addObject(), step)));
        return document;
    }

    private static void add(ObjectNode node, Step step) {
        node.put("from", step.arc().from().name())
                .put("to", step.arc().to().name())
                .put("action", step.arc().action().name())
                .put("returnsFile", step.arc().returnsFile());
        ArrayNode names = node.putArray("adminCommands");
        ArrayNode arguments = node.putArray("adminCommandArguments");
        for (ArcCommands.Command command : step.commands()) {
            names.add(command.name());
            arguments.add(command.argument());
        }
    }
}
