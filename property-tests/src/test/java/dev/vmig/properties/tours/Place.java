package dev.vmig.properties.tours;

import dev.vmig.spec.SpecState;

/**
 * Where a device is between two calls: as much of a state of {@code VfioMigration} as decides what can come next.
 *
 * @param state the migration state
 * @param load what has been written into it; {@link Load#NOTHING} outside RESUMING
 */
public record Place(String state, Load load) {
    /** What a device in RESUMING has been given. */
    public enum Load {
        NOTHING,
        PART,
        WHOLE,
        WHOLE_AND_PART,
        FAILED
    }

    /** The place that a state of the specification belongs to. */
    public static Place of(SpecState at) {
        return new Place(String.valueOf(at.get("state")), at.get("state").equals("RESUMING") ? load(at) : Load.NOTHING);
    }

    private static Load load(SpecState at) {
        boolean part = Boolean.TRUE.equals(at.get("pending"));
        if (Boolean.TRUE.equals(at.get("dead"))) {
            return Load.FAILED;
        } else if (at.get("image").equals("whole")) {
            return part ? Load.WHOLE_AND_PART : Load.WHOLE;
        }
        return part ? Load.PART : Load.NOTHING;
    }

    @Override
    public String toString() {
        return load == Load.NOTHING ? state : state + "/" + load;
    }
}
