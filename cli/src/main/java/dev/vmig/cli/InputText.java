package dev.vmig.cli;

import dev.vmig.trace.TextLines;
import dev.vmig.trace.TraceFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads whole inputs as text; see {@link TextLines} for what is rejected. */
final class InputText {
    /** The size limit, against device files and inputs that are not text. */
    static final int MOST_BYTES = 64 << 20;

    private InputText() {}

    /**
     * Opens an input.
     *
     * @param argument the name of a file; - for stdin
     */
    static InputStream open(String argument) {
        try {
            Path file = Path.of(argument);
            if (argument.equals("-")) {
                return System.in;
            } else if (Files.isDirectory(file)) {
                throw CommandFailure.badInput(argument + ": is a folder (expected: a file)");
            }
            return Files.newInputStream(file);
        } catch (InvalidPathException e) {
            throw CommandFailure.badInput(argument.replace("\0", "\\0") + ": is no name of a file");
        } catch (IOException e) {
            throw CommandFailure.badInput(argument + ": " + OutputFile.reason(e));
        }
    }

    /** Opens and reads a whole input. */
    static String read(String argument) {
        try (InputStream in = open(argument)) {
            return read(argument, in);
        } catch (TraceFormatException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CommandFailure.badInput(argument + ": cannot be read: " + OutputFile.reason(e));
        }
    }

    /**
     * Reads a whole input.
     *
     * @param name for messages
     */
    static String read(String name, InputStream in) throws IOException {
        return read(TextLines.open(name, in));
    }

    /** Reads the remaining lines. */
    static String read(TextLines lines) throws IOException {
        String text = lines.rest(MOST_BYTES);
        if (text.isEmpty()) {
            throw new TraceFormatException(lines.name(), "is empty (nothing to check)");
        }
        return text;
    }
}
