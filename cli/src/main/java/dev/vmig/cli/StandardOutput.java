package dev.vmig.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.commons.lang3.Strings;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that keeps its first failure, which the writers above it swallow: an unwritten report is no success.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream stream;
    private @Nullable IOException failure;

    StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            stream.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            stream.flush();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /** The failure of a write; empty also if the reader closed the pipe, as {@code head} does. */
    Optional<String> failure() {
        return Optional.ofNullable(failure)
                .map(OutputFile::reason)
                .filter(reason -> !Strings.CI.equals(reason, "Broken pipe"));
    }
}
