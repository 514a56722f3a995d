package dev.vmig.codec;

import dev.vmig.codec.CodecException.Reason;

/**
 * What Virtio 1.4 lays down for the device-writable part of an admin command that a device returns (2.12.1): status and
 * qualifier go together, the result is whole if the status is OK, reserved fields are zero, and the device parts in it
 * keep to {@link PartRules}.
 *
 * <p>It is for devices and for tools: a driver must not rely on bytes that the device did not write (2.13.2), and reads a
 * result with {@link ResultView}. A result that the device cut because the driver's buffer was short breaks these rules
 * and is legal.
 */
public final class ResultRules {
    private static final int RESULT = StatusHeader.LENGTH;

    private final ResultView result;
    private final int from;

    private ResultRules(ResultView result) {
        this.result = result;
        this.from = result.offset();
    }

    /**
     * Checks the result of a command.
     *
     * @throws CodecException at the first byte that breaks a rule
     */
    public static void check(Opcode opcode, ResultView result) {
        new ResultRules(result).check(opcode);
    }

    private void check(Opcode opcode) {
        if (result.length() < RESULT) {
            throw new CodecException(Reason.TOO_SHORT, "status header", RESULT, from, result.length());
        }
        if (result.isOk() && result.qualifier() != 0) {
            throw new CodecException(
                    Reason.VALUE, "status_qualifier", result.qualifier(), from + StatusHeader.STATUS_QUALIFIER, 0);
        }
        PartRules.reserved(result.bytes(), from + StatusHeader.STATUS_QUALIFIER + 2, 4);
        if (result.isOk()) {
            result(opcode);
        }
    }

    private void result(Opcode opcode) {
        switch (opcode) {
            case LIST_QUERY, CAP_ID_LIST_QUERY -> whole(opcode, BitWords.WORD);
            case DEVICE_CAP_GET -> whole(opcode, Capability.DEV_PARTS_LENGTH);
            case RESOURCE_OBJ_QUERY -> {
                whole(opcode, 8);
                int at = from + RESULT + ResourceObj.RESULT_KIND;
                PartValueRules.atMost("type", ResourceObj.kind(result), at, PartsObjectKind.SET.number());
                PartRules.reserved(result.bytes(), at + 1, 7);
            }
            case DEV_PARTS_METADATA_GET -> metadata(opcode);
            case DEV_PARTS_GET -> PartRules.check(DevPartsGet.parts(result, new PartCursor()));
            case LEGACY_COMMON_CFG_READ, LEGACY_DEV_CFG_READ -> whole(opcode, 1);
            case LEGACY_NOTIFY_INFO -> notifyInfo(opcode);
            default -> {}
        }
    }

    /** SIZE and COUNT have 8 bytes; whatever is longer is a LIST, and its count says how much longer. */
    private void metadata(Opcode opcode) {
        whole(opcode, DevPartsMetadataGet.HEADERS);
        int at = from + RESULT;
        PartRules.reserved(result.bytes(), at + 4, 4);
        int left = result.dataLength() - DevPartsMetadataGet.HEADERS;
        long count = DevPartsMetadataGet.count(result);
        if (left == 0) {
            return;
        }
        if (count * PartHeader.LENGTH > left) {
            throw new CodecException(Reason.LENGTH, "count", count * PartHeader.LENGTH, at, left);
        }
        PartRules.checkHeaders(result.bytes(), at + DevPartsMetadataGet.HEADERS, (int) count);
    }

    private void notifyInfo(Opcode opcode) {
        whole(opcode, LegacyNotifyInfo.ENTRIES * LegacyNotifyInfo.ENTRY_LENGTH);
        for (int entry = 0; entry < LegacyNotifyInfo.ENTRIES; entry++) {
            int at = from + RESULT + LegacyNotifyInfo.ENTRY_LENGTH * entry;
            int flags = LegacyNotifyInfo.flags(result, entry);
            if (flags == LegacyNotifyInfo.FLAGS_END) {
                return;
            }
            int bar = at + LegacyNotifyInfo.BAR;
            PartValueRules.atMost("flags", flags, at, LegacyNotifyInfo.FLAGS_MEMBER);
            PartValueRules.atLeastOne("bar", LegacyNotifyInfo.bar(result, entry), bar);
            PartValueRules.atMost("bar", LegacyNotifyInfo.bar(result, entry), bar, 5);
            PartRules.reserved(result.bytes(), bar + 1, 6);
            long offset = LegacyNotifyInfo.offset(result, entry);
            if ((offset & 1) != 0) {
                throw new CodecException(Reason.ALIGNMENT, "offset", offset, at + LegacyNotifyInfo.OFFSET, 2);
            }
        }
    }

    private void whole(Opcode opcode, int length) {
        if (result.dataLength() < length) {
            throw new CodecException(Reason.TOO_SHORT, opcode + " result", length, from + RESULT, result.dataLength());
        }
    }
}
