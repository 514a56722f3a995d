package dev.vmig.codec;

import java.util.Objects;

/**
 * LEGACY_COMMON_CFG_WRITE, 0x0002, and LEGACY_DEV_CFG_WRITE, 0x0004: a write to the legacy registers of a member
 * (Virtio 1.4, 2.12.1.1.1 and .3). Data: u8 offset at 0, 7 reserved bytes, the register's bytes at 8, little-endian, up
 * to the end of the buffer; no result.
 *
 * <p>The buffer's length is the length of the access. The command can therefore not be padded as 2.13.2 wants it.
 */
public final class LegacyCfgWrite {
    /** Bytes of the command in front of the register's. */
    public static final int LENGTH = CommandHeader.LENGTH + 8;
    /** Offset of u8 offset in the data. */
    public static final int OFFSET = 0;
    /** Offset of the register's bytes in the data. */
    public static final int REGISTERS = 8;

    private LegacyCfgWrite() {}

    /**
     * Writes the command with the register bytes {@code source[from..to)}.
     *
     * @param offset of the first byte in the region, u8
     * @throws IndexOutOfBoundsException if the source is no range of its array
     */
    public static int encode(
            byte[] bytes, int at, LegacyRegion region, long memberId, int offset, byte[] source, int from, int to) {
        Objects.checkFromToIndex(from, to, source.length);
        int data = at + CommandHeader.LENGTH;
        int checked = Check.u8("offset", offset, data + OFFSET);
        CommandHeader.begin(bytes, at, (long) LENGTH + (to - from), region.write(), GroupType.SR_IOV, memberId);
        LittleEndian.put64(bytes, data, checked);
        System.arraycopy(source, from, bytes, at + LENGTH, to - from);
        return LENGTH + (to - from);
    }

    /** Where in the region the access begins. */
    public static int offset(CommandView command) {
        return command.u8(OFFSET);
    }

    /** Bytes of the access: those of the buffer behind the fixed part. */
    public static int accessLength(CommandView command) {
        return Math.max(0, command.dataLength() - REGISTERS);
    }

    /** The byte at {@code index} of the access; 0 behind its end. */
    public static int register(CommandView command, int index) {
        return command.u8(Math.addExact(REGISTERS, index));
    }
}
