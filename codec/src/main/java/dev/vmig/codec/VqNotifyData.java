package dev.vmig.codec;

/**
 * virtio_dev_part_vq_notify_data, 8 bytes, the value of {@link PartType#VQ_NOTIFY_CFG} (Virtio 1.4, 2.14.1). The getters
 * take the index of the value, as {@link PartCursor#valueOffset()} gives it.
 */
public final class VqNotifyData {
    /** Bytes of the value. */
    public static final int LENGTH = 8;
    /** Offset of le16 queue_notify_off. */
    public static final int QUEUE_NOTIFY_OFF = 0;
    /** Offset of le16 queue_notif_config_data; 4 reserved bytes follow. */
    public static final int QUEUE_NOTIF_CONFIG_DATA = 2;

    private VqNotifyData() {}

    /**
     * Writes the value.
     *
     * @return {@link #LENGTH}
     */
    public static int encode(byte[] bytes, int at, int notifyOff, int configData) {
        Check.room("virtio_dev_part_vq_notify_data", bytes, at, LENGTH);
        check(at, notifyOff, configData);
        LittleEndian.put64(bytes, at, notifyOff | (long) configData << 16);
        return LENGTH;
    }

    static void check(int at, int notifyOff, int configData) {
        Check.u16("queue_notify_off", notifyOff, at + QUEUE_NOTIFY_OFF);
        Check.u16("queue_notif_config_data", configData, at + QUEUE_NOTIF_CONFIG_DATA);
    }

    /** Where the doorbell of the queue lies, in units of the notify multiplier. */
    public static int notifyOff(byte[] bytes, int at) {
        return LittleEndian.u16(bytes, at + QUEUE_NOTIFY_OFF);
    }

    /** What the driver writes into the doorbell when VIRTIO_F_NOTIF_CONFIG_DATA was negotiated. */
    public static int configData(byte[] bytes, int at) {
        return LittleEndian.u16(bytes, at + QUEUE_NOTIF_CONFIG_DATA);
    }
}
