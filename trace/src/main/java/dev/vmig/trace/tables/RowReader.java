package dev.vmig.trace.tables;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.tables.RecordedRow.Outcome;
import dev.vmig.trace.tables.RecordedRow.RecordedCommand;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads one row. A malformed row is an error. A contradiction to itself or the uAPI, such as a number with another
 * state's name, is kept with the row, as a fault of the recorded driver.
 */
final class RowReader {
    private static final String NOTHING = "";

    private final String place;
    private final CSVRecord cells;
    private final int line;
    private Optional<String> contradiction = Optional.empty();

    RowReader(String file, CSVRecord cells, long line) {
        this.place = file + ":" + line;
        this.cells = cells;
        this.line = Math.toIntExact(line);
    }

    RecordedRow read() throws TraceFormatException {
        if (!cells.isConsistent()) {
            throw at(cells.size() + " cells (expected: as many as the header has)");
        }
        MigrationState current = MigrationState.of(number("cur"))
                .orElseThrow(() -> at("cur: " + cells.get("cur") + " (expected: 0 to 7)"));
        agree("cur", "cur_name", current.name());
        String requested = stateName("requested", "requested_name");
        Optional<Outcome> outcome = isUnreachable() ? Optional.empty() : Optional.of(readOutcome());
        return new RecordedRow(line, current, requested, cells.get("variant"), outcome, contradiction);
    }

    /** Whether the row is marked as unreachable; only such a row has no outcome. */
    private boolean isUnreachable() {
        return cells.get("variant").equals("unreachable")
                && cells.get("errno").isEmpty()
                && cells.get("result_state").isEmpty();
    }

    private Outcome readOutcome() throws TraceFormatException {
        int errnoNumber = number("errno");
        String errno = errnoName(errnoNumber);
        if (errnoNumber == 0 || Errno.of(errnoNumber).isPresent()) {
            agree("errno", "errno_name", errno);
        }
        String result = stateName("result_state", "result_name");
        int present = number("data_fd_present");
        if (present != 0 && present != 1) {
            throw at("data_fd_present: " + present + " (expected: 0 or 1)");
        }
        String field = optional("data_fd_field");
        if (!field.isEmpty() && field.equals("-1") != (present == 0)) {
            contradict("data_fd_field: " + field + ", but data_fd_present: " + present);
        }
        List<RecordedCommand> commands = new CommandLogReader(place, optional("admin_commands")).read();
        requireAnnounced(commands);
        return new Outcome(errno, result, present == 1, commands);
    }

    /**
     * Requires that the result of DEV_PARTS_GET fits the buffer, whose size DEV_PARTS_METADATA_GET has reported (Virtio
     * 1.4, 2.13.5).
     */
    private void requireAnnounced(List<RecordedCommand> commands) {
        long announced = Long.MAX_VALUE;
        for (RecordedCommand command : commands) {
            if (command.command().equals("DEV_PARTS_METADATA_GET")
                    && command.errno().equals("0")) {
                announced = command.bytes();
            } else if (command.command().equals("DEV_PARTS_GET") && command.bytes() > announced) {
                contradict("DEV_PARTS_GET brought " + command.bytes() + " bytes, and DEV_PARTS_METADATA_GET had told "
                        + announced);
            }
        }
    }

    /** A state by number, with the uAPI's name; a number that is not a state stands for itself. */
    private String stateName(String numberColumn, String nameColumn) throws TraceFormatException {
        Optional<MigrationState> state = MigrationState.of(number(numberColumn));
        if (state.isEmpty()) {
            return cells.get(numberColumn);
        }
        agree(numberColumn, nameColumn, state.get().name());
        return state.get().name();
    }

    private void agree(String numberColumn, String nameColumn, String expected) {
        if (!cells.get(nameColumn).equals(expected)) {
            contradict(numberColumn + ": " + cells.get(numberColumn) + " is " + expected + ", not "
                    + cells.get(nameColumn));
        }
    }

    private void contradict(String what) {
        if (contradiction.isEmpty()) {
            contradiction = Optional.of(what);
        }
    }

    private int number(String column) throws TraceFormatException {
        try {
            return Integer.parseUnsignedInt(cells.get(column));
        } catch (NumberFormatException e) {
            throw at(column + ": \"" + cells.get(column) + "\" (expected: a number)");
        }
    }

    private String optional(String column) {
        return cells.isMapped(column) ? cells.get(column) : NOTHING;
    }

    static String errnoName(int number) {
        return number == 0 ? "0" : Errno.of(number).map(Enum::name).orElse("E" + number);
    }

    private TraceFormatException at(String reason) {
        return new TraceFormatException(place, reason);
    }
}
