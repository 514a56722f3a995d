package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.UapiCalls;

/** The calls of the uAPI byte by byte, as a program makes them. */
record RemoteUapi(Conversation conversation) implements UapiCalls {
    private static final String VALUE = "value";
    private static final String DATA = "data";

    @Override
    public int ioctl(Side side, int file, int request, byte[] memory, boolean storable) {
        return stored(
                call("ioctl", side, file)
                        .with("request", request)
                        .with(DATA, memory, 0, memory.length)
                        .with("storable", storable),
                memory);
    }

    @Override
    public int read(Side side, int file, byte[] buffer, boolean storable) {
        return stored(call("raw_read", side, file).with("length", buffer.length).with("storable", storable), buffer);
    }

    @Override
    public int write(Side side, int file, byte[] bytes, int length) {
        return conversation.require(
                call("raw_write", side, file).with(DATA, bytes, 0, bytes.length).with("length", length),
                answer -> answer.small(VALUE));
    }

    @Override
    public int close(Side side, int file) {
        return conversation.require(call("raw_close", side, file), answer -> answer.small(VALUE));
    }

    @Override
    public void exhaustFiles(Side side, boolean on) {
        conversation.require(
                conversation
                        .call("exhaust_files")
                        .with("device", side.toString())
                        .with("on", on),
                answer -> true);
    }

    private Message call(String name, Side side, int file) {
        return conversation.call(name).with("device", side.toString()).with("file", file);
    }

    private int stored(Message call, byte[] memory) {
        return conversation.require(call, answer -> {
            byte[] after = answer.bytes(DATA);
            System.arraycopy(after, 0, memory, 0, Math.min(after.length, memory.length));
            return answer.small(VALUE);
        });
    }
}
