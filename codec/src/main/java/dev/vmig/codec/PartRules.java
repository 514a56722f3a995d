package dev.vmig.codec;

import dev.vmig.codec.CodecException.Reason;
import java.util.HashSet;
import java.util.Set;

/**
 * What Virtio 1.4 lays down for a list of device parts beyond its framing: reserved bytes are zero (2.14), the length of
 * a part is that of its format (2.14.1), the list is in the order of {@link PartType} (2.12.1.4), no part stands there
 * twice (2.14.1, 5.1.8.1), what is optional says so. It judges what any device could: which queues, features or filters
 * a device has is for the device to say.
 *
 * <p>A part of unknown type or selector is an error unless it is optional; an optional one is skipped.
 */
public final class PartRules {
    private final Set<PartId> seen = new HashSet<>();
    private PartType last = PartType.DEV_FEATURES;

    private PartRules() {}

    /**
     * Checks the parts that the cursor has not yet gone to.
     *
     * @return how many they are
     * @throws CodecException at the first byte that breaks a rule
     */
    public static int check(PartCursor parts) {
        PartRules rules = new PartRules();
        int count = 0;
        while (parts.next()) {
            rules.header(parts.type(), parts.flags(), parts.reserved(), parts.selector(), parts.offset());
            PartValueRules.check(parts);
            count++;
        }
        return count;
    }

    /** Checks headers that stand alone, as LIST returns them and SELECTED sends them. */
    static void checkHeaders(byte[] bytes, int from, int count) {
        PartRules rules = new PartRules();
        PartHeader header = new PartHeader();
        for (int i = 0; i < count; i++) {
            int at = from + PartHeader.LENGTH * i;
            header.wrap(bytes, at);
            rules.header(header.type(), header.flags(), header.reserved(), header.selector(), at);
        }
    }

    private void header(int number, int flags, int reserved, long selector, int at) {
        boolean optional = (flags & PartHeader.FLAG_OPTIONAL) != 0;
        reserved("flags", flags & ~PartHeader.FLAG_OPTIONAL, at + PartHeader.FLAGS);
        reserved("reserved", reserved, at + PartHeader.RESERVED);
        PartType type = PartType.of(number);
        if (type == PartType.UNKNOWN) {
            if (!optional) {
                throw new CodecException(Reason.UNKNOWN_MANDATORY, "part_type", number, at, 0);
            }
            return;
        }
        if (type == PartType.DEV_FEATURES && !optional) {
            throw new CodecException(Reason.VALUE, "flags", flags, at + PartHeader.FLAGS, PartHeader.FLAG_OPTIONAL);
        }
        if (!selects(type, selector, at + PartHeader.SELECTOR)) {
            if (!optional) {
                throw new CodecException(Reason.UNKNOWN_MANDATORY, "selector", selector, at + PartHeader.SELECTOR, 0);
            }
            return;
        }
        if (type.compareTo(last) < 0) {
            throw new CodecException(Reason.ORDER, "part_type", number, at, last.number());
        }
        last = type;
        if (!seen.add(new PartId(number, selector))) {
            throw new CodecException(Reason.DUPLICATE, "part_type", number, at, 0);
        }
    }

    /** Whether the selector names something, after its reserved bytes are known to be zero. */
    private static boolean selects(PartType type, long selector, int at) {
        switch (type.selectorForm()) {
            case NONE -> {
                zero(selector, 0, at);
                return true;
            }
            case PCI_COMMON_CFG -> {
                zero(selector, 4, at);
                return PciCommonCfgField.lengthAt(PartSelector.pciOffset(selector)) > 0;
            }
            case VQ_INDEX -> {
                zero(selector, 2, at);
                return true;
            }
            case RAW -> {
                zero(selector, 2, at);
                return NetControl.of(selector) != NetControl.UNKNOWN;
            }
        }
        throw new AssertionError(type);
    }

    private static void zero(long selector, int from, int at) {
        for (int i = from; i < 8; i++) {
            reserved("selector", (int) (selector >>> (8 * i)) & 0xff, at + i);
        }
    }

    /** Refuses a reserved byte that is not zero. */
    static void reserved(String field, int value, int at) {
        if (value != 0) {
            throw new CodecException(Reason.RESERVED, field, value, at, 0);
        }
    }

    /** Refuses the first reserved byte of {@code bytes[from..from + length)} that is not zero. */
    static void reserved(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            reserved("reserved", bytes[i] & 0xff, i);
        }
    }
}
