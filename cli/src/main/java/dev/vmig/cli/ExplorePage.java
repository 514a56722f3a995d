package dev.vmig.cli;

import dev.vmig.cli.page.DriverWalk;
import dev.vmig.cli.page.ReportPage;
import dev.vmig.cli.page.ReportPage.Mood;
import dev.vmig.cli.page.RequestGraph;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.fsm.Arc;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.samples.record.ArcCommands;
import dev.vmig.trace.TraceWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state graph of a driver's features, and its calls, as a page. */
final class ExplorePage {
    private ExplorePage() {}

    static ReportPage of(Testee testee, List<Exploration.Moment> moments) {
        FeatureSet features = testee.shape().features();
        long calls = moments.stream().mapToLong(moment -> moment.moves().size()).sum();
        return new ReportPage(
                "vmig explore: " + testee.shape().name() + ", features " + features.flags(),
                Mood.PLAIN,
                moments.size() + " moments, " + calls + " calls",
                Map.of(),
                List.of(graph(features), walk(testee, moments)));
    }

    private static RequestGraph graph(FeatureSet features) {
        TransitionTable table = TransitionTable.of(features);
        List<MigrationState> states = Arrays.stream(MigrationState.values())
                .filter(state -> features.supports(state) || state == MigrationState.ERROR)
                .toList();
        List<Arc> arcs = Arrays.stream(Arc.values())
                .filter(arc -> table.path(arc.from(), arc.to()).equals(Optional.of(List.of(arc))))
                .toList();
        Interned rules = new Interned();
        List<RequestGraph.Request> requests = new ArrayList<>();
        for (MigrationState from : states) {
            for (MigrationState to : states) {
                Optional<List<Arc>> path = table.path(from, to);
                requests.add(new RequestGraph.Request(
                        from.name(),
                        to.name(),
                        path.orElse(List.of()).stream().map(arcs::indexOf).toList(),
                        path.isPresent() ? "" : PathCommand.refusal(features, from, to),
                        rules(from, to, path).stream().map(rules::of).toList()));
            }
        }
        return new RequestGraph(
                "States and requests",
                states.stream()
                        .map(state -> new RequestGraph.State(state.name(), text(state)))
                        .toList(),
                arcs.stream().map(arc -> arc(features, arc)).toList(),
                requests,
                rules.texts());
    }

    private static RequestGraph.GraphArc arc(FeatureSet features, Arc arc) {
        List<String> commands = features.hasP2p()
                ? ArcCommands.of(features, arc.from(), arc.to()).orElseThrow().stream()
                        .flatMap(step -> step.commands().stream())
                        .map(ArcCommands.Command::toString)
                        .toList()
                : List.of();
        return new RequestGraph.GraphArc(arc.from().name(), arc.to().name(), arc.returnsFile(), text(arc), commands);
    }

    /** The rules about a request. */
    private static List<String> rules(MigrationState from, MigrationState to, Optional<List<Arc>> path) {
        List<String> ids = new ArrayList<>();
        if (path.isEmpty()) {
            ids.add(
                    from == MigrationState.ERROR
                            ? "VMIG-ERR-007"
                            : to == MigrationState.ERROR ? "VMIG-FSM-003" : "VMIG-FSM-005");
            ids.add("VMIG-FSM-010");
        } else if (path.get().isEmpty()) {
            ids.addAll(List.of("VMIG-FSM-006", "VMIG-FSM-007"));
        } else {
            ids.addAll(List.of("VMIG-FSM-008", "VMIG-FSM-009", "VMIG-FSM-011", "VMIG-FSM-014"));
            if (from == MigrationState.RESUMING) {
                ids.addAll(List.of("VMIG-ERR-002", "VMIG-ERR-003", "VMIG-ERR-004"));
            }
        }
        RuleCatalogue catalogue = RuleCatalogue.bundled();
        return ids.stream()
                .map(id -> catalogue.find(id).orElseThrow())
                .map(rule -> rule.id() + ", " + rule.level() + ": " + rule.text() + " (" + rule.source() + ")")
                .toList();
    }

    private static String text(MigrationState state) {
        return switch (state) {
            case ERROR -> "The device has failed; only a reset leaves this state.";
            case STOP -> "No DMA, no interrupt, no change of the device's state.";
            case RUNNING -> "The device runs: the state after open and after reset.";
            case STOP_COPY -> "Stopped; the device's state is read from the data file.";
            case RESUMING -> "Stopped; another device's state is written to the data file.";
            case RUNNING_P2P -> "The device runs but starts no peer-to-peer DMA.";
            case PRE_COPY -> "The device runs; a first version of its state is read from the data file.";
            case PRE_COPY_P2P -> "As PRE_COPY, without peer-to-peer DMA.";
        };
    }

    private static String text(Arc arc) {
        return switch (arc.action()) {
            case QUIESCE_P2P -> "start no new peer-to-peer DMA, and end what is outstanding";
            case UNQUIESCE_P2P -> "allow peer-to-peer DMA again";
            case STOP -> "stop the device: no DMA, no interrupt, no change of its state";
            case START -> "let the device run";
            case START_SAVING -> "open a saving session on the stopped device";
            case START_PRE_COPY -> "open a saving session on the running device";
            case COPY_FINAL_STATE -> "append the final state to the open saving session";
            case STOP_AND_COPY_FINAL_STATE -> "stop the device, and append the final state to the open saving session";
            case END_SAVING -> "end the saving session";
            case START_RESUMING -> "open a resuming session; the device's own state is lost";
            case END_RESUMING -> "load the written data, check that they are complete and valid, end the session";
        };
    }

    private static DriverWalk walk(Testee testee, List<Exploration.Moment> moments) {
        Interned events = new Interned();
        Interned texts = new Interned();
        List<DriverWalk.Moment> drawn = new ArrayList<>();
        for (Exploration.Moment moment : moments) {
            List<DriverWalk.Move> moves = moment.moves().stream()
                    .map(move -> new DriverWalk.Move(
                            texts.of(move.call()),
                            texts.of(move.answer()),
                            move.events().stream()
                                    .map(TraceWriter::text)
                                    .map(events::of)
                                    .toList(),
                            move.allowed().stream().map(texts::of).toList(),
                            texts.of(move.objection()),
                            move.commands().stream().map(texts::of).toList(),
                            move.next().orElse(-1)))
                    .toList();
            drawn.add(new DriverWalk.Moment(moment.state().name(), moves));
        }
        return new DriverWalk(
                "A walk of the driver",
                testee.shape().name(),
                TraceWriter.text(Exploration.header(testee)),
                events.texts(),
                texts.texts(),
                drawn);
    }

    /** Texts by number, each once. */
    private static final class Interned {
        private final Map<String, Integer> numbers = new LinkedHashMap<>();

        int of(String text) {
            return numbers.computeIfAbsent(text, added -> numbers.size());
        }

        List<String> texts() {
            return List.copyOf(numbers.keySet());
        }
    }
}
