package dev.vmig.conformance.vfiouser;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Optional;

/** Reads and writes whole messages on a stream socket. A buffer grows only with the bytes received. */
final class FrameChannel implements AutoCloseable {
    private static final int PIECE = 1 << 16;
    private static final int MASK = 0xffff;

    private final SocketChannel channel;
    private final int largest;

    /** @param largest size of a message that is accepted, header included */
    FrameChannel(SocketChannel channel, int largest) {
        this.channel = channel;
        this.largest = largest;
    }

    void send(Frame frame) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Frame.HEADER + frame.payload().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) frame.id()).putShort((short) frame.command());
        bytes.putInt(bytes.capacity()).putInt(frame.flags()).putInt(frame.error());
        bytes.put(frame.payload()).flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Waits for the first byte of a message; false if the peer sends nothing more. */
    Optional<Frame> receive(Runnable begun) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(1);
        if (channel.read(first) < 0) {
            return Optional.empty();
        }
        begun.run();
        byte[] header = Arrays.copyOf(first.array(), Frame.HEADER);
        fill(ByteBuffer.wrap(header, 1, Frame.HEADER - 1));
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        int id = fields.getShort() & MASK;
        int command = fields.getShort() & MASK;
        int size = fields.getInt();
        if (size < Frame.HEADER || size > largest) {
            throw new FrameException("msg_size: %s in a message of %s (expected: %d to %d)"
                    .formatted(Integer.toUnsignedString(size), Command.name(command), Frame.HEADER, largest));
        }
        int flags = fields.getInt();
        return Optional.of(new Frame(id, command, flags, fields.getInt(), payload(size - Frame.HEADER)));
    }

    Optional<Frame> receive() throws IOException {
        return receive(() -> {});
    }

    private byte[] payload(int size) throws IOException {
        byte[] payload = new byte[Math.min(size, PIECE)];
        for (int got = 0; got < size; got = payload.length) {
            payload = got == 0 ? payload : Arrays.copyOf(payload, (int) Math.min(size, 2L * got));
            fill(ByteBuffer.wrap(payload, got, payload.length - got));
        }
        return payload;
    }

    private void fill(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the end of the stream within a message");
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The channel is not used any more.
        }
    }
}
