package dev.vmig.trace.tables;

import dev.vmig.fsm.MigrationState;
import dev.vmig.spec.Oracle;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.tables.RecordedRow.Outcome;
import dev.vmig.trace.tables.RecordingReport.Finding;
import dev.vmig.trace.tables.RecordingReport.Verdict;
import dev.vmig.trace.walk.Rejection;
import dev.vmig.trace.walk.SpecMoves;
import dev.vmig.trace.walk.SpecOracles;
import dev.vmig.trace.walk.SpecWalk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks each row of a recorded table: whether the specification allows the answer from one of the spec states that the
 * row's current state can be. A vfio-virtio driver is checked against {@code VirtioVf}, admin commands included, any
 * other driver against {@code VfioMigration}. An arc may fail only for a reason that the row shows.
 */
public final class RecordingChecker {
    /** Departures of the real driver that {@code VirtioVf} models. */
    private static final List<String> QUIRKS = List.of("K-1");

    private final SpecOracles oracles;

    /** A checker that opens modules on demand. */
    public RecordingChecker(SpecOracles oracles) {
        this.oracles = oracles;
    }

    /** Checks all rows. */
    public RecordingReport check(RecordedTable table) {
        Model contract = model(table, Set.of());
        Map<String, Model> departures = new LinkedHashMap<>();
        if (table.virtio()) {
            QUIRKS.forEach(quirk -> departures.put(quirk, model(table, Set.of(quirk))));
        }
        List<Finding> findings = new ArrayList<>();
        for (RecordedRow row : table.rows()) {
            findings.add(check(row, contract, departures));
        }
        return new RecordingReport(table, findings);
    }

    /** The moves of a model, and the states from which its devices take requests. */
    private record Model(SpecMoves moves, StartStates starts) {
        Optional<String> objection(RecordedRow row, Outcome outcome) {
            var states = starts.of(row);
            if (states.isEmpty()) {
                return Optional.of("the spec has no such device in " + row.current());
            }
            SpecWalk walk = new SpecWalk(moves, states);
            for (TraceEvent event : events(row, outcome)) {
                Optional<Rejection> rejection = walk.accept(event);
                if (rejection.isPresent()) {
                    return rejection.map(Rejection::toString);
                }
            }
            return Optional.empty();
        }
    }

    private static Finding check(RecordedRow row, Model contract, Map<String, Model> departures) {
        if (row.contradiction().isPresent()) {
            return new Finding(row, Verdict.REJECTED, "", row.contradiction().get());
        }
        if (row.outcome().isEmpty()) {
            return new Finding(row, Verdict.NOT_APPLICABLE, "", "");
        }
        Outcome outcome = row.outcome().get();
        Optional<String> objection = contract.objection(row, outcome);
        if (objection.isEmpty()) {
            return new Finding(row, Verdict.HOLDS, "", "");
        }
        for (Map.Entry<String, Model> departure : departures.entrySet()) {
            if (departure.getValue().objection(row, outcome).isEmpty()) {
                return new Finding(row, Verdict.QUIRK, departure.getKey(), objection.get());
            }
        }
        return new Finding(row, Verdict.REJECTED, "", objection.get());
    }

    private Model model(RecordedTable table, Set<String> quirks) {
        Oracle oracle;
        SpecMoves moves;
        if (table.virtio()) {
            oracle = oracles.virtioVf(commandErrnos(table), quirks);
            moves = SpecMoves.ofVirtioVf(oracle);
        } else {
            oracle = oracles.vfioMigration(Set.of(), imageErrnos(table));
            moves = SpecMoves.ofVfioMigration(oracle);
        }
        return new Model(moves, StartStates.explore(oracle, table.features(), table.rows()));
    }

    private static Set<String> commandErrnos(RecordedTable table) {
        Set<String> errnos = new TreeSet<>(Set.of("EINVAL"));
        table.rows().stream()
                .flatMap(row -> row.outcome().stream())
                .flatMap(outcome -> outcome.commands().stream())
                .forEach(command -> errnos.add(command.errno()));
        errnos.remove("0");
        return errnos;
    }

    /** The uAPI does not define the errno of RESUMING→STOP with incomplete data; drivers differ. */
    private static Set<String> imageErrnos(RecordedTable table) {
        Set<String> errnos = new TreeSet<>(Set.of("EINVAL"));
        table.rows().stream()
                .filter(row -> row.current() == MigrationState.RESUMING)
                .flatMap(row -> row.outcome().stream())
                .forEach(outcome -> errnos.add(outcome.errno()));
        errnos.remove("0");
        return errnos;
    }

    private static List<TraceEvent> events(RecordedRow row, Outcome outcome) {
        String device = "recorded";
        List<TraceEvent> events = new ArrayList<>();
        events.add(new TraceEvent.SetState(0, device, row.requested()));
        outcome.commands().forEach(command -> {
            events.add(new TraceEvent.Command(0, device, command.command()));
            events.add(new TraceEvent.Completion(0, device, command.command(), command.errno(), command.bytes()));
        });
        events.add(new TraceEvent.SetStateDone(0, device, outcome.errno(), outcome.result(), outcome.dataFile()));
        return events;
    }
}
