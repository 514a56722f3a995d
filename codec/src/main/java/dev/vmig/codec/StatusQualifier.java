package dev.vmig.codec;

/** Detail of a failed admin command (Virtio 1.4, 2.12.1), named without the prefix VIRTIO_ADMIN_STATUS_Q_. */
public enum StatusQualifier {
    // spotless:off
    OK              (0),
    /** An error, nothing more specific. */
    INVALID_COMMAND (1),
    INVALID_OPCODE  (2),
    /** A field inside the command-specific data. */
    INVALID_FIELD   (3),
    INVALID_GROUP   (4),
    INVALID_MEMBER  (5),
    /** Out of internal resources; the driver may retry. */
    NORESOURCE      (6),
    /** The command would have blocked too long; the driver should retry. */
    TRYAGAIN        (7),
    /** A reserved number; a driver treats it as it does {@link #INVALID_COMMAND}. */
    UNKNOWN         (-1);
    // spotless:on

    private static final StatusQualifier[] BY_NUMBER = values();

    private final int number;

    StatusQualifier(int number) {
        this.number = number;
    }

    /** The qualifier of a number, {@link #UNKNOWN} if it is reserved. */
    public static StatusQualifier of(int number) {
        return number >= 0 && number < BY_NUMBER.length - 1 ? BY_NUMBER[number] : UNKNOWN;
    }

    /** The number on the wire; -1, which no encoder accepts, for {@link #UNKNOWN}. */
    public int number() {
        return number;
    }
}
