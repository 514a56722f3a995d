package dev.vmig.trace;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Whether the bytes written so far end inside a record. */
public enum Pending {
    /** They end inside a record. */
    YES,
    /** They end with a record, or nothing has been written. */
    NO,
    /** The recorder does not know the driver's record layout. */
    UNKNOWN;

    /** YES or NO. */
    public static Pending of(boolean pending) {
        return pending ? YES : NO;
    }

    /** The value of the field in a trace. */
    @JsonValue
    public Object json() {
        return this == UNKNOWN ? "unknown" : this == YES;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Pending ofJson(Object json) {
        return Arrays.stream(values())
                .filter(value -> value.json().equals(json))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("true, false or \"unknown\""));
    }
}
