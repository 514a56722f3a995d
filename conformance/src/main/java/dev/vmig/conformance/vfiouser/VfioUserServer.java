package dev.vmig.conformance.vfiouser;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.commons.lang3.concurrent.BasicThreadFactory;

/**
 * Serves a device on a UNIX socket, to one client after the other. Only the owner can connect at any time: the socket
 * is created in a private folder and moved to its place when ready.
 *
 * <p>A client uses at most the memory of the largest message. The limit bounds the time for the rest of a message and
 * for taking a reply; between messages a client may wait for any time.
 */
public final class VfioUserServer implements AutoCloseable {
    /** The default limit of the rest of a message, and of taking a reply. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    private final ServerSocketChannel listening;
    private final Path socket;
    private final ServedDevice device;
    private final Duration limit;
    private final ScheduledThreadPoolExecutor watchdog;

    private VfioUserServer(ServerSocketChannel listening, Path socket, ServedDevice device, Duration limit) {
        this.listening = listening;
        this.socket = socket;
        this.device = device;
        this.limit = limit;
        this.watchdog = new ScheduledThreadPoolExecutor(
                1,
                BasicThreadFactory.builder()
                        .namingPattern("vmig vfio-user watchdog")
                        .daemon()
                        .build());
        watchdog.setRemoveOnCancelPolicy(true);
    }

    /**
     * Listens.
     *
     * @throws FileAlreadyExistsException if a file of that name exists, unless it is a socket without a listener
     */
    public static VfioUserServer listen(Path socket, ServedDevice device, Duration limit) throws IOException {
        Path place = socket.toAbsolutePath();
        if (Files.exists(place)) {
            if (!isAbandoned(place)) {
                throw new FileAlreadyExistsException(socket.toString());
            }
            Files.delete(place);
        }
        Path folder = Files.createTempDirectory(place.getParent(), ".vu");
        Path made = folder.resolve("s");
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listening.bind(UnixDomainSocketAddress.of(made));
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
            Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
            return new VfioUserServer(listening, place, device, limit);
        } catch (IOException | RuntimeException e) {
            listening.close();
            throw e;
        } finally {
            Files.deleteIfExists(made);
            Files.delete(folder);
        }
    }

    private static boolean isAbandoned(Path socket) {
        if (Files.isRegularFile(socket) || Files.isDirectory(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Serves clients until {@link #close}. */
    public void serve() throws IOException {
        while (true) {
            try (SocketChannel client = listening.accept()) {
                new Visit(client, device, limit, watchdog).serve();
            } catch (ClosedChannelException e) {
                return;
            }
        }
    }

    /** Stops listening and removes the socket. */
    @Override
    public void close() throws IOException {
        listening.close();
        watchdog.shutdownNow();
        Files.deleteIfExists(socket);
    }
}
