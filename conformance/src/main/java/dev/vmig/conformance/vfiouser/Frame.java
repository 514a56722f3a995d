package dev.vmig.conformance.vfiouser;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A message on the socket: a header of 16 bytes and a payload. */
final class Frame {
    static final int HEADER = 16;
    /** The most bytes of a payload besides its data, for any command. */
    static final int SLACK = 64;

    static final int COMMAND = 0;
    static final int REPLY = 1;
    static final int NO_REPLY = 1 << 4;
    static final int ERROR = 1 << 5;

    private static final int TYPE = 0xf;

    private final int id;
    private final int command;
    private final int flags;
    private final int error;
    private final byte[] payload;

    /**
     * Creates a message; the payload is not copied.
     *
     * @param id 16 bits; a reply repeats that of its command
     * @param command its number, 16 bits
     * @param flags the type in the lowest four bits, and {@link #NO_REPLY} and {@link #ERROR}
     * @param error an errno, in replies with {@link #ERROR}
     */
    Frame(int id, int command, int flags, int error, byte[] payload) {
        this.id = id;
        this.command = command;
        this.flags = flags;
        this.error = error;
        this.payload = payload;
    }

    int id() {
        return id;
    }

    int command() {
        return command;
    }

    int flags() {
        return flags;
    }

    int error() {
        return error;
    }

    byte[] payload() {
        return payload;
    }

    static Frame command(int id, Command command, byte[] payload) {
        return new Frame(id, command.number(), COMMAND, 0, payload);
    }

    Frame reply(byte[] answer) {
        return new Frame(id, command, REPLY, 0, answer);
    }

    Frame failure(int errno) {
        return new Frame(id, command, REPLY | ERROR, errno, new byte[0]);
    }

    boolean isReply() {
        return (flags & TYPE) == REPLY;
    }

    boolean isCommand() {
        return (flags & TYPE) == COMMAND;
    }

    boolean wantsReply() {
        return (flags & NO_REPLY) == 0;
    }

    boolean isError() {
        return (flags & ERROR) != 0;
    }

    /** The payload in the byte order of the protocol. */
    ByteBuffer in() {
        return ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A buffer for a payload of this size. */
    static ByteBuffer out(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String toString() {
        return (isReply() ? "reply to " : "") + Command.name(command);
    }
}
