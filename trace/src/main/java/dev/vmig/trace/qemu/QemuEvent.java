package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One event of one device that is checked.
 *
 * @param line where it stands, the first line being 1
 * @param name of the event
 * @param device what QEMU calls the device
 * @param fields its arguments
 * @param text as printed
 */
record QemuEvent(int line, String name, EventKind kind, String device, Map<String, String> fields, String text) {
    QemuEvent {
        fields = Map.copyOf(fields);
    }

    String field(String field) {
        return Objects.requireNonNull(fields.get(field), field);
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** A number, decimal or with 0x; those above 2^63 are negative, as simpletrace may print negative ones. */
    long number(String field) {
        return parse(field(field)).orElseThrow(() -> new NumberFormatException(field));
    }

    /** The state that a field names; empty if it is none. */
    Optional<MigrationState> state(String field) {
        return Arrays.stream(MigrationState.values())
                .filter(state -> state.name().equals(field(field)))
                .findFirst();
    }

    /** A number as QEMU prints it. */
    static Optional<Long> parse(String text) {
        try {
            return Optional.of(
                    text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : signedOrNot(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static long signedOrNot(String text) {
        return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    }
}
