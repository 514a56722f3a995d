package dev.vmig.conformance.vfiouser;

import dev.vmig.conformance.kit.NoAnswerException;
import dev.vmig.conformance.testee.Patience;
import dev.vmig.conformance.testee.RemoteFailureException;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A client of a server. One command is asked at a time, so that replies have no order to keep; commands of the server may come
 * before the reply: those are refused, since no memory is mapped that they could be about.
 */
final class Connection implements AutoCloseable {
    private static final int LARGEST = Frame.HEADER + Frame.SLACK + Capabilities.TRANSFER;
    private static final int IDS = 1 << 16;
    private static final int RESETS = 1;
    private static final int DEVICE_INFO = 16;
    private static final int REFUSED = Errno.EINVAL.number();

    private final FrameChannel wire;
    private final Patience patience;
    private final Supplier<String> ending;
    private int largestTransfer;
    private boolean resets;
    private int lastId;
    private boolean broken;

    /** @param ending says how the server has ended, once it has closed its end */
    Connection(SocketChannel channel, Patience patience, Supplier<String> ending) {
        this.wire = new FrameChannel(channel, LARGEST);
        this.patience = patience;
        this.ending = ending;
    }

    /** Whether more can be asked. */
    boolean isAlive() {
        return !broken;
    }

    /**
     * Agrees on a version, and asks what the device is.
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

    /** How much data a message may hold. */
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
     * @throws NoAnswerException if there is none in time, or the server has ended
     * @throws RemoteFailureException if what comes is no reply
     */
    Frame ask(Command command, byte[] payload) throws ErrnoException {
        try (Patience.Wait wait = patience.begin(wire::close)) {
            return await(send(command, payload), command, wait);
        }
    }

    /** As {@link #ask}, of a reply of exactly so many bytes. */
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
            // It does not listen any more. What it said last, or how it ended, tells why.
        }
        return id;
    }

    private Frame await(int id, Command command, Patience.Wait wait) throws ErrnoException {
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

    private Frame receive(Patience.Wait wait) {
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
                // What it said last, or how it ended, tells why.
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

    private NoAnswerException gone(Patience.Wait wait) {
        broken = true;
        wire.close();
        return new NoAnswerException(wait.isOver() ? Patience.NONE_IN_TIME : ending.get());
    }

    /** Nothing more is asked of a server that has sent garbage. */
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
