package dev.vmig.cli;

import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartType;
import dev.vmig.codec.RecordHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What kind of bytes {@code vmig decode} is given. */
enum DecodeKind {
    RECORD_STREAM,
    PARTS,
    ADMIN_COMMAND,
    ADMIN_RESULT;

    /** Bytes that are looked at. */
    static final int HEAD = RecordHeader.LENGTH + PartHeader.LENGTH;

    private static final int COMMAND_HEADER = 24;

    /** The name of the option's value. */
    String optionValue() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kinds that the beginning of the input could be of: a stream if it looks like a record with device parts, else parts
     * or a command if it looks like these, else a stream if it looks like any record. Results look like anything and are
     * never among them.
     *
     * @param head the first bytes of the input, {@link #HEAD} if there are as many
     */
    static List<DecodeKind> plausible(byte[] head) {
        boolean record = head.length >= RecordHeader.LENGTH && isRecord(head);
        if (record && head.length >= RecordHeader.LENGTH + PartHeader.LENGTH && isPart(head, RecordHeader.LENGTH)) {
            return List.of(RECORD_STREAM);
        }
        List<DecodeKind> kinds = new ArrayList<>();
        if (head.length >= PartHeader.LENGTH && isPart(head, 0)) {
            kinds.add(PARTS);
        }
        if (head.length >= COMMAND_HEADER && isCommand(head)) {
            kinds.add(ADMIN_COMMAND);
        }
        return kinds.isEmpty() && record ? List.of(RECORD_STREAM) : kinds;
    }

    private static boolean isPart(byte[] head, int at) {
        PartHeader part = new PartHeader().wrap(head, at);
        return PartType.of(part.type()) != PartType.UNKNOWN
                && part.flags() <= PartHeader.FLAG_OPTIONAL
                && part.reserved() == 0
                && part.valueLength() > 0;
    }

    private static boolean isRecord(byte[] head) {
        RecordHeader record = new RecordHeader().wrap(head, 0);
        return record.flags() <= RecordHeader.FLAG_OPTIONAL
                && (record.isOptional() || record.tag() == RecordHeader.TAG_DEVICE_DATA)
                && record.recordSize() >>> 32 == 0;
    }

    private static boolean isCommand(byte[] head) {
        for (int at = 4; at < 16; at++) {
            if (head[at] != 0) {
                return false;
            }
        }
        int opcode = (head[0] & 0xff) | ((head[1] & 0xff) << 8);
        return Opcode.of(opcode) != Opcode.UNKNOWN && (head[2] == 0 || head[2] == 1) && head[3] == 0;
    }
}
