package dev.vmig.codec;

/**
 * RESOURCE_OBJ_MODIFY, 0x000c by decision S-1, see {@link ObjectOpcodes}: changes an object (Virtio 1.4, 2.12.1.3.2). Data: {@link ResourceObj} at 0, le64 flags at 8 (zero), then
 * virtio_resource_obj_dev_parts at 16: u8 type, 7 reserved bytes. No result.
 */
public final class ResourceObjModify {
    /** Bytes of the command for a device parts object. */
    public static final int LENGTH = CommandHeader.LENGTH + 24;
    /** Offset of le64 flags in the data. */
    public static final int FLAGS = 8;
    /** Offset of u8 type, the kind of the device parts object, in the data. */
    public static final int KIND = 16;

    private ResourceObjModify() {}

    /** Writes the command for a device parts object, with the opcode of the table. */
    public static int encode(byte[] bytes, int at, GroupType group, long memberId, long id, PartsObjectKind kind) {
        return encode(bytes, at, ObjectOpcodes.TABLE, group, memberId, id, kind);
    }

    /** Writes the command for a device parts object. */
    public static int encode(
            byte[] bytes,
            int at,
            ObjectOpcodes opcodes,
            GroupType group,
            long memberId,
            long id,
            PartsObjectKind kind) {
        int data = at + CommandHeader.LENGTH;
        int kindByte = Check.u8("type", kind.number(), data + KIND);
        ResourceObj.begin(bytes, at, LENGTH, Opcode.RESOURCE_OBJ_MODIFY, group, memberId, id);
        LittleEndian.put16(bytes, at + CommandHeader.OPCODE, opcodes.modify());
        LittleEndian.put64(bytes, data + FLAGS, 0);
        LittleEndian.put64(bytes, data + KIND, kindByte);
        return LENGTH;
    }

    /** The flags word, zero in Virtio 1.4. */
    public static long flags(CommandView command) {
        return command.u64(FLAGS);
    }

    /** The number of the kind, for {@link PartsObjectKind#of}. */
    public static int kind(CommandView command) {
        return command.u8(KIND);
    }
}
