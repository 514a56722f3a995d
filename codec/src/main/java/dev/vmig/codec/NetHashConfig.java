package dev.vmig.codec;

/**
 * virtio_net_hash_config, the data of {@link NetControl#MQ_HASH_CONFIG} (Virtio 1.4, 5.1.9.5): le32 hash_types at 0, 8
 * reserved bytes, u8 hash_key_length at 12, the key at 13. The getters take the index of the value.
 */
public final class NetHashConfig {
    /** Bytes of the value without the key. */
    public static final int LENGTH = 13;
    /** Offset of le32 hash_types. */
    public static final int HASH_TYPES = 0;
    /** Offset of the reserved bytes. */
    public static final int RESERVED = 4;
    /** Offset of u8 hash_key_length. */
    public static final int KEY_LENGTH = 12;
    /** Offset of the key. */
    public static final int KEY = 13;

    private NetHashConfig() {}

    /**
     * Writes the value.
     *
     * @return its bytes
     */
    public static int encode(byte[] bytes, int at, long hashTypes, byte[] key) {
        Check.room("virtio_net_hash_config", bytes, at, (long) LENGTH + key.length);
        long types = Check.u32("hash_types", hashTypes, at + HASH_TYPES);
        int keyLength = Check.u8("hash_key_length", key.length, at + KEY_LENGTH);
        LittleEndian.put64(bytes, at, types);
        LittleEndian.put32(bytes, at + 8, 0);
        LittleEndian.put8(bytes, at + KEY_LENGTH, keyLength);
        System.arraycopy(key, 0, bytes, at + KEY, key.length);
        return LENGTH + key.length;
    }

    /** The hash types, 32 bits. */
    public static long hashTypes(byte[] bytes, int at) {
        return LittleEndian.u32(bytes, at + HASH_TYPES);
    }

    /** Bytes of the key, which stands at {@link #KEY}. */
    public static int keyLength(byte[] bytes, int at) {
        return LittleEndian.u8(bytes, at + KEY_LENGTH);
    }

    static long expectedLength(byte[] bytes, int at, int length) {
        return length < LENGTH ? LENGTH : LENGTH + keyLength(bytes, at);
    }
}
