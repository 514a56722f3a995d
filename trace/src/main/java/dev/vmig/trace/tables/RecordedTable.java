package dev.vmig.trace.tables;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.TraceFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.apache.commons.lang3.StringUtils;

/**
 * A recorded table.
 *
 * @param virtio whether the driver is vfio-virtio, whose admin commands are in the table
 * @param features derived from the states that the device reached
 */
public record RecordedTable(boolean virtio, FeatureSet features, List<RecordedRow> rows) {
    /** The bundled tables, recorded from Linux. */
    public static final List<String> BUNDLED = List.of("linux-6.12-mtty-states.csv", "linux-virtio-driver-states.csv");

    private static final List<String> REQUIRED = List.of(
            "cur",
            "cur_name",
            "requested",
            "requested_name",
            "variant",
            "errno",
            "errno_name",
            "result_state",
            "result_name",
            "data_fd_present");

    /** Copies the list. */
    public RecordedTable {
        rows = List.copyOf(rows);
    }

    /** Opens one of {@link #BUNDLED}. */
    public static InputStream openBundled(String name) {
        return Objects.requireNonNull(RecordedTable.class.getResourceAsStream("/dev/vmig/trace/tables/" + name), name);
    }

    /** Whether the beginning of a text is that of a table. */
    public static boolean looksLikeOne(String text) {
        List<String> columns = List.of(text.lines().findFirst().orElse("").split(",", -1));
        return columns.contains("cur") && columns.contains("requested");
    }

    /**
     * Reads a table.
     *
     * @param file its name, for messages
     * @throws TraceFormatException at the first line that cannot be read
     */
    public static RecordedTable read(String file, String text) throws TraceFormatException {
        if (!text.endsWith("\n")) {
            throw new TraceFormatException(
                    file + ":" + text.lines().count(), "the file ends in the middle of this line");
        }
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            Set<String> columns = Set.copyOf(parser.getHeaderNames());
            for (String column : REQUIRED) {
                if (!columns.contains(column)) {
                    throw new TraceFormatException(file + ":1", "no column " + column);
                }
            }
            List<RecordedRow> rows = new ArrayList<>();
            for (CSVRecord record : parser) {
                rows.add(new RowReader(file, record, parser.getCurrentLineNumber()).read());
            }
            if (rows.isEmpty()) {
                throw new TraceFormatException(file, "holds no row (nothing to check)");
            }
            boolean virtio = columns.contains("admin_commands");
            return new RecordedTable(virtio, featuresOf(rows, virtio), rows);
        } catch (UncheckedIOException | IllegalStateException | IllegalArgumentException e) {
            // The rest of the message is advice to programmers.
            throw new TraceFormatException(
                    file, "is no CSV: " + StringUtils.substringBefore(e.getMessage(), " If this is valid"));
        } catch (TraceFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new TraceFormatException(file, "is no CSV: " + e.getMessage());
        }
    }

    /**
     * The features whose states the device reached as current state; in a table without all current states, also as
     * result. A vfio-virtio driver has P2P.
     */
    private static FeatureSet featuresOf(List<RecordedRow> rows, boolean virtio) {
        Set<String> reached = new HashSet<>();
        rows.stream()
                .filter(row -> row.outcome().isPresent())
                .forEach(row -> reached.add(row.current().name()));
        boolean asksOfEveryState =
                rows.stream().map(RecordedRow::current).distinct().count() >= MigrationState.values().length - 1;
        if (!asksOfEveryState) {
            rows.stream().flatMap(row -> row.outcome().stream()).forEach(outcome -> reached.add(outcome.result()));
        }
        boolean p2p = virtio || reached.contains("RUNNING_P2P") || reached.contains("PRE_COPY_P2P");
        boolean preCopy = reached.contains("PRE_COPY") || reached.contains("PRE_COPY_P2P");
        return FeatureSet.of(
                FeatureSet.FLAG_STOP_COPY | (p2p ? FeatureSet.FLAG_P2P : 0) | (preCopy ? FeatureSet.FLAG_PRE_COPY : 0));
    }
}
