package dev.vmig.cli;

import dev.vmig.cli.CheckReport.Row;
import dev.vmig.spec.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The table of {@code vmig check} on a terminal: rows in the order of the verdicts, and below them a line with the
 * remaining models and time. The estimate uses the times of the catalogue, scaled by the speed of this run.
 */
final class LiveTable implements CheckListener {
    private static final String ERASE_LINE = "\r\033[K";
    private static final double UNKNOWN_SECONDS = 1;

    private final PrintWriter out;
    private final LongSupplier nanos;
    private final long start;
    private final Map<String, Double> left = new LinkedHashMap<>();
    private final Set<String> running = new LinkedHashSet<>();
    private double done;

    /**
     * Prints the heading.
     *
     * @param nanos a clock such as {@link System#nanoTime}
     */
    LiveTable(PrintWriter out, List<Model> models, List<String> others, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        models.forEach(model -> left.put(model.name(), model.seconds() > 0 ? model.seconds() : UNKNOWN_SECONDS));
        others.forEach(other -> left.put(other, UNKNOWN_SECONDS));
        out.println(CheckText.HEADING);
        out.flush();
    }

    /** Whether stdout is a terminal. */
    static boolean isPossible() {
        try {
            Path stdout = Files.readSymbolicLink(Path.of("/proc/self/fd/1"));
            return stdout.startsWith("/dev/pts") || stdout.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    @Override
    public synchronized void begins(String name) {
        running.add(name);
        showStatus();
    }

    @Override
    public synchronized void ended(Row row) {
        running.remove(row.name());
        Double seconds = left.remove(row.name());
        done += seconds == null ? 0 : seconds;
        out.print(ERASE_LINE);
        CheckText.print(out, row);
        showStatus();
    }

    private void showStatus() {
        out.print(ERASE_LINE + left.size() + " left" + duration() + ": " + String.join(", ", running));
        out.flush();
    }

    /** The estimate; empty before the first model has ended. */
    private String duration() {
        double elapsed =
                (nanos.getAsLong() - start) / (double) Duration.ofSeconds(1).toNanos();
        if (done < UNKNOWN_SECONDS) {
            return "";
        }
        double toDo = left.values().stream().mapToDouble(Double::doubleValue).sum();
        long seconds = Math.round(elapsed * toDo / done);
        return seconds < 60 ? ", about " + seconds + " s" : ", about " + Math.round(seconds / 60.0) + " min";
    }

    @Override
    public synchronized void close() {
        out.print(ERASE_LINE);
        out.println();
        out.flush();
    }
}
