package dev.vmig.codec;

import java.util.Objects;

/**
 * Reads and writes of the legacy registers of a member (Virtio 1.4, 2.12.1.1.1 to .4): LEGACY_COMMON_CFG_WRITE, 0x0002,
 * LEGACY_COMMON_CFG_READ, 0x0003, LEGACY_DEV_CFG_WRITE, 0x0004, LEGACY_DEV_CFG_READ, 0x0005. Data: u8 offset at 0; of a write
 * 7 reserved bytes follow, and the register bytes at 8. The result of a read is the register bytes. They are little-endian,
 * and the length of the buffer that holds them is the length of the access.
 */
public final class LegacyCfg {
    /** Bytes of a read, 25: not a multiple of 8, see {@link CommandHeader#pad}. */
    public static final int READ_LENGTH = CommandHeader.LENGTH + 1;
    /** Bytes of a write in front of the register bytes. */
    public static final int WRITE_LENGTH = CommandHeader.LENGTH + 8;
    /** Offset of u8 offset in the data. */
    public static final int OFFSET = 0;
    /** Offset of the register bytes in the data of a write. */
    public static final int REGISTERS = 8;

    private LegacyCfg() {}

    /**
     * Writes a read command.
     *
     * @param offset of the first byte in the region, u8
     */
    public static int encodeRead(byte[] bytes, int at, LegacyRegion region, long memberId, int offset) {
        int checked = Check.u8("offset", offset, at + CommandHeader.LENGTH + OFFSET);
        CommandHeader.begin(bytes, at, READ_LENGTH, region.read(), GroupType.SR_IOV, memberId);
        LittleEndian.put8(bytes, at + CommandHeader.LENGTH + OFFSET, checked);
        return READ_LENGTH;
    }

    /**
     * Writes the result of a read: status OK and the register bytes {@code source[from..to)}.
     *
     * @return bytes of status header and result
     * @throws IndexOutOfBoundsException if the source is no range of its array
     */
    public static int encodeReadResult(byte[] bytes, int at, byte[] source, int from, int to) {
        Objects.checkFromToIndex(from, to, source.length);
        int length = to - from;
        StatusHeader.begin(bytes, at, (long) StatusHeader.LENGTH + length, "legacy configuration read result");
        System.arraycopy(source, from, bytes, at + StatusHeader.LENGTH, length);
        return StatusHeader.LENGTH + length;
    }

    /**
     * Writes a write command with the register bytes {@code source[from..to)}.
     *
     * @param offset of the first byte in the region, u8
     * @throws IndexOutOfBoundsException if the source is no range of its array
     */
    public static int encodeWrite(
            byte[] bytes, int at, LegacyRegion region, long memberId, int offset, byte[] source, int from, int to) {
        Objects.checkFromToIndex(from, to, source.length);
        int data = at + CommandHeader.LENGTH;
        int checked = Check.u8("offset", offset, data + OFFSET);
        CommandHeader.begin(bytes, at, (long) WRITE_LENGTH + (to - from), region.write(), GroupType.SR_IOV, memberId);
        LittleEndian.put64(bytes, data, checked);
        System.arraycopy(source, from, bytes, at + WRITE_LENGTH, to - from);
        return WRITE_LENGTH + (to - from);
    }

    /** Where in the region the access begins. */
    public static int offset(CommandView command) {
        return command.u8(OFFSET);
    }

    /** Bytes of a write: those of the buffer behind the fixed part. */
    public static int accessLength(CommandView command) {
        return Math.max(0, command.dataLength() - REGISTERS);
    }

    /** The byte at {@code index} of a write; 0 behind its end. */
    public static int register(CommandView command, int index) {
        return command.u8(Math.addExact(REGISTERS, index));
    }

    /** The byte at {@code index} of the result of a read; 0 behind the used length. */
    public static int register(ResultView result, int index) {
        return result.u8(index);
    }
}
