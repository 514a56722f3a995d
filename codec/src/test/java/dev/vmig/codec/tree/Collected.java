package dev.vmig.codec.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A tree that is kept, for tests. */
final class Collected implements TreeSink {
    private final List<Node> leaves = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final Deque<Node> open = new ArrayDeque<>();

    @Override
    public void accept(Node node) {
        lines.add(line(node));
        if (node.children().isEmpty()) {
            leaves.add(node);
        }
        node.children().forEach((Consumer<Node>) this);
    }

    @Override
    public void open(Node structure) {
        open.push(structure);
        lines.add(line(structure));
        structure.children().forEach((Consumer<Node>) this);
    }

    @Override
    public void close() {
        open.pop();
    }

    /** All nodes without children, in their order. */
    List<Node> leaves() {
        if (!open.isEmpty()) {
            throw new AssertionError("not closed: " + open);
        }
        return leaves;
    }

    private static String line(Node node) {
        return "%d+%d %s: %s".formatted(node.offset(), node.length(), node.name(), node.value());
    }

    /** All nodes in their order, a structure in front of its children: {@code offset+length name: value}. */
    List<String> lines() {
        return lines;
    }

    /** The text of the notes. */
    List<String> notes() {
        return leaves().stream()
                .filter(node -> node.name().equals("note"))
                .map(node -> "at %d: %s".formatted(node.offset(), node.value()))
                .toList();
    }
}
