package dev.vmig.trace.tables;

import dev.vmig.fsm.MigrationState;
import java.util.List;
import java.util.Optional;

/**
 * One row of a recorded table.
 *
 * @param line of the file
 * @param current the state that the device was in
 * @param requested the requested state by name, or a number that is not a state
 * @param variant how the device reached its state
 * @param outcome of the request; empty if the state was not reached
 * @param contradiction of the row to itself or the uAPI, in one line
 */
public record RecordedRow(
        int line,
        MigrationState current,
        String requested,
        String variant,
        Optional<Outcome> outcome,
        Optional<String> contradiction) {
    /**
     * The driver's answer.
     *
     * @param errno name of the errno, or {@code 0}
     * @param result state according to a GET afterwards
     * @param dataFile whether the request returned a data file
     * @param commands the admin commands, if recorded
     */
    public record Outcome(String errno, String result, boolean dataFile, List<RecordedCommand> commands) {
        /** Copies the list. */
        public Outcome {
            commands = List.copyOf(commands);
        }
    }

    /**
     * An admin command and its result.
     *
     * @param command as the specification names it
     * @param errno of a failure, or {@code 0}
     * @param bytes of the result, or the reported size
     */
    public record RecordedCommand(String command, String errno, long bytes) {}

    /** The place of the row, for messages. */
    @Override
    public String toString() {
        return "line " + line + ": " + current + " (" + variant + ") > " + requested;
    }
}
