package dev.vmig.codec;

/**
 * Group administration commands (Virtio 1.4, 2.12.1), named without the prefix VIRTIO_ADMIN_CMD_.
 *
 * <p>Decision S-1: the opcode table gives RESOURCE_OBJ_QUERY 0x0b and RESOURCE_OBJ_MODIFY 0x0c, the text of the two
 * commands gives them the other way round. We follow the table, {@link ObjectOpcodes} has both. No step of a migration uses either.
 */
public enum Opcode {
    // spotless:off
    LIST_QUERY              (0x0000),
    LIST_USE                (0x0001),
    LEGACY_COMMON_CFG_WRITE (0x0002),
    LEGACY_COMMON_CFG_READ  (0x0003),
    LEGACY_DEV_CFG_WRITE    (0x0004),
    LEGACY_DEV_CFG_READ     (0x0005),
    LEGACY_NOTIFY_INFO      (0x0006),
    CAP_ID_LIST_QUERY       (0x0007),
    DEVICE_CAP_GET          (0x0008),
    DRIVER_CAP_SET          (0x0009),
    RESOURCE_OBJ_CREATE     (0x000a),
    RESOURCE_OBJ_QUERY      (0x000b),
    RESOURCE_OBJ_MODIFY     (0x000c),
    RESOURCE_OBJ_DESTROY    (0x000d),
    DEV_PARTS_METADATA_GET  (0x000e),
    DEV_PARTS_GET           (0x000f),
    DEV_PARTS_SET           (0x0010),
    DEV_MODE_SET            (0x0011),
    /** Any number that Virtio 1.4 does not assign; the number itself stays in the command. */
    UNKNOWN                 (-1);
    // spotless:on

    private static final Opcode[] BY_NUMBER = values();

    private final int number;

    Opcode(int number) {
        this.number = number;
    }

    /** The command of a number, {@link #UNKNOWN} if there is none. */
    public static Opcode of(int number) {
        return number >= 0 && number < BY_NUMBER.length - 1 ? BY_NUMBER[number] : UNKNOWN;
    }

    /** The number on the wire; -1, which no encoder accepts, for {@link #UNKNOWN}. */
    public int number() {
        return number;
    }

    /** This command's bit in the first word of LIST_QUERY and LIST_USE; 0 for {@link #UNKNOWN}. */
    public long bit() {
        return this == UNKNOWN ? 0 : 1L << number;
    }
}
