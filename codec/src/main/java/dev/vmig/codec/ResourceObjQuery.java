package dev.vmig.codec;

/**
 * RESOURCE_OBJ_QUERY, 0x000b by decision S-1, see {@link ObjectOpcodes}: reads an object (Virtio 1.4, 2.12.1.3.3). Data: {@link ResourceObj} at 0,
 * le64 flags at 8 (zero). The result is virtio_resource_obj_dev_parts: u8 type, 7 reserved bytes.
 */
public final class ResourceObjQuery {
    /** Bytes of the command. */
    public static final int LENGTH = CommandHeader.LENGTH + 16;
    /** Bytes of the result for a device parts object. */
    public static final int RESULT_LENGTH = StatusHeader.LENGTH + 8;
    /** Offset of le64 flags in the data. */
    public static final int FLAGS = 8;
    /** Offset of u8 type, the kind of the device parts object, in the result. */
    public static final int KIND = 0;

    private ResourceObjQuery() {}

    /** Writes the command for a device parts object, with the opcode of the table. */
    public static int encode(byte[] bytes, int at, GroupType group, long memberId, long id) {
        return encode(bytes, at, ObjectOpcodes.TABLE, group, memberId, id);
    }

    /** Writes the command for a device parts object. */
    public static int encode(byte[] bytes, int at, ObjectOpcodes opcodes, GroupType group, long memberId, long id) {
        ResourceObj.begin(bytes, at, LENGTH, Opcode.RESOURCE_OBJ_QUERY, group, memberId, id);
        LittleEndian.put16(bytes, at + CommandHeader.OPCODE, opcodes.query());
        LittleEndian.put64(bytes, at + CommandHeader.LENGTH + FLAGS, 0);
        return LENGTH;
    }

    /** The flags word, zero in Virtio 1.4. */
    public static long flags(CommandView command) {
        return command.u64(FLAGS);
    }

    /** Writes status OK and the kind of the object. */
    public static int encodeResult(byte[] bytes, int at, PartsObjectKind kind) {
        int kindByte = Check.u8("type", kind.number(), at + StatusHeader.LENGTH + KIND);
        StatusHeader.begin(bytes, at, RESULT_LENGTH, "RESOURCE_OBJ_QUERY result");
        LittleEndian.put64(bytes, at + StatusHeader.LENGTH + KIND, kindByte);
        return RESULT_LENGTH;
    }

    /** The number of the kind, for {@link PartsObjectKind#of}. */
    public static int kind(ResultView result) {
        return result.u8(KIND);
    }
}
