package dev.vmig.codec;

/**
 * virtio_dev_part_vq_cfg, 32 bytes, the value of {@link PartType#VQ_CFG} (Virtio 1.4, 2.14.1). The ring positions are not
 * part of it. The getters take the index of the value, as {@link PartCursor#valueOffset()} gives it.
 */
public final class VqCfg {
    /** Bytes of the value. */
    public static final int LENGTH = 32;
    /** Offset of le16 queue_size. */
    public static final int QUEUE_SIZE = 0;
    /** Offset of le16 vector. */
    public static final int VECTOR = 2;
    /** Offset of le16 enabled; le16 reserved follows. */
    public static final int ENABLED = 4;
    /** Offset of le64 queue_desc, an address in guest memory. */
    public static final int QUEUE_DESC = 8;
    /** Offset of le64 queue_driver, an address in guest memory. */
    public static final int QUEUE_DRIVER = 16;
    /** Offset of le64 queue_device, an address in guest memory. */
    public static final int QUEUE_DEVICE = 24;
    /** The vector of a queue that raises no interrupt. */
    public static final int NO_VECTOR = 0xffff;

    private VqCfg() {}

    /**
     * Writes the value.
     *
     * @return {@link #LENGTH}
     */
    public static int encode(
            byte[] bytes, int at, int queueSize, int vector, int enabled, long desc, long driver, long device) {
        Check.room("virtio_dev_part_vq_cfg", bytes, at, LENGTH);
        check(at, queueSize, vector, enabled);
        LittleEndian.put64(bytes, at, queueSize | (long) vector << 16 | (long) enabled << 32);
        LittleEndian.put64(bytes, at + QUEUE_DESC, desc);
        LittleEndian.put64(bytes, at + QUEUE_DRIVER, driver);
        LittleEndian.put64(bytes, at + QUEUE_DEVICE, device);
        return LENGTH;
    }

    static void check(int at, int queueSize, int vector, int enabled) {
        Check.u16("queue_size", queueSize, at + QUEUE_SIZE);
        Check.u16("vector", vector, at + VECTOR);
        Check.u16("enabled", enabled, at + ENABLED);
    }

    /** Entries of the queue. */
    public static int queueSize(byte[] bytes, int at) {
        return LittleEndian.u16(bytes, at + QUEUE_SIZE);
    }

    /** The MSI-X vector, or {@link #NO_VECTOR}. */
    public static int vector(byte[] bytes, int at) {
        return LittleEndian.u16(bytes, at + VECTOR);
    }

    /** 1 if the queue is enabled, else 0. */
    public static int enabled(byte[] bytes, int at) {
        return LittleEndian.u16(bytes, at + ENABLED);
    }

    /** Guest address of the descriptor area. */
    public static long desc(byte[] bytes, int at) {
        return LittleEndian.u64(bytes, at + QUEUE_DESC);
    }

    /** Guest address of the driver area. */
    public static long driver(byte[] bytes, int at) {
        return LittleEndian.u64(bytes, at + QUEUE_DRIVER);
    }

    /** Guest address of the device area. */
    public static long device(byte[] bytes, int at) {
        return LittleEndian.u64(bytes, at + QUEUE_DEVICE);
    }
}
