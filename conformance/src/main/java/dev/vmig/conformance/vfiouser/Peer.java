package dev.vmig.conformance.vfiouser;

import dev.vmig.conformance.kit.NoAnswerException;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.TesteeEndedException;
import dev.vmig.conformance.kit.TesteeException;
import dev.vmig.conformance.testee.AnswerTimeout;
import dev.vmig.conformance.testee.ErrorLines;
import dev.vmig.conformance.testee.RemoteFailureException;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server of one side: starts it if a command is given, connects to it, and restarts it after it has ended. */
final class Peer implements AutoCloseable {
    private static final String PLACE = "{}";
    private static final long MILLIS_BETWEEN_TRIES = 2;
    private static final long LONGEST_START = TimeUnit.SECONDS.toNanos(30);
    private static final int TRIES = 3;

    private final Side side;
    private final Path socket;
    private final Launch launch;
    private final AnswerTimeout timeout;
    private final ErrorLines output;
    private final Runnable padded;
    private @Nullable ServerProgram program;
    private @Nullable Connection connection;
    private boolean resets;
    /** The server was just started, and its device is unused. */
    private boolean fresh;

    Peer(Side side, Path socket, Launch launch, AnswerTimeout timeout, ErrorLines output, Runnable padded) {
        this.side = side;
        this.socket = socket;
        this.launch = launch;
        this.timeout = timeout;
        this.output = output;
        this.padded = padded;
    }

    /**
     * Connects for the first time.
     *
     * @throws TesteeException if no server speaks the protocol there
     */
    FeatureSet greet() {
        try {
            if (!launch.start().isEmpty()) {
                refuseStale();
                start(launch.start());
            }
            Connection first = connect();
            return VfioUserDevice.features(first);
        } catch (NoAnswerException | RemoteFailureException e) {
            throw new TesteeException("vfio-user: " + socket + ": " + describe(e), e);
        } catch (ErrnoException e) {
            throw new TesteeException(
                    "vfio-user: " + socket + ": the device cannot be migrated: VFIO_DEVICE_FEATURE_MIGRATION: "
                            + e.errno(),
                    e);
        }
    }

    private static String describe(RuntimeException e) {
        return AnswerTimeout.NONE_IN_TIME.equals(e.getMessage()) ? "no answer in time" : String.valueOf(e.getMessage());
    }

    /** Whether the device supports DEVICE_RESET. */
    boolean resets() {
        return resets;
    }

    /**
     * A device in RUNNING, without a session. If a reset and a request do not lead there, the peer reconnects, and at
     * last restarts the server.
     *
     * @throws TesteeEndedException if no attempt leads to RUNNING
     */
    VfioUserDevice device(FeatureSet features) {
        String reason = "";
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                Connection current = connection != null && connection.isAlive() ? connection : again(tries);
                VfioUserDevice device = new VfioUserDevice(current, features, padded);
                if (fresh || isReady(device)) {
                    fresh = false;
                    return device;
                }
                reason = "it does not reach RUNNING";
            } catch (NoAnswerException | RemoteFailureException | TesteeException e) {
                reason = describe(e);
            } catch (ErrnoException e) {
                reason = e.errno() + " when its state was asked for";
            }
            drop();
        }
        throw new TesteeEndedException("vfio-user: " + socket + ": " + reason
                + (launch.restart().isEmpty() ? " (expected: a server in RUNNING; --start CMD starts one again)" : ""));
    }

    private boolean isReady(VfioUserDevice device) throws ErrnoException {
        if (resets) {
            device.reset();
        }
        if (device.state() != MigrationState.RUNNING) {
            try {
                device.setState(MigrationState.RUNNING);
            } catch (ErrnoException e) {
                return false;
            }
        }
        return device.state() == MigrationState.RUNNING;
    }

    /** Reconnects to a live server first, and restarts it if that does not help. */
    private Connection again(int tries) throws ErrnoException {
        boolean alive = program == null || program.isAlive();
        if (!launch.restart().isEmpty() && (!alive || tries > 1 || (program == null && !answers()))) {
            stop();
            start(launch.restart());
        }
        return connect();
    }

    private void start(String command) {
        program = ServerProgram.start(command.replace(PLACE, socket.toString()), output);
        fresh = true;
    }

    private boolean answers() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes a socket without a listener, which a server has left behind. */
    private void refuseStale() {
        if (!Files.exists(socket)) {
            return;
        }
        if (answers()) {
            throw new TesteeException(
                    "vfio-user: " + socket + ": is served already (expected: no such file, with --start)");
        }
        removeSocket();
    }

    private void removeSocket() {
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new TesteeException("vfio-user: " + socket + ": cannot be removed: " + e.getMessage(), e);
        }
    }

    private Connection connect() throws ErrnoException {
        SocketChannel channel = open();
        Connection opened = new Connection(channel, timeout, this::ending);
        connection = opened;
        opened.greet();
        resets = opened.resets();
        return opened;
    }

    /** Connects; waits for a server that was started here, while others have to listen already. */
    private SocketChannel open() {
        long end = System.nanoTime() + Math.max(LONGEST_START, timeout.limit().toNanos());
        while (true) {
            try {
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                try {
                    channel.connect(UnixDomainSocketAddress.of(socket));
                    return channel;
                } catch (IOException e) {
                    channel.close();
                    throw e;
                }
            } catch (IOException e) {
                boolean over = program == null || System.nanoTime() >= end;
                if (program != null && !program.isAlive()) {
                    throw new NoAnswerException(
                            "the server of the " + side + " " + program.ending() + " before it could be connected to");
                } else if (over) {
                    throw new NoAnswerException("cannot be connected to: " + e.getMessage());
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("interrupted");
        }
    }

    private String ending() {
        return "the server of the " + side + " " + (program == null ? "closed the connection" : program.ending());
    }

    private void drop() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private void stop() {
        if (program != null) {
            program.close();
            program = null;
        }
        if (!answers()) {
            removeSocket();
        }
    }

    /** Ends a server that was started here. */
    @Override
    public void close() {
        drop();
        if (program != null) {
            stop();
        }
    }
}
