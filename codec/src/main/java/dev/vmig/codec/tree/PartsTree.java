package dev.vmig.codec.tree;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartRules;
import dev.vmig.codec.PartType;
import java.util.Optional;
import java.util.function.Consumer;

/** Device parts, one behind the other, filled up with zeros or not (Virtio 1.4, 2.14). */
public final class PartsTree {
    private PartsTree() {}

    /**
     * Decodes all of {@code bytes[from..to)}. A list whose framing is sound and that breaks another rule of the
     * specification is followed by a note.
     *
     * @param base the offset of {@code bytes[0]} in the input
     * @param full whether long values are shown whole
     * @param sink takes each part
     * @return what is wrong with the framing
     */
    public static Optional<Damage> decode(
            byte[] bytes, int from, int to, long base, boolean full, Consumer<Node> sink) {
        Optional<Damage> damage = walk(bytes, from, to, base, full, sink);
        if (damage.isEmpty()) {
            refused(() -> PartRules.check(new PartCursor().wrapPadded(bytes, from, to)))
                    .ifPresent(broken -> new Fields(bytes, base, full, sink).brokenRule(broken));
        }
        return damage;
    }

    /** As {@link #decode}, without a note: the rules of the structure around the parts see to that. */
    static Optional<Damage> walk(byte[] bytes, int from, int to, long base, boolean full, Consumer<Node> sink) {
        PartCursor cursor = new PartCursor().wrapPadded(bytes, from, to);
        Fields fields = new Fields(bytes, base, full, sink);
        try {
            while (cursor.next()) {
                part(cursor, fields);
            }
        } catch (CodecException damaged) {
            // What is missing would have been where the bytes end.
            return Optional.of(new Damage(base + to, damaged.message(base)));
        }
        if (cursor.end() < to) {
            fields.text("padding", cursor.end(), to - cursor.end(), "zeros");
        }
        return Optional.empty();
    }

    /** Why bytes are no device parts, if they are not. */
    static Optional<CodecException> damage(byte[] bytes, int from, int to) {
        return refused(() -> new PartCursor().wrapPadded(bytes, from, to).skipAll());
    }

    /** The beginning of an incomplete last part, or the end. */
    static int lastPart(byte[] bytes) {
        PartCursor cursor = new PartCursor().wrapPadded(bytes, 0, bytes.length);
        refused(cursor::skipAll);
        return cursor.end();
    }

    static Optional<CodecException> refused(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (CodecException refused) {
            return Optional.of(refused);
        }
    }

    private static void part(PartCursor part, Fields parts) {
        PartType type = PartType.of(part.type());
        parts.structure(
                name(part.type(), part.isOptional()), part.offset(), PartHeader.LENGTH + part.length(), "", fields -> {
                    header(fields, part.offset());
                    PartValue.value(fields, type, part);
                });
    }

    /** A header that stands alone. */
    static void header(Fields parent, byte[] bytes, int at) {
        PartHeader header = new PartHeader().wrap(bytes, at);
        parent.structure(
                name(header.type(), header.isOptional()), at, PartHeader.LENGTH, "", fields -> header(fields, at));
    }

    private static String name(int number, boolean optional) {
        PartType type = PartType.of(number);
        return type == PartType.UNKNOWN
                ? "part 0x" + Integer.toHexString(number) + (optional ? "" : ", unknown and mandatory")
                : "part " + type;
    }

    private static void header(Fields fields, int at) {
        PartType type = PartType.of((int) fields.value(at + PartHeader.PART_TYPE, 2));
        boolean optional = (fields.value(at + PartHeader.FLAGS, 1) & PartHeader.FLAG_OPTIONAL) != 0;
        fields.named("part_type", at + PartHeader.PART_TYPE, 2, type)
                .named("flags", at + PartHeader.FLAGS, 1, optional ? "OPTIONAL" : "MANDATORY")
                .reserved(at + PartHeader.RESERVED, 1);
        PartValue.selector(fields, type, at + PartHeader.SELECTOR);
        fields.number("length", at + PartHeader.VALUE_LENGTH, 4);
    }
}
