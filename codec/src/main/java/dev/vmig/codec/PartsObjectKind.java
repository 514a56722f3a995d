package dev.vmig.codec;

/** What a device parts object serves (Virtio 1.4, 2.12.1.4.2). An object serves one direction only. */
public enum PartsObjectKind {
    /** Reading the parts of a member. */
    GET(0),
    /** Writing the parts of a member. */
    SET(1),
    /** A number without a meaning; the number itself stays in the command. */
    UNKNOWN(-1);

    private static final PartsObjectKind[] BY_NUMBER = values();

    private final int number;

    PartsObjectKind(int number) {
        this.number = number;
    }

    /** The constant of a number, {@link #UNKNOWN} if there is none. */
    public static PartsObjectKind of(int number) {
        return number >= 0 && number < BY_NUMBER.length - 1 ? BY_NUMBER[number] : UNKNOWN;
    }

    /** The number on the wire; -1, which no encoder accepts, for {@link #UNKNOWN}. */
    public int number() {
        return number;
    }
}
