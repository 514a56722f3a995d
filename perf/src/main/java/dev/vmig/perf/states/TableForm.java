package dev.vmig.perf.states;

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

    StateForm create() {
        return switch (this) {
            case VMIG -> new VmigStates();
            case VMIG_NUMBERS -> new VmigNumbers();
            case PACKED_ROWS -> new PackedRows();
            case PACKED_COLUMNS -> new PackedColumns();
            case FLAT_BYTES -> new FlatBytes();
            case ENUM_MAP -> new EnumMaps();
            case SWITCH -> new Switches();
            case STATELESS4J -> new Stateless4jStates();
            case SQUIRREL -> new SquirrelStates();
            case SPRING -> new SpringStates();
        };
    }
}
