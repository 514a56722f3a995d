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
 * A folder with a trace of each run: {@code run-000001.jsonl} and so on. A run ends when the next one begins. A failed
 * write throws an {@link UncheckedIOException}.
 */
public final class TraceFolder implements Closeable {
    private final Path folder;
    private int runs;
    private @Nullable TraceWriter current;

    /** Creates the folder if needed; existing traces with the same names are replaced. */
    public TraceFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** The number of runs. */
    public int runs() {
        return runs;
    }

    /**
     * Begins the trace of a run, and ends the previous one. A run without an event leaves no trace.
     *
     * @return the receiver of its events until the next run begins
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
