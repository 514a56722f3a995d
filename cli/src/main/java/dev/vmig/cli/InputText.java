package dev.vmig.cli;

import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.qemu.ForeignLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.lang3.Strings;

/** Reads inputs as text, and refuses what is none, with its place. */
final class InputText {
    /** Half a million events. What is larger is read from a device file, or is no trace of a test. */
    static final int MOST_BYTES = 64 << 20;

    /** What some editors put in front of UTF-8; it says nothing. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

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

    /** Opens and reads all of it. */
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
     * Reads all of it.
     *
     * @param name for messages
     */
    static String read(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length == 0) {
            throw new TraceFormatException(name, "is empty (nothing to check)");
        }
        Optional<String> packed = ForeignLog.ofBytes(bytes);
        if (packed.isPresent()) {
            throw new TraceFormatException(name, "is " + packed.get());
        }
        if (bytes.length > MOST_BYTES) {
            throw new TraceFormatException(name, "is larger than " + MOST_BYTES + " bytes");
        }
        int line = 1;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                line++;
            } else if (isControl(bytes[at])) {
                throw noText(name, line, bytes[at], at);
            }
        }
        return Strings.CS.removeStart(decode(name, bytes), BYTE_ORDER_MARK);
    }

    private static String decode(String name, byte[] bytes) throws TraceFormatException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            int line =
                    1 + (int) out.chars().filter(character -> character == '\n').count();
            throw noText(name, line, bytes[in.position()], in.position());
        }
        return out.toString();
    }

    private static boolean isControl(byte character) {
        return (character >= 0 && character < ' ' && character != '\t' && character != '\r') || character == 0x7f;
    }

    private static TraceFormatException noText(String name, int line, byte found, int at) {
        return new TraceFormatException(
                name + ":" + line, "byte 0x%02x at %d is no text (expected: UTF-8)".formatted(found, at));
    }
}
