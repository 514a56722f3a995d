package dev.vmig.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.lang3.Strings;
import org.apache.commons.lang3.Validate;

/** A worker of TLC on several machines: it computes what a {@link TlcServer} asks it to. */
public final class TlcWorker {

    private boolean failed;

    private TlcWorker() {}

    /**
     * Works until the server has no more work, or is gone. It waits for a server that is not there yet, gets the
     * specification from it, and listens on the address from which it reaches the server, and no other.
     *
     * @param threads each of which is a worker to the server
     * @param heap of TLC's JVM, as {@code -Xmx} has it
     * @param lines what TLC says
     * @return whether the server let it go; otherwise it could not begin, or the server vanished
     * @throws InterruptedException if the thread is interrupted; the worker has been ended then
     */
    public static boolean run(InetAddress server, int port, int threads, Optional<String> heap, Consumer<String> lines)
            throws InterruptedException {
        Validate.inclusiveBetween(1, 65_535, port, "port: %d (expected: 1 to 65535)", port);
        Validate.isTrue(threads > 0, "threads: %d (expected: > 0)", threads);
        TlcWorker worker = new TlcWorker();
        try (WorkFolder folder = WorkFolder.create()) {
            List<String> flags = TlcJvm.lasting(heap);
            flags.add("-Dtlc2.tool.distributed.TLCWorker.threadCount=" + threads);
            // TLC reads there, by reflection, the port that it puts into the worker's name.
            flags.add("--add-exports=java.rmi/sun.rmi.server=ALL-UNNAMED");
            flags.add("--add-exports=java.rmi/sun.rmi.transport=ALL-UNNAMED");
            try (TlcJvm tlc = TlcJvm.start(folder.path(), flags, towards(server, port))) {
                tlc.submit(List.of("worker", server.getHostAddress(), port));
                TlcJvm.End end = tlc.follow(line -> worker.line(line, lines), TlcOptions.NO_LIMIT);
                return end.exitCode() == 0 && !worker.failed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address from which this machine reaches the server, which calls the worker there. No packet is sent. */
    private static InetAddress towards(InetAddress server, int port) throws SocketException {
        try (DatagramSocket route = new DatagramSocket()) {
            route.connect(new InetSocketAddress(server, port));
            return route.getLocalAddress();
        }
    }

    private void line(String line, Consumer<String> lines) {
        failed |= Strings.CS.startsWithAny(line, "Error: Failed to start worker", "Error: TLCServer is gone");
        if (!line.isBlank() && !Strings.CS.startsWithAny(line, "Parsing file", "Semantic processing")) {
            lines.accept(line);
        }
    }
}
