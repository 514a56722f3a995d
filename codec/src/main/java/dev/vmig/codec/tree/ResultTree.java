package dev.vmig.codec.tree;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartType;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.StatusHeader;
import dev.vmig.codec.StatusQualifier;
import java.util.Optional;

/** The device-writable part of an admin command, up to its used length (Virtio 1.4, 2.12.1). */
public final class ResultTree {
    private static final int RESULT = StatusHeader.LENGTH;

    private ResultTree() {}

    /** Decodes the result of a command. */
    public static Decoded decode(Opcode opcode, byte[] bytes, boolean full) {
        Fields fields = new Fields(bytes, 0, full);
        if (bytes.length < RESULT) {
            return damaged(fields, bytes, "status header", 0, RESULT);
        }
        fields.named("status", 0, 2, AdminStatus.of((int) fields.value(0, 2)))
                .named("status_qualifier", 2, 2, StatusQualifier.of((int) fields.value(2, 2)))
                .reserved(4, 4);
        int expected = switch (opcode) {
            case LIST_QUERY, CAP_ID_LIST_QUERY, RESOURCE_OBJ_QUERY, DEV_PARTS_METADATA_GET -> 8;
            case DEVICE_CAP_GET -> 2;
            case LEGACY_NOTIFY_INFO -> 64;
            default -> 0;
        };
        boolean ok = fields.value(0, 2) == 0;
        if (ok && bytes.length - RESULT < expected) {
            return damaged(fields, bytes, "result of " + opcode, RESULT, expected);
        }
        if (bytes.length > RESULT) {
            Optional<Damage> damage = result(opcode, fields, bytes, full);
            return new Decoded(fields.nodes(), damage);
        }
        return new Decoded(fields.nodes(), Optional.empty());
    }

    private static Optional<Damage> result(Opcode opcode, Fields fields, byte[] bytes, boolean full) {
        int length = bytes.length - RESULT;
        switch (opcode) {
            case LIST_QUERY ->
                fields.text("device_admin_cmd_opcodes", RESULT, 8, OpcodeNames.of(fields.value(RESULT, 8)));
            case CAP_ID_LIST_QUERY -> fields.bits("supported_caps", RESULT, 8);
            case DEVICE_CAP_GET ->
                fields.number("get_parts_resource_objects_limit", RESULT, 1)
                        .number("set_parts_resource_objects_limit", RESULT + 1, 1);
            case RESOURCE_OBJ_QUERY ->
                fields.named("type", RESULT, 1, PartsObjectKind.of((int) fields.value(RESULT, 1)))
                        .reserved(RESULT + 1, 7);
            case DEV_PARTS_METADATA_GET -> metadata(fields, bytes, full);
            case DEV_PARTS_GET -> {
                Decoded parts = PartsTree.decode(bytes, RESULT, bytes.length, 0, full);
                parts.nodes().forEach(fields::add);
                return parts.damage();
            }
            case LEGACY_NOTIFY_INFO -> {
                for (int at = RESULT; at < RESULT + 64; at += 16) {
                    fields.add(new Fields(bytes, 0, full)
                            .number("flags", at, 1)
                            .number("bar", at + 1, 1)
                            .bits("offset", at + 8, 8)
                            .node("entry", at, 16, ""));
                }
            }
            default -> fields.hex("result", RESULT, length);
        }
        return Optional.empty();
    }

    private static void metadata(Fields fields, byte[] bytes, boolean full) {
        fields.number("size or count", RESULT, 4).reserved(RESULT + 4, 4);
        for (int at = RESULT + 8; bytes.length - at >= PartHeader.LENGTH; at += PartHeader.LENGTH) {
            Fields header = new Fields(bytes, 0, full);
            PartType type = PartType.of((int) header.value(at, 2));
            header.named("part_type", at, 2, type).number("flags", at + 2, 1);
            PartValue.selector(header, type, at + 4);
            fields.add(header.number("length", at + 12, 4).node("hdr", at, PartHeader.LENGTH, ""));
        }
    }

    private static Decoded damaged(Fields fields, byte[] bytes, String what, int at, int expected) {
        return new Decoded(
                fields.nodes(),
                Optional.of(new Damage(
                        bytes.length,
                        "%s at byte %d: %d of %d bytes".formatted(what, at, bytes.length - at, expected))));
    }
}
