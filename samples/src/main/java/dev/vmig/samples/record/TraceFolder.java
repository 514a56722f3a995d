package dev.vmig.samples.record;

import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.TraceWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A folder that gets a trace of each of many runs, one after the other: {@code run-000001.jsonl} and so on. A run ends
 * where the next one begins. What cannot be written is an {@link UncheckedIOException}.
 */
public final class TraceFolder implements Closeable {
    private final Path folder;
    private int runs;
    private @Nullable TraceWriter current;

    /** Makes the folder unless it is there; traces in it that have the same names are replaced. */
    public TraceFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** How many runs there were. */
    public int runs() {
        return runs;
    }

    /**
     * Begins the trace of a run, and ends that of the run before. A run without an event leaves no trace: there would be
     * nothing to check.
     *
     * @return where its events go until the next run begins
     */
    public Consumer<TraceEvent> next(TraceHeader header) {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        runs++;
        Path file = folder.resolve("run-%06d.jsonl".formatted(runs));
        return event -> write(file, header, event);
    }

    /** Ends the trace of the last run. */
    @Override
    public void close() throws IOException {
        if (current != null) {
            TraceWriter last = current;
            current = null;
            last.finish();
        }
    }

    private void write(Path file, TraceHeader header, TraceEvent event) {
        try {
            if (current == null) {
                current = new TraceWriter(file, header);
            }
            current.write(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
