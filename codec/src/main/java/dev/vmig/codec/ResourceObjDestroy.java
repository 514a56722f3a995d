package dev.vmig.codec;

/** RESOURCE_OBJ_DESTROY, 0x000d (Virtio 1.4, 2.12.1.3.4). Data: {@link ResourceObj} and nothing else; no result. */
public final class ResourceObjDestroy {
    /** Bytes of the command. */
    public static final int LENGTH = CommandHeader.LENGTH + ResourceObj.LENGTH;

    private ResourceObjDestroy() {}

    /** Writes the command for a device parts object. */
    public static int encode(byte[] bytes, int at, GroupType group, long memberId, long id) {
        ResourceObj.begin(bytes, at, LENGTH, Opcode.RESOURCE_OBJ_DESTROY, group, memberId, id);
        return LENGTH;
    }
}
