package dev.vmig.codec.tree;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Capability;
import dev.vmig.codec.CodecException;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.LegacyNotifyInfo;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResultRules;
import dev.vmig.codec.ResultView;
import dev.vmig.codec.StatusHeader;
import dev.vmig.codec.StatusQualifier;
import java.util.Optional;
import java.util.function.Consumer;

/** The device-writable part of an admin command, up to its used length (Virtio 1.4, 2.12.1). */
public final class ResultTree {
    private static final int RESULT = StatusHeader.LENGTH;

    private final Opcode opcode;
    private final byte[] bytes;
    private final boolean full;
    private final Consumer<Node> sink;
    private final Fields fields;

    private ResultTree(Opcode opcode, byte[] bytes, boolean full, Consumer<Node> sink) {
        this.opcode = opcode;
        this.bytes = bytes;
        this.full = full;
        this.sink = sink;
        this.fields = new Fields(bytes, 0, full, sink);
    }

    /**
     * Decodes the result of a command.
     *
     * @param full whether long values are shown whole
     * @param sink takes each field
     */
    public static Optional<Damage> decode(Opcode opcode, byte[] bytes, boolean full, Consumer<Node> sink) {
        return new ResultTree(opcode, bytes, full, sink).decode();
    }

    private Optional<Damage> decode() {
        if (bytes.length < RESULT) {
            return ended("status header", 0, RESULT);
        }
        fields.named("status", StatusHeader.STATUS, 2, AdminStatus.of((int) fields.value(StatusHeader.STATUS, 2)))
                .named("status_qualifier", StatusHeader.STATUS_QUALIFIER, 2, StatusQualifier.of((int)
                        fields.value(StatusHeader.STATUS_QUALIFIER, 2)))
                .reserved(4, 4);
        boolean ok = fields.value(StatusHeader.STATUS, 2) == AdminStatus.OK.number();
        int length = bytes.length - RESULT;
        Optional<Damage> damage = Optional.empty();
        if (ok && length < leastLength(opcode)) {
            damage = ended("result of " + opcode, RESULT, leastLength(opcode));
        } else if (ok) {
            damage = result(length);
        } else if (length > 0) {
            fields.hex("command_specific_result", RESULT, length);
        }
        if (damage.isEmpty()) {
            brokenRule();
        }
        return damage;
    }

    private static int leastLength(Opcode opcode) {
        return switch (opcode) {
            case LIST_QUERY, CAP_ID_LIST_QUERY, RESOURCE_OBJ_QUERY, DEV_PARTS_METADATA_GET -> 8;
            case DEVICE_CAP_GET -> Capability.DEV_PARTS_LENGTH;
            case LEGACY_COMMON_CFG_READ, LEGACY_DEV_CFG_READ -> 1;
            case LEGACY_NOTIFY_INFO -> LegacyNotifyInfo.ENTRIES * LegacyNotifyInfo.ENTRY_LENGTH;
            default -> 0;
        };
    }

    private Optional<Damage> result(int length) {
        switch (opcode) {
            case LIST_QUERY -> {
                fields.text("device_admin_cmd_opcodes", RESULT, 8, OpcodeNames.of(fields.value(RESULT, 8)));
                words("device_admin_cmd_opcodes", 1);
            }
            case CAP_ID_LIST_QUERY -> words("supported_caps", 0);
            case DEVICE_CAP_GET -> {
                // Which capability it is, the command knows; only this one has two bytes.
                if (length == Capability.DEV_PARTS_LENGTH) {
                    fields.number("get_parts_resource_objects_limit", RESULT, 1)
                            .number("set_parts_resource_objects_limit", RESULT + 1, 1);
                } else {
                    fields.hex("cap_specific_data", RESULT, length);
                }
            }
            case RESOURCE_OBJ_QUERY ->
                fields.named("type", RESULT, 1, PartsObjectKind.of((int) fields.value(RESULT, 1)))
                        .reserved(RESULT + 1, 7);
            case DEV_PARTS_METADATA_GET -> {
                return metadata(length - DevPartsMetadataGet.HEADERS);
            }
            case DEV_PARTS_GET -> {
                return PartsTree.walk(bytes, RESULT, bytes.length, 0, full, sink);
            }
            case LEGACY_NOTIFY_INFO -> {
                for (int entry = 0; entry < LegacyNotifyInfo.ENTRIES; entry++) {
                    entry(RESULT + LegacyNotifyInfo.ENTRY_LENGTH * entry);
                }
            }
            default -> {
                if (length > 0) {
                    fields.hex("data", RESULT, length);
                }
            }
        }
        return Optional.empty();
    }

    private void words(String name, int from) {
        for (int word = from; RESULT + 8 * (word + 1) <= bytes.length; word++) {
            fields.bits(name + "[" + word + "]", RESULT + 8 * word, 8);
        }
    }

    private void entry(int at) {
        fields.structure(
                "entry",
                at,
                LegacyNotifyInfo.ENTRY_LENGTH,
                "",
                entry -> entry.number("flags", at + LegacyNotifyInfo.FLAGS, 1)
                        .number("bar", at + LegacyNotifyInfo.BAR, 1)
                        .reserved(at + 2, 6)
                        .bits("offset", at + LegacyNotifyInfo.OFFSET, 8));
    }

    /** Behind the fixed part there are headers only if it is a LIST, and then as many as it says. */
    private Optional<Damage> metadata(int left) {
        long count = fields.value(RESULT, 4);
        fields.number("size or count", RESULT, 4).reserved(RESULT + 4, 4);
        int at = RESULT + DevPartsMetadataGet.HEADERS;
        int there = (int) Math.min(count, left / PartHeader.LENGTH);
        for (int header = 0; header < there; header++) {
            PartsTree.header(fields, bytes, at);
            at += PartHeader.LENGTH;
        }
        return left == 0 || there == count ? Optional.empty() : ended("hdrs", at, PartHeader.LENGTH);
    }

    private void brokenRule() {
        try {
            ResultRules.check(opcode, new ResultView().wrap(bytes, 0, bytes.length, bytes.length));
        } catch (CodecException broken) {
            fields.brokenRule(broken);
        }
    }

    private Optional<Damage> ended(String what, int at, int expected) {
        return Optional.of(new Damage(
                bytes.length, "%s at byte %d: %d of %d bytes".formatted(what, at, bytes.length - at, expected)));
    }
}
