package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.StreamFormat;
import java.util.Optional;

/** The layout of a driver's stream, as its program reports it. */
record RemoteFormat(Conversation conversation) implements StreamFormat {
    private static final String DATA = "data";

    @Override
    public byte[] unknown(boolean optional, int length) {
        return conversation.require(
                conversation.call("unknown").with("optional", optional).with("length", length),
                answer -> answer.bytes(DATA));
    }

    @Override
    public byte[] imageHeader(long size) {
        return conversation.require(conversation.call("image_header").with("size", size), answer -> answer.bytes(DATA));
    }

    @Override
    public boolean isWhole(byte[] stream) {
        return conversation.require(about("whole", stream), answer -> answer.truth("whole"));
    }

    @Override
    public Optional<String> objection(byte[] stream) {
        return conversation.require(
                about("objection", stream),
                answer -> answer.has("objection") ? Optional.of(answer.text("objection")) : Optional.empty());
    }

    @Override
    public Optional<String> contradiction(byte[] stream, String view) {
        return conversation.require(
                about("contradiction", stream).with("view", view),
                answer -> answer.has("contradiction") ? Optional.of(answer.text("contradiction")) : Optional.empty());
    }

    @Override
    public boolean mayIgnore(byte[] stream, int at) {
        return conversation.require(about("may_ignore", stream).with("at", at), answer -> answer.truth("ignored"));
    }

    private Message about(String name, byte[] stream) {
        return conversation.call(name).with(DATA, stream, 0, stream.length);
    }
}
