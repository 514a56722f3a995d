package dev.vmig.perf.states;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The forms of the table. */
public enum TableForm {
    VMIG,
    VMIG_NUMBERS,
    PACKED_ROWS,
    PACKED_COLUMNS,
    FLAT_BYTES,
    ENUM_MAP,
    SWITCH,
    STATELESS4J,
    SQUIRREL,
    SPRING;

    // spotless:off
    /** A row in an {@code int}, four bits a state, written by hand. */
    private static final int[] ROWS = {
        0x00000000, 0x55543510, 0x56555250, 0x00113110, 0x11141110, 0x72511210, 0x76227220, 0x76553550,
    };
    /** A column in an {@code int}, written by hand. */
    private static final int[] COLUMNS = {
        0x00000000, 0x52111510, 0x52211250, 0x37113530, 0x52141540, 0x52511550, 0x66210650, 0x77710550,
    };
    /** A byte a cell, written by hand. */
    private static final byte[] CELLS = {
        0, 0, 0, 0, 0, 0, 0, 0,
        0, 1, 5, 3, 4, 5, 5, 5,
        0, 5, 2, 5, 5, 5, 6, 5,
        0, 1, 1, 3, 1, 1, 0, 0,
        0, 1, 1, 1, 4, 1, 1, 1,
        0, 1, 2, 1, 1, 5, 2, 7,
        0, 2, 2, 7, 2, 2, 6, 7,
        0, 5, 5, 3, 5, 5, 6, 7,
    };
    // spotless:on

    StateForm create() {
        TransitionTable table = TransitionTable.of(FeatureSet.STOP_COPY_P2P_PRE_COPY);
        return switch (this) {
            case VMIG -> new EnumStates(table::next);
            case VMIG_NUMBERS -> new NumberStates(table::next);
            case PACKED_ROWS -> new NumberStates((current, requested) -> ROWS[current] >>> (requested << 2) & 15);
            case PACKED_COLUMNS -> new NumberStates((current, requested) -> COLUMNS[requested] >>> (current << 2) & 15);
            case FLAT_BYTES -> new NumberStates((current, requested) -> CELLS[current << 3 | requested]);
            case ENUM_MAP -> mapped(table);
            case SWITCH -> new EnumStates(NestedSwitch::next);
            case STATELESS4J -> new Stateless4jStates();
            case SQUIRREL -> new SquirrelStates();
            case SPRING -> new SpringStates();
        };
    }

    /** A map of maps. */
    private static StateForm mapped(TransitionTable table) {
        Map<MigrationState, Map<MigrationState, MigrationState>> rows = new EnumMap<>(MigrationState.class);
        for (MigrationState current : MigrationState.values()) {
            Map<MigrationState, MigrationState> row = new EnumMap<>(MigrationState.class);
            for (MigrationState requested : MigrationState.values()) {
                row.put(requested, table.next(current, requested));
            }
            rows.put(current, row);
        }
        return new EnumStates((current, requested) ->
                Objects.requireNonNull(Objects.requireNonNull(rows.get(current)).get(requested)));
    }
}
