package dev.vmig.codec;

/** Which parts DEV_PARTS_GET returns (Virtio 1.4, 2.12.1.4.3.2). */
public enum PartsGetType {
    /** Those whose type and selector the command lists. */
    SELECTED(0),
    /** All of them. */
    ALL(1),
    /** A number without a meaning; the number itself stays in the command. */
    UNKNOWN(-1);

    private static final PartsGetType[] BY_NUMBER = values();

    private final int number;

    PartsGetType(int number) {
        this.number = number;
    }

    /** The constant of a number, {@link #UNKNOWN} if there is none. */
    public static PartsGetType of(int number) {
        return number >= 0 && number < BY_NUMBER.length - 1 ? BY_NUMBER[number] : UNKNOWN;
    }

    /** The number on the wire; -1, which no encoder accepts, for {@link #UNKNOWN}. */
    public int number() {
        return number;
    }
}
