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

/**
 * Serves a device on a UNIX socket, to one client after the other. Only the owner can connect, from the first moment on: the
 * socket is made in a folder of its own, and moved to its place when it is ready.
 *
 * <p>A client gets no more memory than the largest message takes, and no more time for the rest of a message, or to take a
 * reply, than the limit; between messages it may wait for as long as it likes.
 */
public final class VfioUserServer implements AutoCloseable {
    /** How long a client may take for the rest of a message, or to take a reply, if nothing else is said. */
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
        this.watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "vmig vfio-user watchdog");
            thread.setDaemon(true);
            return thread;
        });
        watchdog.setRemoveOnCancelPolicy(true);
    }

    /**
     * Listens.
     *
     * @throws FileAlreadyExistsException if there is a file of that name, unless it is a socket that nothing listens at
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

    /** Serves clients until this is closed. */
    public void serve() throws IOException {
        while (true) {
            try (SocketChannel client = listening.accept()) {
                new Visit(client, device, limit, watchdog).serve();
            } catch (ClosedChannelException e) {
                return;
            }
        }
    }

    /** Listens no more, and leaves no file behind. */
    @Override
    public void close() throws IOException {
        listening.close();
        watchdog.shutdownNow();
        Files.deleteIfExists(socket);
    }
}
