package dev.vmig.cli;

import dev.vmig.codec.CommandHeader;
import dev.vmig.codec.LittleEndian;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartType;
import dev.vmig.codec.RecordHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of input of {@code vmig decode}. */
enum DecodeKind {
    RECORD_STREAM,
    PARTS,
    ADMIN_COMMAND,
    ADMIN_RESULT;

    /** The number of bytes that decide the kind. */
    static final int HEAD = RecordHeader.LENGTH + PartHeader.LENGTH;

    /** The name of the option's value. */
    String optionValue() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The plausible kinds of an input: a stream if its head is a record header with device parts, else parts or a
     * command, else a stream if its head is any record header. Results have no recognisable head and are never among
     * them.
     *
     * @param head the first bytes of the input, {@link #HEAD} if there are as many
     */
    static List<DecodeKind> plausible(byte[] head) {
        boolean record = record(head).isEmpty();
        if (record && part(head, RecordHeader.LENGTH).isEmpty()) {
            return List.of(RECORD_STREAM);
        }
        List<DecodeKind> kinds = new ArrayList<>();
        if (part(head, 0).isEmpty()) {
            kinds.add(PARTS);
        }
        if (command(head).isEmpty()) {
            kinds.add(ADMIN_COMMAND);
        }
        return kinds.isEmpty() && record ? List.of(RECORD_STREAM) : kinds;
    }

    /** For a head without a plausible kind, the first field that excludes each kind. */
    static String objections(byte[] head) {
        return Stream.of(
                        Map.entry(RECORD_STREAM, record(head)),
                        Map.entry(PARTS, part(head, 0)),
                        Map.entry(ADMIN_COMMAND, command(head)))
                .map(kind ->
                        kind.getKey().optionValue() + ": " + kind.getValue().orElseThrow())
                .collect(Collectors.joining("; "));
    }

    private static Optional<String> part(byte[] head, int at) {
        if (head.length < at + PartHeader.LENGTH) {
            return missing(head, at + PartHeader.LENGTH);
        }
        PartHeader part = new PartHeader().wrap(head, at);
        if (PartType.of(part.type()) == PartType.UNKNOWN) {
            return field("part_type", part.type(), at + PartHeader.PART_TYPE, "a part type of Virtio 1.4");
        } else if (part.flags() > PartHeader.FLAG_OPTIONAL) {
            return field("flags", part.flags(), at + PartHeader.FLAGS, "0 or 1");
        } else if (part.reserved() != 0) {
            return field("reserved", part.reserved(), at + PartHeader.RESERVED, "0");
        }
        return part.valueLength() == 0
                ? field("length", 0, at + PartHeader.VALUE_LENGTH, "1 or more")
                : Optional.empty();
    }

    private static Optional<String> record(byte[] head) {
        if (head.length < RecordHeader.LENGTH) {
            return missing(head, RecordHeader.LENGTH);
        }
        RecordHeader record = new RecordHeader().wrap(head, 0);
        if (record.recordSize() >>> 32 != 0) {
            return field("record_size", record.recordSize(), RecordHeader.RECORD_SIZE, "below 2^32");
        } else if (record.flags() > RecordHeader.FLAG_OPTIONAL) {
            return field("flags", record.flags(), RecordHeader.FLAGS, "0 or 1");
        }
        return record.isOptional() || record.tag() == RecordHeader.TAG_DEVICE_DATA
                ? Optional.empty()
                : field("tag", record.tag(), RecordHeader.TAG, "0, or the optional flag");
    }

    private static Optional<String> command(byte[] head) {
        if (head.length < CommandHeader.LENGTH) {
            return missing(head, CommandHeader.LENGTH);
        }
        int opcode = LittleEndian.u16(head, CommandHeader.OPCODE);
        int group = LittleEndian.u16(head, CommandHeader.GROUP_TYPE);
        if (Opcode.of(opcode) == Opcode.UNKNOWN) {
            return field("opcode", opcode, CommandHeader.OPCODE, "0 to 0x11");
        } else if (group > 1) {
            return field("group_type", group, CommandHeader.GROUP_TYPE, "0 or 1");
        }
        for (int at = CommandHeader.GROUP_TYPE + 2; at < CommandHeader.GROUP_MEMBER_ID; at++) {
            if (head[at] != 0) {
                return field("reserved", head[at] & 0xff, at, "0");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> missing(byte[] head, int length) {
        return Optional.of(head.length + " bytes (expected: " + length + " or more)");
    }

    private static Optional<String> field(String name, long value, int at, String expected) {
        return Optional.of("%s 0x%x at byte %d (expected: %s)".formatted(name, value, at, expected));
    }
}
