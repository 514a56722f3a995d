package dev.vmig.codec;

/** What DEV_PARTS_METADATA_GET asks for (Virtio 1.4, 2.12.1.4.3.1). */
public enum MetadataType {
    /** The largest number of bytes that all parts can take, headers included. */
    SIZE(0),
    /** The number of headers that {@link #LIST} would return. */
    COUNT(1),
    /** The headers of all parts, without their values. */
    LIST(2),
    /** A number without a meaning; the number itself stays in the command. */
    UNKNOWN(-1);

    private static final MetadataType[] BY_NUMBER = values();

    private final int number;

    MetadataType(int number) {
        this.number = number;
    }

    /** The constant of a number, {@link #UNKNOWN} if there is none. */
    public static MetadataType of(int number) {
        return number >= 0 && number < BY_NUMBER.length - 1 ? BY_NUMBER[number] : UNKNOWN;
    }

    /** The number on the wire; -1, which no encoder accepts, for {@link #UNKNOWN}. */
    public int number() {
        return number;
    }
}
