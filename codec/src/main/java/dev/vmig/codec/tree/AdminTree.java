package dev.vmig.codec.tree;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Capability;
import dev.vmig.codec.CommandHeader;
import dev.vmig.codec.CommandRules;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.LegacyCommonCfgField;
import dev.vmig.codec.LegacyNotifyInfo;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartsGetType;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResultRules;
import dev.vmig.codec.ResultView;
import dev.vmig.codec.StatusHeader;
import dev.vmig.codec.StatusQualifier;
import java.util.Optional;
import java.util.function.Consumer;

/** The device-readable and the device-writable part of an admin command (Virtio 1.4, 2.12.1). */
public final class AdminTree {
    private static final int DATA = CommandHeader.LENGTH;
    private static final int RESULT = StatusHeader.LENGTH;
    private static final int OBJECT = 8;

    private final byte[] bytes;
    private final Fields fields;
    private final boolean full;
    private final Consumer<Node> sink;
    private Optional<Damage> damage = Optional.empty();
    private int end;

    private AdminTree(byte[] bytes, boolean full, Consumer<Node> sink) {
        this.bytes = bytes;
        this.full = full;
        this.sink = sink;
        this.fields = new Fields(bytes, 0, full, sink);
    }

    /**
     * Decodes a whole command. Bytes that it lacks, which a device takes for zero, are a damage here.
     *
     * @param full whether long values are shown whole
     * @param sink takes each field
     */
    public static Optional<Damage> command(byte[] bytes, boolean full, Consumer<Node> sink) {
        AdminTree tree = new AdminTree(bytes, full, sink);
        tree.command();
        return tree.checked(() -> CommandRules.check(new CommandView().wrap(bytes, 0, bytes.length)));
    }

    /**
     * Decodes the result of a command, up to its used length.
     *
     * @param full whether long values are shown whole
     * @param sink takes each field
     */
    public static Optional<Damage> result(Opcode opcode, byte[] bytes, boolean full, Consumer<Node> sink) {
        AdminTree tree = new AdminTree(bytes, full, sink);
        tree.result(opcode);
        return tree.checked(
                () -> ResultRules.check(opcode, new ResultView().wrap(bytes, 0, bytes.length, bytes.length)));
    }

    private Optional<Damage> checked(Runnable rules) {
        if (damage.isEmpty()) {
            PartsTree.refused(rules).ifPresent(fields::brokenRule);
        }
        return damage;
    }

    private void command() {
        if (!has("command header", DATA)) {
            return;
        }
        Opcode opcode = Opcode.of((int) fields.value(CommandHeader.OPCODE, 2));
        fields.named("opcode", CommandHeader.OPCODE, 2, opcode)
                .named("group_type", CommandHeader.GROUP_TYPE, 2, GroupType.of((int) fields.value(2, 2)))
                .reserved(4, 12)
                .number("group_member_id", CommandHeader.GROUP_MEMBER_ID, 8);
        data(opcode);
        if (damage.isEmpty()) {
            allOf("surplus");
        }
    }

    private void data(Opcode opcode) {
        switch (opcode) {
            case LIST_QUERY, CAP_ID_LIST_QUERY, LEGACY_NOTIFY_INFO -> {}
            case LIST_USE -> {
                if (has("device_admin_cmd_opcodes", 8)) {
                    fields.text("device_admin_cmd_opcodes", DATA, 8, OpcodeNames.of(fields.value(DATA, 8)));
                    words("device_admin_cmd_opcodes", DATA);
                }
            }
            case LEGACY_COMMON_CFG_WRITE, LEGACY_DEV_CFG_WRITE -> {
                if (has("offset", 8)) {
                    offset(opcode == Opcode.LEGACY_COMMON_CFG_WRITE).reserved(DATA + 1, 7);
                    someOf("data");
                }
            }
            case LEGACY_COMMON_CFG_READ, LEGACY_DEV_CFG_READ -> {
                if (has("offset", 1)) {
                    offset(opcode == Opcode.LEGACY_COMMON_CFG_READ);
                }
            }
            case DEVICE_CAP_GET -> capability();
            case DRIVER_CAP_SET -> {
                if (capability()) {
                    if (fields.value(DATA, 2) != 0) {
                        someOf("cap_specific_data");
                    } else if (has("device parts capability", 2)) {
                        fields.number("get_parts_resource_objects_limit", DATA + 8, 1)
                                .number("set_parts_resource_objects_limit", DATA + 9, 1);
                    }
                }
            }
            case RESOURCE_OBJ_CREATE, RESOURCE_OBJ_MODIFY -> {
                if (object() && has("flags", 8)) {
                    fields.bits("flags", DATA + 8, 8);
                    if (fields.value(DATA, 2) != 0) {
                        allOf("resource_obj_specific_data");
                    } else if (has("device parts object", 8)) {
                        int kind = DATA + 16;
                        fields.named("type", kind, 1, PartsObjectKind.of((int) fields.value(kind, 1)))
                                .reserved(kind + 1, 7);
                    }
                }
            }
            case RESOURCE_OBJ_QUERY -> {
                if (object() && has("flags", 8)) {
                    fields.bits("flags", DATA + 8, 8);
                }
            }
            case RESOURCE_OBJ_DESTROY -> object();
            case DEV_PARTS_METADATA_GET -> {
                if (object() && has("type", 8)) {
                    fields.named("type", DATA + 8, 1, MetadataType.of((int) fields.value(DATA + 8, 1)))
                            .reserved(DATA + 9, 7);
                }
            }
            case DEV_PARTS_GET -> {
                if (object() && has("type", 8)) {
                    fields.named("type", DATA + 8, 1, PartsGetType.of((int) fields.value(DATA + 8, 1)))
                            .reserved(DATA + 9, 7);
                    headers(Long.MAX_VALUE);
                }
            }
            case DEV_PARTS_SET -> {
                if (object()) {
                    parts();
                }
            }
            case DEV_MODE_SET -> {
                if (has("flags", 1)) {
                    fields.named("flags", DATA, 1, (bytes[DATA] & 1) == 1 ? "STOPPED" : "");
                }
            }
            case UNKNOWN -> allOf("command_specific_data");
        }
    }

    private Fields offset(boolean common) {
        int offset = bytes[DATA] & 0xff;
        boolean register = common && offset < LegacyCommonCfgField.regionLength(true);
        return fields.named("offset", DATA, 1, register ? LegacyCommonCfgField.containing(offset) : "");
    }

    private boolean capability() {
        boolean there = has("capability id", 8);
        if (there) {
            fields.named("id", DATA, 2, fields.value(DATA, 2) == 0 ? "VIRTIO_DEV_PARTS_CAP" : "")
                    .reserved(DATA + 2, 6);
        }
        return there;
    }

    private boolean object() {
        boolean there = has("object header", OBJECT);
        if (there) {
            fields.named("object type", DATA, 2, fields.value(DATA, 2) == 0 ? "DEV_PARTS" : "")
                    .reserved(DATA + 2, 2)
                    .number("id", DATA + 4, 4);
        }
        return there;
    }

    private void result(Opcode opcode) {
        if (!has("status header", RESULT)) {
            return;
        }
        int status = (int) fields.value(StatusHeader.STATUS, 2);
        int qualifier = (int) fields.value(StatusHeader.STATUS_QUALIFIER, 2);
        fields.named("status", StatusHeader.STATUS, 2, AdminStatus.of(status))
                .named("status_qualifier", StatusHeader.STATUS_QUALIFIER, 2, StatusQualifier.of(qualifier))
                .reserved(4, 4);
        if (status != AdminStatus.OK.number()) {
            allOf("command_specific_result");
        } else if (has("result of " + opcode, leastLength(opcode))) {
            end = RESULT;
            success(opcode);
        }
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

    private void success(Opcode opcode) {
        switch (opcode) {
            case LIST_QUERY -> {
                fields.text("device_admin_cmd_opcodes", RESULT, 8, OpcodeNames.of(fields.value(RESULT, 8)));
                end += 8;
                words("device_admin_cmd_opcodes", RESULT);
            }
            case CAP_ID_LIST_QUERY -> words("supported_caps", RESULT);
            case DEVICE_CAP_GET -> {
                // The result does not contain the capability id; only this capability has two bytes.
                if (bytes.length - RESULT == Capability.DEV_PARTS_LENGTH) {
                    fields.number("get_parts_resource_objects_limit", RESULT, 1)
                            .number("set_parts_resource_objects_limit", RESULT + 1, 1);
                } else {
                    allOf("cap_specific_data");
                }
            }
            case RESOURCE_OBJ_QUERY ->
                fields.named("type", RESULT, 1, PartsObjectKind.of((int) fields.value(RESULT, 1)))
                        .reserved(RESULT + 1, 7);
            case DEV_PARTS_METADATA_GET -> metadata();
            case DEV_PARTS_GET -> parts();
            case LEGACY_NOTIFY_INFO -> {
                for (int entry = 0; entry < LegacyNotifyInfo.ENTRIES; entry++) {
                    entry(RESULT + LegacyNotifyInfo.ENTRY_LENGTH * entry);
                }
            }
            default -> allOf("data");
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

    /** Headers follow the fixed part only in a LIST, as many as its count. */
    private void metadata() {
        long count = fields.value(RESULT, 4);
        fields.number("size or count", RESULT, 4).reserved(RESULT + 4, 4);
        end += DevPartsMetadataGet.HEADERS;
        if (end < bytes.length && headers(count) < count) {
            has("hdrs", PartHeader.LENGTH);
        }
    }

    private void parts() {
        damage = PartsTree.walk(bytes, end, bytes.length, 0, full, sink);
        end = bytes.length;
    }

    /** Shows complete part headers, up to a limit, and returns their number. */
    private long headers(long most) {
        long shown = 0;
        for (; shown < most && bytes.length - end >= PartHeader.LENGTH; shown++) {
            PartsTree.header(fields, bytes, end);
            end += PartHeader.LENGTH;
        }
        return shown;
    }

    /** Shows whole words of an array that begins at {@code base}. */
    private void words(String name, int base) {
        for (; bytes.length - end >= 8; end += 8) {
            fields.bits(name + "[" + (end - base) / 8 + "]", end, 8);
        }
    }

    /** Whether {@code length} bytes follow; if not, that is the damage. */
    private boolean has(String what, int length) {
        if (bytes.length - end >= length) {
            end += length;
            return true;
        }
        damage = Optional.of(new Damage(
                bytes.length, "%s at byte %d: %d of %d bytes".formatted(what, end, bytes.length - end, length)));
        return false;
    }

    /** Shows all remaining bytes, of which there must be one. */
    private void someOf(String name) {
        int from = end;
        if (has(name, 1)) {
            end = from;
            allOf(name);
        }
    }

    private void allOf(String name) {
        if (end < bytes.length) {
            fields.hex(name, end, bytes.length - end);
            end = bytes.length;
        }
    }
}
