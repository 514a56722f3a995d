package dev.vmig.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.codec.tree.Node;
import java.io.PrintWriter;
import org.apache.commons.lang3.StringUtils;

/** Prints decoded nodes: the offset, then the fields, indented as they are nested. */
final class DecodeText {
    private static final int NAME_WIDTH = 24;

    private DecodeText() {}

    static void print(PrintWriter out, Node node) {
        print(out, node, 0);
    }

    private static void print(PrintWriter out, Node node, int depth) {
        String name = "  ".repeat(depth) + node.name();
        String value = node.children().isEmpty()
                ? node.value()
                : StringUtils.joinWith("  ", node.length() + " bytes", node.value());
        out.println(StringUtils.stripEnd(
                "0x%08x  %s  %s".formatted(node.offset(), StringUtils.rightPad(name, NAME_WIDTH), value), " "));
        for (Node child : node.children()) {
            print(out, child, depth + 1);
        }
    }

    static void put(ObjectNode object, Node node) {
        object.put("name", node.name()).put("offset", node.offset()).put("length", node.length());
        if (!node.value().isEmpty()) {
            object.put("value", node.value());
        }
        if (!node.children().isEmpty()) {
            ArrayNode children = object.putArray("children");
            node.children().forEach(child -> put(children.addObject(), child));
        }
    }
}
