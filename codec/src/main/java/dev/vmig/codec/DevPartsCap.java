package dev.vmig.codec;

/**
 * virtio_dev_parts_cap, capability 0, 2 bytes: how many device parts objects of each kind may exist at once, 0 to 255
 * (Virtio 1.4, 2.12.1.4.1). The result of {@link DeviceCapGet} and the tail of {@link DriverCapSet}.
 */
public final class DevPartsCap {
    /** The capability id VIRTIO_DEV_PARTS_CAP. */
    public static final int ID = 0x0000;
    /** Bytes of the capability. */
    public static final int LENGTH = 2;
    /** Offset of u8 get_parts_resource_objects_limit. */
    public static final int GET_LIMIT = 0;
    /** Offset of u8 set_parts_resource_objects_limit. */
    public static final int SET_LIMIT = 1;

    private DevPartsCap() {}

    /** Both bytes, checked before anything is written, as the le16 that they make up. */
    static int pack(int getLimit, int setLimit, int at) {
        return Check.u8("get_parts_resource_objects_limit", getLimit, at + GET_LIMIT)
                | Check.u8("set_parts_resource_objects_limit", setLimit, at + SET_LIMIT) << 8;
    }
}
