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

/** Lines from one end of a pipe, and to it. */
final class Lines {
    /** A mebibyte of a stream in hexadecimal digits, and what is around it. */
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
     * The next line; empty at the end. A last line without its line end counts as one.
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

    /** How many lines have come. */
    long received() {
        return received;
    }

    /** What a person needs to see of a line, control characters escaped. */
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
