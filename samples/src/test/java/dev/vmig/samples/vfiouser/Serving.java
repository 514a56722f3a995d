package dev.vmig.samples.vfiouser;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.vfiouser.ServedDevice;
import dev.vmig.conformance.vfiouser.VfioUserServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** A server in a thread of its own. */
final class Serving implements AutoCloseable {
    private final VfioUserServer server;
    private final Thread thread;

    Serving(Path socket, Testee testee, Side side, Duration limit) throws IOException {
        server = VfioUserServer.listen(socket, ServedDevice.of(testee, 1, side), limit);
        thread = new Thread(this::serve, "server of " + side);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try {
            server.serve();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
