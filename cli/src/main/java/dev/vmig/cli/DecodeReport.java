package dev.vmig.cli;

import dev.vmig.codec.tree.Damage;
import dev.vmig.codec.tree.TreeSink;
import java.util.Optional;

/** Prints the nodes of {@code vmig decode} as they are decoded. */
interface DecodeReport extends TreeSink {
    /** Ends the report; with {@code damage}, everything up to the damage was decoded. */
    void end(Optional<Damage> damage);
}
