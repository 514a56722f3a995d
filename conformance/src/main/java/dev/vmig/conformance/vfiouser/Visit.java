package dev.vmig.conformance.vfiouser;

import dev.vmig.fsm.Errno;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A client's connection, from VERSION to its last message. The server closes it when the client sends garbage or
 * exceeds the limit.
 */
final class Visit {
    private static final int LARGEST = Frame.HEADER + Frame.SLACK + Capabilities.TRANSFER;

    private final FrameChannel wire;
    private final ServedDevice device;
    private final Duration limit;
    private final ScheduledExecutorService watchdog;
    private final DmaMaps maps = new DmaMaps();
    private int largestTransfer;

    Visit(SocketChannel client, ServedDevice device, Duration limit, ScheduledExecutorService watchdog) {
        this.wire = new FrameChannel(client, LARGEST);
        this.device = device;
        this.limit = limit;
        this.watchdog = watchdog;
    }

    void serve() {
        device.visit();
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = next();
            }
        } catch (IOException e) {
            // The client has left within a message, has sent garbage, or has exceeded the limit.
        } finally {
            wire.close();
        }
    }

    private boolean next() throws IOException {
        Watch watch = new Watch();
        Optional<Frame> frame;
        try {
            frame = wire.receive(watch::begin);
        } finally {
            watch.end();
        }
        return frame.isPresent() && answer(frame.get());
    }

    /** Answers a message; whether the connection goes on. */
    private boolean answer(Frame frame) throws IOException {
        if (frame.isReply()) {
            return true; // This server sends no commands, so that no reply is due.
        }
        boolean agreed = largestTransfer > 0;
        boolean first = frame.command() == Command.VERSION.number();
        Frame reply;
        try {
            if (!frame.isCommand() || first == agreed) {
                throw new Refusal(Errno.EINVAL);
            }
            byte[] answer = first ? agree(frame) : device.answer(frame, largestTransfer, maps);
            reply = frame.reply(answer);
        } catch (Refusal e) {
            reply = frame.failure(e.error());
        } catch (ServedDevice.LostException e) {
            return e.isSilent();
        }
        if (frame.wantsReply()) {
            send(reply);
        }
        return largestTransfer > 0;
    }

    private byte[] agree(Frame frame) throws Refusal {
        Capabilities proposed;
        try {
            proposed = Capabilities.parse(frame);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Errno.EINVAL);
        }
        if (proposed.major() != Capabilities.MAJOR) {
            throw new Refusal(Errno.EINVAL);
        }
        largestTransfer = proposed.largestTransfer();
        return Capabilities.of(Math.min(proposed.minor(), Capabilities.MINOR));
    }

    private void send(Frame reply) throws IOException {
        Watch watch = new Watch();
        watch.begin();
        try {
            wire.send(reply);
        } finally {
            watch.end();
        }
    }

    /** Closes the connection when the limit has passed. */
    private final class Watch {
        private Optional<Future<?>> end = Optional.empty();

        void begin() {
            end = Optional.of(watchdog.schedule(wire::close, limit.toNanos(), TimeUnit.NANOSECONDS));
        }

        void end() {
            end.ifPresent(pending -> pending.cancel(false));
        }
    }
}
