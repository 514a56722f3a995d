package dev.vmig.trace.tables;

import dev.vmig.fsm.MigrationState;
import java.util.List;
import java.util.Optional;

/**
 * One row of a recorded table.
 *
 * @param line of the file
 * @param current the state that the device was in
 * @param requested the state that was asked for, by name, or the number that is none
 * @param variant how the device came into its state
 * @param outcome what happened; nothing if the state could not be reached
 * @param contradiction what the row says against itself or the uAPI, in one line
 */
public record RecordedRow(
        int line,
        MigrationState current,
        String requested,
        String variant,
        Optional<Outcome> outcome,
        Optional<String> contradiction) {
    /**
     * What the driver answered.
     *
     * @param errno name of the errno, or {@code 0}
     * @param result what GET said afterwards
     * @param dataFile whether a data file came back
     * @param commands the admin commands, where they were recorded
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
     * @param errno what it failed with, or {@code 0}
     * @param bytes what it brought, or the size that it told
     */
    public record RecordedCommand(String command, String errno, long bytes) {}

    /** Where the row is, for messages. */
    @Override
    public String toString() {
        return "line " + line + ": " + current + " (" + variant + ") > " + requested;
    }
}
