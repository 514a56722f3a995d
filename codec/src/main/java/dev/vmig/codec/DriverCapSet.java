package dev.vmig.codec;

import java.util.Objects;

/**
 * DRIVER_CAP_SET, 0x0009: the share of a capability that the driver will use (Virtio 1.4, 2.12.1.2.3). Self group; data:
 * le16 id at 0, 6 reserved bytes, the capability at 8: {@link DevPartsCap}, or bytes that mean something to its users only;
 * no result.
 */
public final class DriverCapSet {
    /** Bytes of the command, 34: not a multiple of 8, see {@link CommandHeader#pad}. */
    public static final int LENGTH = CommandHeader.LENGTH + 8 + DevPartsCap.LENGTH;
    /** Offset of le16 id in the data. */
    public static final int ID = 0;
    /** Offset of the capability in the data. */
    public static final int CAPABILITY = 8;

    private DriverCapSet() {}

    /** Writes the command with the limits of {@link DevPartsCap}. */
    public static int encode(byte[] bytes, int at, int getLimit, int setLimit) {
        int data = at + CommandHeader.LENGTH;
        int limits = DevPartsCap.pack(getLimit, setLimit, data + CAPABILITY);
        CommandHeader.begin(bytes, at, LENGTH, Opcode.DRIVER_CAP_SET, GroupType.SELF, 0);
        LittleEndian.put64(bytes, data, DevPartsCap.ID);
        LittleEndian.put16(bytes, data + CAPABILITY, limits);
        return LENGTH;
    }

    /**
     * Writes the command with a capability of any kind, the bytes {@code capability[from..to)}.
     *
     * @return bytes of the command
     * @throws IndexOutOfBoundsException if the capability is no range of its array
     */
    public static int encode(byte[] bytes, int at, int capabilityId, byte[] capability, int from, int to) {
        Objects.checkFromToIndex(from, to, capability.length);
        int data = at + CommandHeader.LENGTH;
        int id = Check.u16("id", capabilityId, data + ID);
        int length = CommandHeader.LENGTH + CAPABILITY;
        CommandHeader.begin(bytes, at, (long) length + (to - from), Opcode.DRIVER_CAP_SET, GroupType.SELF, 0);
        LittleEndian.put64(bytes, data, id);
        System.arraycopy(capability, from, bytes, at + length, to - from);
        return length + (to - from);
    }

    /** Bytes of the capability that are there; the last ones of the command. */
    public static int capabilityLength(CommandView command) {
        return Math.max(0, command.dataLength() - CAPABILITY);
    }

    /** The capability id that the command names. */
    public static int capabilityId(CommandView command) {
        return command.u16(ID);
    }

    /** How many objects of kind GET the driver will use. */
    public static int getLimit(CommandView command) {
        return command.u8(CAPABILITY + DevPartsCap.GET_LIMIT);
    }

    /** How many objects of kind SET the driver will use. */
    public static int setLimit(CommandView command) {
        return command.u8(CAPABILITY + DevPartsCap.SET_LIMIT);
    }
}
