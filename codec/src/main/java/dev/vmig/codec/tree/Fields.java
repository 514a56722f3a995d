package dev.vmig.codec.tree;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Collects the nodes of a structure that stands in an array, whose first byte is {@code base} in the input. */
final class Fields {
    /** More bytes of a value are not shown, unless everything is wanted. */
    static final int SHOWN = 32;

    private final byte[] bytes;
    private final long base;
    private final boolean full;
    private final List<Node> nodes = new ArrayList<>();

    Fields(byte[] bytes, long base, boolean full) {
        this.bytes = bytes;
        this.base = base;
        this.full = full;
    }

    List<Node> nodes() {
        return nodes;
    }

    Fields add(Node node) {
        nodes.add(node);
        return this;
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

    String hex(int at, int length) {
        int shown = full ? length : Math.min(length, SHOWN);
        String digits = HexFormat.of().formatHex(bytes, at, at + shown);
        return shown == length ? digits : digits + "... (" + length + " bytes)";
    }

    Node node(String name, int at, int length, String value) {
        return new Node(name, base + at, length, value, nodes);
    }
}
