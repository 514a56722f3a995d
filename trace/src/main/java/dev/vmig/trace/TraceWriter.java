package dev.vmig.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Writes a trace to a file. The file appears only when it is complete. */
public final class TraceWriter implements Closeable {
    private final Path target;
    private final Path unfinished;
    private final Writer out;
    private int events;

    /** Begins a trace with its header. */
    public TraceWriter(Path target, TraceHeader header) throws IOException {
        this.target = target;
        this.unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        this.out = Files.newBufferedWriter(unfinished);
        line(header);
    }

    /** Adds an event. */
    public void write(TraceEvent event) throws IOException {
        line(event);
        events++;
    }

    /** Adds the closing line and puts the file in its place. */
    public void finish() throws IOException {
        line(Map.of("end", events));
        out.close();
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Discards an unfinished trace; does nothing after {@link #finish}. */
    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** An event or a header as a line of a trace, without its end. */
    public static String text(Object line) {
        try {
            return TraceMapper.WRITER.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void line(Object value) throws IOException {
        out.write(text(value));
        out.write('\n');
    }
}
