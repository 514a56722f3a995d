package dev.vmig.codec;

/**
 * virtio_admin_cmd_resource_obj_cmd_hdr, 8 bytes at the start of the data of every command that names a resource object
 * (Virtio 1.4, 2.12.1.3): le16 type at 0, 2 reserved bytes, le32 id at 4. The getters fit all of these commands.
 */
public final class ResourceObj {
    /** Bytes of the header. */
    public static final int LENGTH = 8;
    /** Offset of le16 type in the data. */
    public static final int TYPE = 0;
    /** Offset of le32 id in the data. */
    public static final int ID = 4;
    /** The resource object type VIRTIO_RESOURCE_OBJ_DEV_PARTS, the only one that the encoders write. */
    public static final int TYPE_DEV_PARTS = 0x0000;

    private ResourceObj() {}

    /** The type of the object that the command names. */
    public static int type(CommandView command) {
        return command.u16(TYPE);
    }

    /** The id of the object that the command names, u32. */
    public static long id(CommandView command) {
        return command.u32(ID);
    }

    /** Writes command header and object header of a device parts object. */
    static void begin(byte[] bytes, int at, long length, Opcode opcode, GroupType group, long memberId, long id) {
        long idBits = Check.u32("id", id, at + CommandHeader.LENGTH + ID);
        CommandHeader.begin(bytes, at, length, opcode, group, memberId);
        LittleEndian.putWord(bytes, at + CommandHeader.LENGTH, TYPE_DEV_PARTS | idBits << 32);
    }
}
