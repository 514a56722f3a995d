package dev.vmig.properties;

import dev.vmig.samples.record.TraceFolder;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Traces of the runs of tests, if they are asked for: {@code mvn verify -Dvmig.record=FOLDER}. {@code vmig trace} checks
 * them, and they are some thousand examples of the format.
 */
public final class TestTraces {
    private static final String FOLDER = System.getProperty("vmig.record", "");
    private static final @Nullable TraceFolder TRACES = FOLDER.isEmpty() ? null : open();

    private TestTraces() {}

    /** Begins a run of one device, and ends the one before. */
    public static Consumer<TraceEvent> of(long seed, String device, String driver, int features) {
        return of(TraceHeader.of(seed, List.of(new TraceHeader.Device(device, driver, features))));
    }

    /** Begins a run of several devices. */
    public static Consumer<TraceEvent> of(TraceHeader header) {
        return TRACES == null ? event -> {} : TRACES.next(header);
    }

    private static TraceFolder open() {
        try {
            TraceFolder traces = new TraceFolder(Path.of(FOLDER));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(traces)));
            return traces;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(TraceFolder traces) {
        try {
            traces.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
