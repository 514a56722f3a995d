package dev.vmig.codec.tree;

import java.util.List;

/**
 * A field, or a structure with fields.
 *
 * @param name as the specification has it
 * @param offset of its first byte in the input
 * @param length in bytes
 * @param value as text; empty if the children contain all of it
 * @param children the fields of a structure
 */
public record Node(String name, long offset, long length, String value, List<Node> children) {
    /** Copies the list. */
    public Node {
        children = List.copyOf(children);
    }

    static Node leaf(String name, long offset, long length, String value) {
        return new Node(name, offset, length, value, List.of());
    }
}
