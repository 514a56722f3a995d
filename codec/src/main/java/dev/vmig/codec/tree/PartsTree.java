package dev.vmig.codec.tree;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Device parts, one behind the other, filled up with zeros or not (Virtio 1.4, 2.14). */
public final class PartsTree {
    private PartsTree() {}

    /**
     * Decodes all of {@code bytes[from..to)}.
     *
     * @param base the offset of {@code bytes[0]} in the input
     * @param full whether long values are shown whole
     */
    public static Decoded decode(byte[] bytes, int from, int to, long base, boolean full) {
        List<Node> nodes = new ArrayList<>();
        PartCursor cursor = new PartCursor().wrapPadded(bytes, from, to);
        try {
            while (cursor.next()) {
                nodes.add(part(cursor, base, full));
            }
        } catch (CodecException damaged) {
            return new Decoded(nodes, Optional.of(damage(damaged, base, to)));
        }
        if (cursor.end() < to) {
            nodes.add(Node.leaf("padding", base + cursor.end(), to - cursor.end(), "zeros"));
        }
        return new Decoded(nodes, Optional.empty());
    }

    /** What is too short ends where the bytes do. */
    private static Damage damage(CodecException damaged, long base, int to) {
        boolean ended = damaged.reason() == CodecException.Reason.TOO_SHORT
                || damaged.reason() == CodecException.Reason.TRAILING
                || damaged.reason() == CodecException.Reason.LENGTH;
        String message = damaged.reason() == CodecException.Reason.TRAILING
                ? "%d bytes at byte %d are no part header (expected: 16, or zeros)"
                        .formatted(damaged.value(), base + damaged.offset())
                : "%s %s of the part at byte %d: %s bytes remain"
                        .formatted(
                                damaged.field(),
                                Long.toUnsignedString(damaged.value()),
                                base + damaged.offset() - (ended ? PartHeader.VALUE_LENGTH : 0),
                                Long.toUnsignedString(damaged.limit()));
        return new Damage(base + (ended ? to : damaged.offset()), message);
    }

    private static Node part(PartCursor part, long base, boolean full) {
        int at = part.offset();
        PartType type = PartType.of(part.type());
        Fields fields = new Fields(part.bytes(), base, full);
        fields.named("part_type", at + PartHeader.PART_TYPE, 2, type)
                .named("flags", at + PartHeader.FLAGS, 1, part.isOptional() ? "OPTIONAL" : "")
                .reserved(at + PartHeader.RESERVED, 1);
        PartValue.selector(fields, type, at + PartHeader.SELECTOR);
        fields.number("length", at + PartHeader.VALUE_LENGTH, 4);
        PartValue.value(fields, type, part);
        String name = type == PartType.UNKNOWN
                ? "part 0x" + Integer.toHexString(part.type()) + (part.isOptional() ? "" : ", unknown and mandatory")
                : "part " + type;
        return fields.node(name, at, PartHeader.LENGTH + part.length(), "");
    }
}
