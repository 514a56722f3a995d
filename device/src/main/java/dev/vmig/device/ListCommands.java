package dev.vmig.device;

import dev.vmig.codec.GroupType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.OpcodeList;
import java.util.EnumMap;
import java.util.Map;

/** LIST_QUERY and LIST_USE: which commands are legal in which group (Virtio 1.4, 2.12.1). Groups are independent. */
final class ListCommands {
    private static final long ALWAYS = bits(Opcode.LIST_QUERY, Opcode.LIST_USE);
    private static final long CAPABILITIES =
            bits(Opcode.CAP_ID_LIST_QUERY, Opcode.DEVICE_CAP_GET, Opcode.DRIVER_CAP_SET);
    private static final long LEGACY = bits(
            Opcode.LEGACY_COMMON_CFG_WRITE,
            Opcode.LEGACY_COMMON_CFG_READ,
            Opcode.LEGACY_DEV_CFG_WRITE,
            Opcode.LEGACY_DEV_CFG_READ,
            Opcode.LEGACY_NOTIFY_INFO);
    private static final long DEVICE_PARTS = bits(
            Opcode.RESOURCE_OBJ_CREATE,
            Opcode.RESOURCE_OBJ_QUERY,
            Opcode.RESOURCE_OBJ_MODIFY,
            Opcode.RESOURCE_OBJ_DESTROY,
            Opcode.DEV_PARTS_METADATA_GET,
            Opcode.DEV_PARTS_GET,
            Opcode.DEV_PARTS_SET,
            Opcode.DEV_MODE_SET);

    private final DeviceProfile profile;
    private final boolean legacyIo;
    private final Map<GroupType, Long> used = new EnumMap<>(GroupType.class);

    ListCommands(PfConfig config) {
        this.profile = config.profile();
        this.legacyIo = config.personality().legacyIo();
    }

    private static long bits(Opcode... opcodes) {
        long word = 0;
        for (Opcode opcode : opcodes) {
            word |= opcode.bit();
        }
        return word;
    }

    private long supported(GroupType group) {
        if (group == GroupType.SELF) {
            return ALWAYS | CAPABILITIES;
        }
        return ALWAYS | DEVICE_PARTS | (profile == DeviceProfile.LINUX ? CAPABILITIES : 0) | (legacyIo ? LEGACY : 0);
    }

    /** Whether the driver may send a command now: what it named in LIST_USE; before that, the two list commands. */
    boolean isLegal(AdminCommand command) {
        GroupType group = command.group();
        return (used.getOrDefault(group, unnamed(group)) & command.listBit()) != 0;
    }

    private long unnamed(GroupType group) {
        return profile == DeviceProfile.LINUX && group == GroupType.SELF ? supported(group) : ALWAYS;
    }

    CommandResult query(AdminCommand command) {
        byte[] bytes = CommandResult.room(OpcodeList.QUERY_RESULT_LENGTH);
        OpcodeList.encodeQueryResult(bytes, 0, supported(command.group()));
        return new CommandResult(bytes);
    }

    CommandResult use(AdminCommand command) throws CommandRefused {
        long wanted = OpcodeList.opcodes(command.view());
        long supported = supported(command.group());
        if ((wanted & ~supported) != 0 || OpcodeList.namesMore(command.view())) {
            throw CommandRefused.field("LIST_USE: first word 0x%x (expected: a subset of 0x%x, and zero behind)"
                    .formatted(wanted, supported));
        }
        used.put(command.group(), wanted);
        return CommandResult.done();
    }

    /** After a reset of the owner. */
    void reset() {
        used.clear();
    }
}
