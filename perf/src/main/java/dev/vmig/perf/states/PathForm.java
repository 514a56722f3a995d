package dev.vmig.perf.states;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Ways to the path of a request. */
public enum PathForm {
    /** The project's table. */
    VMIG,
    /** A map of maps. */
    ENUM_MAP,
    /** A hash map whose key is a record of both states. */
    RECORD_KEY,
    /** One lookup of the next state after the other, each time anew. */
    WALKED;

    private record StatePair(MigrationState from, MigrationState to) {}

    /** How a path is found. */
    @FunctionalInterface
    interface Paths {
        Optional<List<Arc>> path(MigrationState from, MigrationState to);
    }

    Paths create() {
        TransitionTable table = TransitionTable.of(FeatureSet.STOP_COPY_P2P_PRE_COPY);
        return switch (this) {
            case VMIG -> table::path;
            case ENUM_MAP -> maps(table);
            case RECORD_KEY -> records(table);
            case WALKED -> (from, to) -> walk(table, from, to);
        };
    }

    private static Paths maps(TransitionTable table) {
        Map<MigrationState, Map<MigrationState, Optional<List<Arc>>>> rows = new EnumMap<>(MigrationState.class);
        for (MigrationState from : MigrationState.values()) {
            Map<MigrationState, Optional<List<Arc>>> row = new EnumMap<>(MigrationState.class);
            for (MigrationState to : MigrationState.values()) {
                row.put(to, table.path(from, to));
            }
            rows.put(from, row);
        }
        return (from, to) ->
                Objects.requireNonNull(Objects.requireNonNull(rows.get(from)).get(to));
    }

    private static Paths records(TransitionTable table) {
        Map<StatePair, Optional<List<Arc>>> paths = new HashMap<>();
        for (MigrationState from : MigrationState.values()) {
            for (MigrationState to : MigrationState.values()) {
                paths.put(new StatePair(from, to), table.path(from, to));
            }
        }
        return (from, to) -> Objects.requireNonNull(paths.get(new StatePair(from, to)));
    }

    private static Optional<List<Arc>> walk(TransitionTable table, MigrationState from, MigrationState to) {
        if (!table.allows(from, to)) {
            return Optional.empty();
        }
        List<Arc> arcs = new ArrayList<>();
        for (MigrationState at = from; at != to; at = table.next(at, to)) {
            arcs.add(Arc.between(at, table.next(at, to)).orElseThrow());
        }
        return Optional.of(arcs);
    }
}
