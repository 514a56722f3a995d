package dev.vmig.codec.tree;

import java.util.function.Consumer;

/**
 * Takes a tree piece by piece, so that its size is no matter of memory. What {@link #accept} takes is a child of the
 * structure that was opened last and is not yet closed.
 */
public interface TreeSink extends Consumer<Node> {
    /** A structure begins; its children follow the one or more that the node has. */
    void open(Node structure);

    /** The structure that was opened last has no more children. */
    void close();
}
