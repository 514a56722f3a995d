package dev.vmig.trace.tables;

import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.tables.RecordedRow.RecordedCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the log of admin commands of one request: {@code obj_create type=0 op=1 -> 0; mode_set 1 -> -16}. Left of the
 * arrow is the command with its arguments, optionally after the number of the VF; right of it the result, 0 or a
 * negative errno, and further attributes.
 */
final class CommandLogReader {
    private static final Pattern ENTRY =
            Pattern.compile("(?:\\d+ )?([a-z]\\w+)((?: [\\w=]+)*) -> (-?\\d{1,9})((?: \\w+=\\w{1,18})*)");

    private final String place;
    private final String log;

    CommandLogReader(String place, String log) {
        this.place = place;
        this.log = log;
    }

    List<RecordedCommand> read() throws TraceFormatException {
        List<RecordedCommand> commands = new ArrayList<>();
        for (String text : log.split(";", -1)) {
            if (!text.isBlank()) {
                commands.add(command(text.strip()));
            }
        }
        return commands;
    }

    private RecordedCommand command(String text) throws TraceFormatException {
        Matcher entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            throw new TraceFormatException(
                    place, "admin_commands: \"" + text + "\" (expected: NAME ARGUMENTS -> RESULT)");
        }
        int result = Integer.parseInt(entry.group(3));
        return new RecordedCommand(
                name(entry.group(1) + entry.group(2)), RowReader.errnoName(-result), bytes(entry.group(4)));
    }

    /**
     * The specification's name of a command; a command that the driver never sends keeps the name of the log, which the
     * specification lacks.
     */
    private static String name(String call) {
        return switch (call) {
            case "mode_set 0" -> "DEV_MODE_SET RUNNING";
            case "mode_set 1" -> "DEV_MODE_SET STOPPED";
            case "obj_create type=0 op=0" -> "RESOURCE_OBJ_CREATE GET";
            case "obj_create type=0 op=1" -> "RESOURCE_OBJ_CREATE SET";
            case "obj_destroy" -> "RESOURCE_OBJ_DESTROY";
            case "metadata_get ty=0" -> "DEV_PARTS_METADATA_GET";
            case "parts_get ty=1" -> "DEV_PARTS_GET";
            case "parts_set" -> "DEV_PARTS_SET";
            default -> call;
        };
    }

    /** The reported size or the number of bytes, which is the last number after the arrow; 0 for other commands. */
    private static long bytes(String attributes) {
        Matcher size = Pattern.compile("\\b(?:size|n)=(\\d+)").matcher(attributes);
        return size.find() ? Long.parseLong(size.group(1)) : 0;
    }
}
