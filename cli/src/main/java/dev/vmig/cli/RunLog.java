package dev.vmig.cli;

import dev.vmig.spec.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Progress of a long run, as lines on stderr: a model of unknown size has no bar, and lines are readable in a log.
 */
final class RunLog implements Consumer<Progress> {
    private final PrintWriter err;
    private final String model;
    private final LongSupplier nanos;
    private long lastNanos;
    private long lastGenerated = -1;

    /**
     * Creates a log.
     *
     * @param nanos a clock such as {@link System#nanoTime}
     */
    RunLog(PrintWriter err, String model, LongSupplier nanos) {
        this.err = err;
        this.model = model;
        this.nanos = nanos;
    }

    /** Writes a note about the run. */
    void note(String text) {
        err.println(model + ": " + text);
        err.flush();
    }

    @Override
    public void accept(Progress progress) {
        long now = nanos.getAsLong();
        note(String.format(
                Locale.ROOT,
                "depth %d, %,d distinct, %,d queued%s",
                progress.depth(),
                progress.distinct(),
                progress.queued(),
                rate(progress, now)));
        lastNanos = now;
        lastGenerated = progress.generated();
    }

    /** The rate; empty at first, since a resumed run begins with states that it has not generated itself. */
    private String rate(Progress progress, long now) {
        double minutes = (now - lastNanos) / (double) Duration.ofMinutes(1).toNanos();
        if (lastGenerated < 0 || minutes <= 0) {
            return "";
        }
        double perMinute = (progress.generated() - lastGenerated) / minutes;
        return String.format(Locale.ROOT, ", %,.0f states/min", perMinute);
    }
}
