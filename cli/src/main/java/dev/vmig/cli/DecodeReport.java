package dev.vmig.cli;

import dev.vmig.codec.tree.Damage;
import dev.vmig.codec.tree.TreeSink;
import java.util.Optional;

/** What {@code vmig decode} prints, as it comes. */
interface DecodeReport extends TreeSink {
    /** All is decoded that could be; with {@code damage}, up to it. */
    void end(Optional<Damage> damage);
}
