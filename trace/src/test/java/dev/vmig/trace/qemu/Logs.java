package dev.vmig.trace.qemu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The logs that the tests start from: what QEMU 11 prints of one migration with pre-copy, P2P and switchover-ack. */
final class Logs {
    static final String SOURCE = "source.log";
    static final String TARGET = "target.log";

    private Logs() {}

    static String read(String name) {
        try (InputStream in = Logs.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\r\n", "\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
