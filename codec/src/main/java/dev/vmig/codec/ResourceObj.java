package dev.vmig.codec;

/**
 * The commands for resource objects (Virtio 1.4, 2.12.1.3). All begin with virtio_admin_cmd_resource_obj_cmd_hdr, 8 bytes:
 * le16 type at 0, 2 reserved bytes, le32 id at 4; so do the commands for device parts. No command but QUERY has a result.
 *
 * <table>
 * <caption>What follows the header; QUERY and MODIFY have these opcodes by decision S-1, see {@link ObjectOpcodes}</caption>
 * <tr><th>opcode<th>command<th>data
 * <tr><td>0x000a<td>RESOURCE_OBJ_CREATE, under an id that the driver chooses<td>le64 flags at 8 (zero),
 *     virtio_resource_obj_dev_parts at 16: u8 type, 7 reserved bytes
 * <tr><td>0x000b<td>RESOURCE_OBJ_QUERY<td>le64 flags at 8 (zero); the result is virtio_resource_obj_dev_parts
 * <tr><td>0x000c<td>RESOURCE_OBJ_MODIFY<td>as CREATE
 * <tr><td>0x000d<td>RESOURCE_OBJ_DESTROY<td>nothing
 * </table>
 */
public final class ResourceObj {
    /** Bytes of the header. */
    public static final int LENGTH = 8;
    /** Offset of le16 type in the data. */
    public static final int TYPE = 0;
    /** Offset of le32 id in the data. */
    public static final int ID = 4;
    /** Offset of le64 flags in the data. */
    public static final int FLAGS = 8;
    /** Offset of u8 type, the kind of the device parts object, in the data. */
    public static final int KIND = 16;
    /** Offset of u8 type, the kind of the device parts object, in the result of QUERY. */
    public static final int RESULT_KIND = 0;
    /** Bytes of CREATE and MODIFY for a device parts object. */
    public static final int CREATE_LENGTH = CommandHeader.LENGTH + 24;
    /** Bytes of QUERY. */
    public static final int QUERY_LENGTH = CommandHeader.LENGTH + 16;
    /** Bytes of the result of QUERY for a device parts object. */
    public static final int QUERY_RESULT_LENGTH = StatusHeader.LENGTH + 8;
    /** Bytes of DESTROY. */
    public static final int DESTROY_LENGTH = CommandHeader.LENGTH + LENGTH;
    /** The resource object type VIRTIO_RESOURCE_OBJ_DEV_PARTS, the only one that the encoders write. */
    public static final int TYPE_DEV_PARTS = 0x0000;

    private ResourceObj() {}

    /** Writes CREATE for a device parts object. */
    public static int encodeCreate(
            byte[] bytes, int at, GroupType group, long memberId, long id, PartsObjectKind kind) {
        return encodeKind(bytes, at, Opcode.RESOURCE_OBJ_CREATE, group, memberId, id, kind);
    }

    /** Writes MODIFY for a device parts object, with the opcode of the table. */
    public static int encodeModify(
            byte[] bytes, int at, GroupType group, long memberId, long id, PartsObjectKind kind) {
        return encodeModify(bytes, at, ObjectOpcodes.TABLE, group, memberId, id, kind);
    }

    /** Writes MODIFY for a device parts object. */
    public static int encodeModify(
            byte[] bytes,
            int at,
            ObjectOpcodes opcodes,
            GroupType group,
            long memberId,
            long id,
            PartsObjectKind kind) {
        int length = encodeKind(bytes, at, Opcode.RESOURCE_OBJ_MODIFY, group, memberId, id, kind);
        LittleEndian.put16(bytes, at + CommandHeader.OPCODE, opcodes.modify());
        return length;
    }

    private static int encodeKind(
            byte[] bytes, int at, Opcode opcode, GroupType group, long memberId, long id, PartsObjectKind kind) {
        int data = at + CommandHeader.LENGTH;
        int kindByte = Check.u8("type", kind.number(), data + KIND);
        begin(bytes, at, CREATE_LENGTH, opcode, group, memberId, id);
        LittleEndian.put64(bytes, data + FLAGS, 0);
        LittleEndian.put64(bytes, data + KIND, kindByte);
        return CREATE_LENGTH;
    }

    /** Writes QUERY, with the opcode of the table. */
    public static int encodeQuery(byte[] bytes, int at, GroupType group, long memberId, long id) {
        return encodeQuery(bytes, at, ObjectOpcodes.TABLE, group, memberId, id);
    }

    /** Writes QUERY. */
    public static int encodeQuery(
            byte[] bytes, int at, ObjectOpcodes opcodes, GroupType group, long memberId, long id) {
        begin(bytes, at, QUERY_LENGTH, Opcode.RESOURCE_OBJ_QUERY, group, memberId, id);
        LittleEndian.put16(bytes, at + CommandHeader.OPCODE, opcodes.query());
        LittleEndian.put64(bytes, at + CommandHeader.LENGTH + FLAGS, 0);
        return QUERY_LENGTH;
    }

    /** Writes the result of QUERY: status OK and the kind of the object. */
    public static int encodeQueryResult(byte[] bytes, int at, PartsObjectKind kind) {
        int kindByte = Check.u8("type", kind.number(), at + StatusHeader.LENGTH + RESULT_KIND);
        StatusHeader.begin(bytes, at, QUERY_RESULT_LENGTH, "RESOURCE_OBJ_QUERY result");
        LittleEndian.put64(bytes, at + StatusHeader.LENGTH + RESULT_KIND, kindByte);
        return QUERY_RESULT_LENGTH;
    }

    /** Writes DESTROY for a device parts object. */
    public static int encodeDestroy(byte[] bytes, int at, GroupType group, long memberId, long id) {
        begin(bytes, at, DESTROY_LENGTH, Opcode.RESOURCE_OBJ_DESTROY, group, memberId, id);
        return DESTROY_LENGTH;
    }

    /** Writes command header and object header of a device parts object. */
    static void begin(byte[] bytes, int at, long length, Opcode opcode, GroupType group, long memberId, long id) {
        long idBits = Check.u32("id", id, at + CommandHeader.LENGTH + ID);
        CommandHeader.begin(bytes, at, length, opcode, group, memberId);
        LittleEndian.putWord(bytes, at + CommandHeader.LENGTH, TYPE_DEV_PARTS | idBits << 32);
    }

    /** The type of the object that the command names. */
    public static int type(CommandView command) {
        return command.u16(TYPE);
    }

    /** The id of the object that the command names, u32. */
    public static long id(CommandView command) {
        return command.u32(ID);
    }

    /** The flags of CREATE, QUERY and MODIFY, zero in Virtio 1.4. */
    public static long flags(CommandView command) {
        return command.u64(FLAGS);
    }

    /** The number of the kind in CREATE and MODIFY, for {@link PartsObjectKind#of}. */
    public static int kind(CommandView command) {
        return command.u8(KIND);
    }

    /** The number of the kind in the result of QUERY, for {@link PartsObjectKind#of}. */
    public static int kind(ResultView result) {
        return result.u8(RESULT_KIND);
    }
}
