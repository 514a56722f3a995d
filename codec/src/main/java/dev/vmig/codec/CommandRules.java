package dev.vmig.codec;

import dev.vmig.codec.CodecException.Reason;

/**
 * What Virtio 1.4 lays down for the device-readable part of an admin command that a driver sends (2.12.1, 2.13.2): the
 * structure is whole, reserved fields are zero, the group is one that the command is for, numbers have a meaning, and the
 * device parts in it keep to {@link PartRules}.
 *
 * <p>It is for drivers and for tools: a device must <em>not</em> refuse a short buffer or a reserved byte (2.13.1), and
 * reads a command with {@link CommandView}. Bytes behind the structure are ignored. Padding to whole
 * 64-bit units is not required, since Linux does not pad.
 */
public final class CommandRules {
    private static final int DATA = CommandHeader.LENGTH;

    private final CommandView command;
    private final int from;

    private CommandRules(CommandView command) {
        this.command = command;
        this.from = command.offset();
    }

    /**
     * Checks a command; {@link ObjectOpcodes#TABLE} tells QUERY and MODIFY apart.
     *
     * @throws CodecException at the first byte that breaks a rule
     */
    public static void check(CommandView command) {
        new CommandRules(command).check();
    }

    private void check() {
        if (command.length() < DATA) {
            throw new CodecException(Reason.TOO_SHORT, "command header", DATA, from, command.length());
        }
        Opcode opcode = Opcode.of(command.opcode());
        if (opcode == Opcode.UNKNOWN) {
            throw unknown("opcode", command.opcode(), CommandHeader.OPCODE);
        }
        group(opcode);
        PartRules.reserved(command.bytes(), from + CommandHeader.GROUP_TYPE + 2, 12);
        member(opcode);
        data(opcode);
    }

    private void group(Opcode opcode) {
        GroupType group = GroupType.of(command.groupType());
        if (group == GroupType.UNKNOWN) {
            throw unknown("group_type", command.groupType(), CommandHeader.GROUP_TYPE);
        }
        GroupType only = onlyGroup(opcode);
        if (only != GroupType.UNKNOWN && group != only) {
            throw new CodecException(
                    Reason.VALUE, "group_type", group.number(), from + CommandHeader.GROUP_TYPE, only.number());
        }
    }

    /** The group that a command is for, UNKNOWN if it is for any; an object may be in both. */
    private static GroupType onlyGroup(Opcode opcode) {
        return switch (opcode) {
            case CAP_ID_LIST_QUERY, DEVICE_CAP_GET, DRIVER_CAP_SET -> GroupType.SELF;
            case LEGACY_COMMON_CFG_WRITE,
                    LEGACY_COMMON_CFG_READ,
                    LEGACY_DEV_CFG_WRITE,
                    LEGACY_DEV_CFG_READ,
                    LEGACY_NOTIFY_INFO,
                    DEV_PARTS_METADATA_GET,
                    DEV_PARTS_GET,
                    DEV_PARTS_SET,
                    DEV_MODE_SET -> GroupType.SR_IOV;
            default -> GroupType.UNKNOWN;
        };
    }

    /** A member is addressed in the SR-IOV group, except by the two commands that list opcodes. */
    private void member(Opcode opcode) {
        int at = from + CommandHeader.GROUP_MEMBER_ID;
        boolean lists = opcode == Opcode.LIST_QUERY || opcode == Opcode.LIST_USE;
        if (!lists && GroupType.of(command.groupType()) == GroupType.SR_IOV) {
            PartValueRules.atLeastOne("group_member_id", command.memberId(), at);
        } else if (command.memberId() != 0) {
            throw new CodecException(Reason.VALUE, "group_member_id", command.memberId(), at, 0);
        }
    }

    private void data(Opcode opcode) {
        switch (opcode) {
            case LIST_QUERY, CAP_ID_LIST_QUERY, LEGACY_NOTIFY_INFO, UNKNOWN -> {}
            case LIST_USE -> whole(opcode, BitWords.WORD);
            case LEGACY_COMMON_CFG_WRITE, LEGACY_DEV_CFG_WRITE -> {
                whole(opcode, LegacyCfg.REGISTERS + 1);
                reserved(LegacyCfg.OFFSET + 1, 7);
            }
            case LEGACY_COMMON_CFG_READ, LEGACY_DEV_CFG_READ -> whole(opcode, 1);
            case DEVICE_CAP_GET -> {
                whole(opcode, 8);
                reserved(Capability.ID + 2, 6);
            }
            case DRIVER_CAP_SET -> {
                boolean parts = Capability.id(command) == Capability.DEV_PARTS;
                whole(opcode, Capability.VALUE + (parts ? Capability.DEV_PARTS_LENGTH : 1));
                reserved(Capability.ID + 2, 6);
            }
            case RESOURCE_OBJ_CREATE, RESOURCE_OBJ_MODIFY -> created(opcode);
            case RESOURCE_OBJ_QUERY -> {
                object(opcode, 16);
                zeroFlags(ResourceObj.FLAGS);
            }
            case RESOURCE_OBJ_DESTROY -> object(opcode, ResourceObj.LENGTH);
            case DEV_PARTS_METADATA_GET -> {
                partsObject(opcode, 16);
                type(DevPartsMetadataGet.type(command), MetadataType.LIST.number());
            }
            case DEV_PARTS_GET -> {
                partsObject(opcode, DevPartsGet.HEADERS);
                type(DevPartsGet.type(command), PartsGetType.ALL.number());
                selected();
            }
            case DEV_PARTS_SET -> {
                partsObject(opcode, DevPartsSet.PARTS);
                PartRules.check(DevPartsSet.parts(command, new PartCursor()));
            }
            case DEV_MODE_SET -> {
                whole(opcode, 1);
                int others = DevModeSet.flags(command) & ~DevModeSet.FLAG_STOPPED;
                PartRules.reserved("flags", others, from + DATA + DevModeSet.FLAGS);
            }
        }
    }

    /** CREATE and MODIFY have one layout. What an object of another type holds is not known here. */
    private void created(Opcode opcode) {
        object(opcode, ResourceObj.KIND);
        zeroFlags(ResourceObj.FLAGS);
        if (ResourceObj.type(command) == ResourceObj.TYPE_DEV_PARTS) {
            whole(opcode, ResourceObj.KIND + 8);
            type("type", ResourceObj.kind(command), ResourceObj.KIND, PartsObjectKind.SET.number());
            reserved(ResourceObj.KIND + 1, 7);
        }
    }

    private void selected() {
        if (PartsGetType.of(DevPartsGet.type(command)) == PartsGetType.SELECTED) {
            int headers = from + DATA + DevPartsGet.HEADERS;
            PartRules.checkHeaders(command.bytes(), headers, DevPartsGet.selectedCount(command));
        }
    }

    private void partsObject(Opcode opcode, int length) {
        object(opcode, length);
        if (ResourceObj.type(command) != ResourceObj.TYPE_DEV_PARTS) {
            throw new CodecException(
                    Reason.VALUE, "type", ResourceObj.type(command), from + DATA, ResourceObj.TYPE_DEV_PARTS);
        }
    }

    private void object(Opcode opcode, int length) {
        whole(opcode, length);
        reserved(ResourceObj.TYPE + 2, 2);
    }

    private void type(int found, int most) {
        type("type", found, DevPartsMetadataGet.TYPE, most);
        reserved(DevPartsMetadataGet.TYPE + 1, 7);
    }

    private void type(String field, int found, int at, int most) {
        PartValueRules.atMost(field, found, from + DATA + at, most);
    }

    private void zeroFlags(int at) {
        long flags = command.u64(at);
        if (flags != 0) {
            throw new CodecException(Reason.RESERVED, "flags", flags, from + DATA + at, 0);
        }
    }

    private void whole(Opcode opcode, int length) {
        if (command.dataLength() < length) {
            throw new CodecException(Reason.TOO_SHORT, opcode + " data", length, from + DATA, command.dataLength());
        }
    }

    private void reserved(int at, int length) {
        PartRules.reserved(command.bytes(), from + DATA + at, length);
    }

    private CodecException unknown(String field, int value, int at) {
        return new CodecException(Reason.UNKNOWN, field, value, from + at, 0);
    }
}
