package dev.vmig.codec;

import java.util.Objects;

/**
 * DEVICE_CAP_GET, 0x0008: the value of a capability of the device (Virtio 1.4, 2.12.1.2.2). Self group; data: le16 id
 * at 0, 6 reserved bytes; the result is the capability: {@link DevPartsCap}, or bytes that mean something to its users
 * only.
 */
public final class DeviceCapGet {
    /** Bytes of the command. */
    public static final int LENGTH = CommandHeader.LENGTH + 8;
    /** Bytes of the result for {@link DevPartsCap}, 10: not a multiple of 8, see {@link CommandHeader#pad}. */
    public static final int RESULT_LENGTH = StatusHeader.LENGTH + DevPartsCap.LENGTH;
    /** Offset of le16 id in the data. */
    public static final int ID = 0;

    private DeviceCapGet() {}

    /** Writes the command. */
    public static int encode(byte[] bytes, int at, int capabilityId) {
        int id = Check.u16("id", capabilityId, at + CommandHeader.LENGTH + ID);
        CommandHeader.begin(bytes, at, LENGTH, Opcode.DEVICE_CAP_GET, GroupType.SELF, 0);
        LittleEndian.put64(bytes, at + CommandHeader.LENGTH, id);
        return LENGTH;
    }

    /** The capability id that the command names. */
    public static int capabilityId(CommandView command) {
        return command.u16(ID);
    }

    /** Writes status OK and the limits of {@link DevPartsCap}. */
    public static int encodeResult(byte[] bytes, int at, int getLimit, int setLimit) {
        int limits = DevPartsCap.pack(getLimit, setLimit, at + StatusHeader.LENGTH);
        StatusHeader.begin(bytes, at, RESULT_LENGTH, "DEVICE_CAP_GET result");
        LittleEndian.put16(bytes, at + StatusHeader.LENGTH, limits);
        return RESULT_LENGTH;
    }

    /**
     * Writes status OK and a capability of any kind, the bytes {@code capability[from..to)}.
     *
     * @return bytes of status header and result
     * @throws IndexOutOfBoundsException if the capability is no range of its array
     */
    public static int encodeResult(byte[] bytes, int at, byte[] capability, int from, int to) {
        Objects.checkFromToIndex(from, to, capability.length);
        int length = to - from;
        StatusHeader.begin(bytes, at, (long) StatusHeader.LENGTH + length, "DEVICE_CAP_GET result");
        System.arraycopy(capability, from, bytes, at + StatusHeader.LENGTH, length);
        return StatusHeader.LENGTH + length;
    }

    /** Bytes of the capability that are there; they begin at {@link ResultView#dataOffset()}. */
    public static int capabilityLength(ResultView result) {
        return result.dataLength();
    }

    /** How many objects of kind GET the device allows. */
    public static int getLimit(ResultView result) {
        return result.u8(DevPartsCap.GET_LIMIT);
    }

    /** How many objects of kind SET the device allows. */
    public static int setLimit(ResultView result) {
        return result.u8(DevPartsCap.SET_LIMIT);
    }
}
