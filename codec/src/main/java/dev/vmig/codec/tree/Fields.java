package dev.vmig.codec.tree;

import dev.vmig.codec.CodecException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the nodes of a structure in an array whose first byte has the offset {@code base} in the input. Each node goes to
 * the sink at once, since a list of parts may be long.
 */
final class Fields {
    /** More bytes of a value are not shown, unless everything is wanted. */
    static final int SHOWN = 32;

    private final byte[] bytes;
    private final long base;
    private final boolean full;
    private final Consumer<Node> sink;

    Fields(byte[] bytes, long base, boolean full, Consumer<Node> sink) {
        this.bytes = bytes;
        this.base = base;
        this.full = full;
        this.sink = sink;
    }

    Fields add(Node node) {
        sink.accept(node);
        return this;
    }

    /** Adds a structure whose children {@code fill} makes. */
    Fields structure(String name, int at, int length, String value, Consumer<Fields> fill) {
        List<Node> children = new ArrayList<>();
        fill.accept(new Fields(bytes, base, full, children::add));
        return add(new Node(name, base + at, length, value, children));
    }

    /** A little-endian unsigned number of up to 8 bytes. */
    Fields number(String name, int at, int length) {
        return text(name, at, length, Long.toUnsignedString(value(at, length)));
    }

    /** A number whose bits matter more than its value. */
    Fields bits(String name, int at, int length) {
        return text(name, at, length, "0x" + Long.toHexString(value(at, length)));
    }

    /** A number with the name that it stands for. */
    Fields named(String name, int at, int length, Object meaning) {
        return text(name, at, length, Long.toUnsignedString(value(at, length)) + " " + meaning);
    }

    Fields hex(String name, int at, int length) {
        return text(name, at, length, hex(at, length));
    }

    Fields text(String name, int at, int length, String value) {
        return add(Node.leaf(name, base + at, length, value));
    }

    /** Reserved bytes are shown only if they are not zero. */
    Fields reserved(int at, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[at + i] != 0) {
                return text("reserved", at, length, hex(at, length) + " (expected: zero)");
            }
        }
        return this;
    }

    long value(int at, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[at + i] & 0xff);
        }
        return value;
    }

    /** How many of {@code count} bytes, ids or the like are shown. */
    int shown(int count) {
        return full ? count : Math.min(count, SHOWN);
    }

    /** Notes that the bytes are framed soundly and break another rule. */
    Fields brokenRule(CodecException broken) {
        return note(broken.offset(), 1, "not as Virtio 1.4 lays it down: " + broken.message(base));
    }

    /** A remark on the bytes before. */
    Fields note(int at, int length, String text) {
        return text("note", at, length, text);
    }

    String hex(int at, int length) {
        int shown = shown(length);
        String digits = HexFormat.of().formatHex(bytes, at, at + shown);
        return shown == length ? digits : digits + "... (" + length + " bytes)";
    }
}
