package dev.vmig.conformance.testee;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/** Reads and writes lines. */
final class Lines {
    /** One MiB of a stream in hexadecimal digits, and the message around it. */
    static final int LONGEST = (1 << 21) + 1024;

    private static final int EXCERPT = 120;

    private final InputStream in;
    private final OutputStream out;
    private long received;

    Lines(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = new BufferedOutputStream(out);
    }

    void send(Message message) throws IOException {
        out.write(message.toString().getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        out.flush();
    }

    /**
     * The next line; empty at the end. A last line without a line feed counts.
     *
     * @throws MessageException if it is too long
     */
    Optional<String> receive() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 && line.size() == 0) {
                return Optional.empty();
            }
            if (next < 0) {
                break;
            }
            if (line.size() == LONGEST) {
                throw new MessageException("line " + (received + 1) + ": longer than " + LONGEST + " bytes");
            }
            line.write(next);
        }
        received++;
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    /** The number of lines received. */
    long received() {
        return received;
    }

    /** An excerpt of a line for errors, control characters escaped. */
    static String excerpt(String line) {
        StringBuilder seen = new StringBuilder();
        StringUtils.truncate(line, EXCERPT).chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                seen.append(String.format("\\u%04x", c));
            } else {
                seen.append((char) c);
            }
        });
        return line.length() > EXCERPT ? seen + "..." : seen.toString();
    }
}
