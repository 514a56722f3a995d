package dev.vmig.cli;

import dev.vmig.codec.tree.Damage;
import dev.vmig.codec.tree.Node;
import java.io.PrintWriter;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/** Prints decoded nodes: the offset, then the fields, indented by nesting. */
final class DecodeText implements DecodeReport {
    private static final int NAME_WIDTH = 24;

    private final PrintWriter out;
    private int depth;

    DecodeText(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(Node node) {
        print(node, depth, node.children().isEmpty());
    }

    @Override
    public void open(Node structure) {
        print(structure, depth, false);
        depth++;
    }

    @Override
    public void close() {
        depth--;
    }

    @Override
    public void end(Optional<Damage> damage) {
        damage.ifPresent(it -> out.println("error at byte " + it.offset() + ": " + it.message()));
    }

    private void print(Node node, int indent, boolean leaf) {
        String name = "  ".repeat(indent) + node.name();
        String value = leaf ? node.value() : StringUtils.joinWith("  ", node.length() + " bytes", node.value());
        out.println(StringUtils.stripEnd(
                "0x%08x  %s  %s".formatted(node.offset(), StringUtils.rightPad(name, NAME_WIDTH), value), " "));
        node.children()
                .forEach(child -> print(child, indent + 1, child.children().isEmpty()));
    }
}
