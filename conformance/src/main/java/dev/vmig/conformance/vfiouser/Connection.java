package dev.vmig.conformance.vfiouser;

import dev.vmig.conformance.kit.NoAnswerException;
import dev.vmig.conformance.testee.AnswerTimeout;
import dev.vmig.conformance.testee.RemoteFailureException;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A client of a server. One command is in flight at a time. The server may send commands before the reply; the client
 * refuses them, since it maps no memory.
 */
final class Connection implements AutoCloseable {
    private static final int LARGEST = Frame.HEADER + Frame.SLACK + Capabilities.TRANSFER;
    private static final int IDS = 1 << 16;
    private static final int RESETS = 1;
    private static final int DEVICE_INFO = 16;
    private static final int REFUSED = Errno.EINVAL.number();

    private final FrameChannel wire;
    private final AnswerTimeout timeout;
    private final Supplier<String> ending;
    private int largestTransfer;
    private boolean resets;
    private int lastId;
    private boolean broken;

    /** @param ending tells how the server ended, after it has closed the connection */
    Connection(SocketChannel channel, AnswerTimeout timeout, Supplier<String> ending) {
        this.wire = new FrameChannel(channel, LARGEST);
        this.timeout = timeout;
        this.ending = ending;
    }

    /** Whether the connection takes further commands. */
    boolean isAlive() {
        return !broken;
    }

    /**
     * Negotiates the version, and reads the device info.
     *
     * @throws RemoteFailureException if the server does not agree
     */
    void greet() throws ErrnoException {
        Capabilities agreed;
        try {
            agreed = Capabilities.parse(ask(Command.VERSION, Capabilities.of(Capabilities.MINOR)));
        } catch (ErrnoException e) {
            throw garbage("VERSION was refused with " + e.errno());
        } catch (IllegalArgumentException e) {
            throw garbage(String.valueOf(e.getMessage()));
        }
        if (agreed.major() != Capabilities.MAJOR || agreed.minor() > Capabilities.MINOR) {
            throw garbage("VERSION: %d.%d was answered (expected: at most %d.%d, as proposed)"
                    .formatted(agreed.major(), agreed.minor(), Capabilities.MAJOR, Capabilities.MINOR));
        }
        largestTransfer = agreed.largestTransfer();
        byte[] request = Frame.out(DEVICE_INFO).putInt(DEVICE_INFO).array();
        int flags = ask(Command.DEVICE_GET_INFO, request, DEVICE_INFO).in().getInt(Integer.BYTES);
        resets = (flags & RESETS) != 0;
    }

    /** The most data that a message may hold. */
    int largestTransfer() {
        return largestTransfer;
    }

    /** Whether the device has DEVICE_RESET. */
    boolean resets() {
        return resets;
    }

    /**
     * Sends a command and waits for its reply.
     *
     * @throws NoAnswerException if the reply does not come in time, or the server has ended
     * @throws RemoteFailureException if the message received is not the reply
     */
    Frame ask(Command command, byte[] payload) throws ErrnoException {
        try (AnswerTimeout.Wait wait = timeout.begin(wire::close)) {
            return await(send(command, payload), command, wait);
        }
    }

    /** As {@link #ask}, for a reply of exactly this size. */
    Frame ask(Command command, byte[] payload, int size) throws ErrnoException {
        Frame reply = ask(command, payload);
        if (reply.payload().length != size) {
            throw garbage(reply + " has " + reply.payload().length + " bytes (expected: " + size + ")");
        }
        return reply;
    }

    private int send(Command command, byte[] payload) {
        int id = lastId;
        lastId = (lastId + 1) % IDS;
        try {
            wire.send(Frame.command(id, command, payload));
        } catch (IOException e) {
            // The server no longer reads. Its last message, or how it ended, gives the reason.
        }
        return id;
    }

    private Frame await(int id, Command command, AnswerTimeout.Wait wait) throws ErrnoException {
        Frame reply = receive(wait);
        while (reply.isCommand()) {
            refuse(reply);
            reply = receive(wait);
        }
        if (!reply.isReply() || reply.id() != id) {
            throw garbage("a message with flags %d and id %d, %s (expected: the reply to %s, id %d)"
                    .formatted(reply.flags(), reply.id(), Command.name(reply.command()), command, id));
        }
        if (reply.command() != command.number()) {
            throw garbage("the reply to " + command + " is one to " + Command.name(reply.command()));
        } else if (reply.isError()) {
            throw failure(reply);
        }
        return reply;
    }

    private Frame receive(AnswerTimeout.Wait wait) {
        try {
            return wire.receive().orElseThrow(() -> gone(wait));
        } catch (FrameException e) {
            throw garbage(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw gone(wait);
        }
    }

    private void refuse(Frame command) {
        if (command.wantsReply()) {
            try {
                wire.send(command.failure(REFUSED));
            } catch (IOException e) {
                // The server's last message, or how it ended, gives the reason.
            }
        }
    }

    private ErrnoException failure(Frame reply) {
        Optional<Errno> errno = Errno.of(reply.error());
        return new ErrnoException(
                errno.orElseThrow(() -> garbage(reply + ": error " + reply.error()
                        + " (expected: an errno that the uAPI or its drivers know)")),
                "said the server");
    }

    private NoAnswerException gone(AnswerTimeout.Wait wait) {
        broken = true;
        wire.close();
        return new NoAnswerException(wait.isOver() ? AnswerTimeout.NONE_IN_TIME : ending.get());
    }

    /** Closes the connection to a server that has sent garbage. */
    RemoteFailureException garbage(String what) {
        broken = true;
        wire.close();
        return new RemoteFailureException("garbage: " + what);
    }

    @Override
    public void close() {
        broken = true;
        wire.close();
    }
}
