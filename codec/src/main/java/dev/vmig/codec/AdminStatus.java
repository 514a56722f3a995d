package dev.vmig.codec;

/**
 * Outcome of an admin command (Virtio 1.4, 2.12.1), named without the prefix VIRTIO_ADMIN_STATUS_. The numbers are those
 * of Linux errno.
 *
 * <p>Decision S-2: EEXIST is used by 2.12.1.3 and missing from the table of statuses; it is 17, as the errno rule says.
 */
public enum AdminStatus {
    // spotless:off
    OK      (0),
    /** No such capability or resource object. */
    ENXIO   (6),
    /** Try again; the command had no effect. */
    EAGAIN  (11),
    /** Insufficient resources; the command had no effect. */
    ENOMEM  (12),
    EBUSY   (16),
    EEXIST  (17),
    EINVAL  (22),
    /** Resources of the device are exhausted. */
    ENOSPC  (28),
    /** Any other number; a driver treats it as it does {@link #EINVAL}. */
    UNKNOWN (-1);
    // spotless:on

    private final int number;

    AdminStatus(int number) {
        this.number = number;
    }

    /** The status of a number, {@link #UNKNOWN} if there is none. */
    public static AdminStatus of(int number) {
        return switch (number) {
            case 0 -> OK;
            case 6 -> ENXIO;
            case 11 -> EAGAIN;
            case 12 -> ENOMEM;
            case 16 -> EBUSY;
            case 17 -> EEXIST;
            case 22 -> EINVAL;
            case 28 -> ENOSPC;
            default -> UNKNOWN;
        };
    }

    /** The number on the wire; -1, which no encoder accepts, for {@link #UNKNOWN}. */
    public int number() {
        return number;
    }
}
