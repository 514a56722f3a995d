package dev.vmig.codec;

import java.util.Objects;

/**
 * The capability commands, for the self group (Virtio 1.4, 2.12.1.2). The one capability that is known here is
 * virtio_dev_parts_cap, id 0, 2 bytes: u8 get_parts_resource_objects_limit, u8 set_parts_resource_objects_limit, the number
 * of device parts objects of each kind that may exist at once (2.12.1.4.1). Another one is bytes.
 *
 * <table>
 * <caption>The commands</caption>
 * <tr><th>opcode<th>command<th>data<th>result
 * <tr><td>0x0007<td>CAP_ID_LIST_QUERY, the capabilities of the device<td>none<td>{@link BitWords}; their number follows the
 *     prose of the specification, as the printed formula gives no word for id 0
 * <tr><td>0x0008<td>DEVICE_CAP_GET, the value of a capability<td>le16 id at 0, 6 reserved bytes<td>the capability
 * <tr><td>0x0009<td>DRIVER_CAP_SET, what the driver will use of it<td>le16 id at 0, 6 reserved bytes, the capability at 8
 *     <td>none
 * </table>
 */
public final class Capability {
    /** The capability id VIRTIO_DEV_PARTS_CAP. */
    public static final int DEV_PARTS = 0x0000;
    /** Bytes of virtio_dev_parts_cap. */
    public static final int DEV_PARTS_LENGTH = 2;
    /** Bytes of CAP_ID_LIST_QUERY. */
    public static final int LIST_LENGTH = CommandHeader.LENGTH;
    /** Bytes of its result with one word, capability ids 0 to 63; Linux reads no more. */
    public static final int LIST_RESULT_LENGTH = StatusHeader.LENGTH + 8;
    /** Bytes of DEVICE_CAP_GET. */
    public static final int GET_LENGTH = CommandHeader.LENGTH + 8;
    /** Bytes of its result for virtio_dev_parts_cap, 10: not a multiple of 8, see {@link CommandHeader#pad}. */
    public static final int GET_RESULT_LENGTH = StatusHeader.LENGTH + DEV_PARTS_LENGTH;
    /** Bytes of DRIVER_CAP_SET for virtio_dev_parts_cap, 34: not a multiple of 8, see {@link CommandHeader#pad}. */
    public static final int SET_LENGTH = CommandHeader.LENGTH + 8 + DEV_PARTS_LENGTH;
    /** Offset of le16 id in the data of DEVICE_CAP_GET and DRIVER_CAP_SET. */
    public static final int ID = 0;
    /** Offset of the capability in the data of DRIVER_CAP_SET. */
    public static final int VALUE = 8;

    private static final int GET_LIMIT = 0;
    private static final int SET_LIMIT = 1;

    private Capability() {}

    /** Writes CAP_ID_LIST_QUERY. */
    public static int encodeList(byte[] bytes, int at) {
        CommandHeader.begin(bytes, at, LIST_LENGTH, Opcode.CAP_ID_LIST_QUERY, GroupType.SELF, 0);
        return LIST_LENGTH;
    }

    /**
     * Writes the result of CAP_ID_LIST_QUERY, status OK and words of capability ids: {@link BitWords#count} of them hold an
     * id, such as 33 for the net device's 0x0800; zero words may follow.
     *
     * @return bytes of status header and result
     */
    public static int encodeListResult(byte[] bytes, int at, long[] words) {
        return BitWords.encodeResult(bytes, at, words, "CAP_ID_LIST_QUERY result");
    }

    /** Writes the result of CAP_ID_LIST_QUERY with one word of capability ids. */
    public static int encodeListResult(byte[] bytes, int at, long capabilities) {
        StatusHeader.begin(bytes, at, LIST_RESULT_LENGTH, "CAP_ID_LIST_QUERY result");
        LittleEndian.put64(bytes, at + StatusHeader.LENGTH, capabilities);
        return LIST_RESULT_LENGTH;
    }

    /** Writes DEVICE_CAP_GET. */
    public static int encodeGet(byte[] bytes, int at, int capabilityId) {
        int id = Check.u16("id", capabilityId, at + CommandHeader.LENGTH + ID);
        CommandHeader.begin(bytes, at, GET_LENGTH, Opcode.DEVICE_CAP_GET, GroupType.SELF, 0);
        LittleEndian.put64(bytes, at + CommandHeader.LENGTH, id);
        return GET_LENGTH;
    }

    /** Writes the result of DEVICE_CAP_GET with virtio_dev_parts_cap. */
    public static int encodeGetResult(byte[] bytes, int at, int getLimit, int setLimit) {
        int limits = limits(getLimit, setLimit, at + StatusHeader.LENGTH);
        StatusHeader.begin(bytes, at, GET_RESULT_LENGTH, "DEVICE_CAP_GET result");
        LittleEndian.put16(bytes, at + StatusHeader.LENGTH, limits);
        return GET_RESULT_LENGTH;
    }

    /**
     * Writes the result of DEVICE_CAP_GET with any capability, the bytes {@code capability[from..to)}.
     *
     * @return bytes of status header and result
     * @throws IndexOutOfBoundsException if the capability is no range of its array
     */
    public static int encodeGetResult(byte[] bytes, int at, byte[] capability, int from, int to) {
        Objects.checkFromToIndex(from, to, capability.length);
        int length = to - from;
        StatusHeader.begin(bytes, at, (long) StatusHeader.LENGTH + length, "DEVICE_CAP_GET result");
        System.arraycopy(capability, from, bytes, at + StatusHeader.LENGTH, length);
        return StatusHeader.LENGTH + length;
    }

    /** Writes DRIVER_CAP_SET with virtio_dev_parts_cap. */
    public static int encodeSet(byte[] bytes, int at, int getLimit, int setLimit) {
        int data = at + CommandHeader.LENGTH;
        int limits = limits(getLimit, setLimit, data + VALUE);
        CommandHeader.begin(bytes, at, SET_LENGTH, Opcode.DRIVER_CAP_SET, GroupType.SELF, 0);
        LittleEndian.put64(bytes, data, DEV_PARTS);
        LittleEndian.put16(bytes, data + VALUE, limits);
        return SET_LENGTH;
    }

    /**
     * Writes DRIVER_CAP_SET with any capability, the bytes {@code capability[from..to)}.
     *
     * @return bytes of the command
     * @throws IndexOutOfBoundsException if the capability is no range of its array
     */
    public static int encodeSet(byte[] bytes, int at, int capabilityId, byte[] capability, int from, int to) {
        Objects.checkFromToIndex(from, to, capability.length);
        int data = at + CommandHeader.LENGTH;
        int id = Check.u16("id", capabilityId, data + ID);
        int length = CommandHeader.LENGTH + VALUE;
        CommandHeader.begin(bytes, at, (long) length + (to - from), Opcode.DRIVER_CAP_SET, GroupType.SELF, 0);
        LittleEndian.put64(bytes, data, id);
        System.arraycopy(capability, from, bytes, at + length, to - from);
        return length + (to - from);
    }

    /** Both limits, checked before anything is written, as the le16 that they make up. */
    private static int limits(int getLimit, int setLimit, int at) {
        return Check.u8("get_parts_resource_objects_limit", getLimit, at + GET_LIMIT)
                | Check.u8("set_parts_resource_objects_limit", setLimit, at + SET_LIMIT) << 8;
    }

    /** The capability id that DEVICE_CAP_GET or DRIVER_CAP_SET names. */
    public static int id(CommandView command) {
        return command.u16(ID);
    }

    /** Bytes of the capability in DRIVER_CAP_SET; the last ones of the command. */
    public static int length(CommandView command) {
        return Math.max(0, command.dataLength() - VALUE);
    }

    /** Bytes of the capability in the result of DEVICE_CAP_GET; they begin at {@link ResultView#dataOffset()}. */
    public static int length(ResultView result) {
        return result.dataLength();
    }

    /** The limit for objects of kind GET in DRIVER_CAP_SET. */
    public static int getLimit(CommandView command) {
        return command.u8(VALUE + GET_LIMIT);
    }

    /** The limit for objects of kind GET in the result of DEVICE_CAP_GET. */
    public static int getLimit(ResultView result) {
        return result.u8(GET_LIMIT);
    }

    /** The limit for objects of kind SET in DRIVER_CAP_SET. */
    public static int setLimit(CommandView command) {
        return command.u8(VALUE + SET_LIMIT);
    }

    /** The limit for objects of kind SET in the result of DEVICE_CAP_GET. */
    public static int setLimit(ResultView result) {
        return result.u8(SET_LIMIT);
    }
}
