package dev.vmig.codec.tree;

import java.util.List;
import java.util.Optional;

/**
 * What was decoded.
 *
 * @param nodes up to the damage, if there is one
 */
public record Decoded(List<Node> nodes, Optional<Damage> damage) {
    /** Copies the list. */
    public Decoded {
        nodes = List.copyOf(nodes);
    }
}
