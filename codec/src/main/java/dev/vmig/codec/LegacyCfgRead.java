package dev.vmig.codec;

import java.util.Objects;

/**
 * LEGACY_COMMON_CFG_READ, 0x0003, and LEGACY_DEV_CFG_READ, 0x0005: a read of the legacy registers of a member (Virtio
 * 1.4, 2.12.1.1.2 and .4). Data: u8 offset at 0; the result is the register's bytes, little-endian, as many as the
 * result buffer holds: its length is the length of the access.
 */
public final class LegacyCfgRead {
    /** Bytes of the command, 25: not a multiple of 8, see {@link CommandHeader#pad}. */
    public static final int LENGTH = CommandHeader.LENGTH + 1;
    /** Offset of u8 offset in the data. */
    public static final int OFFSET = 0;

    private LegacyCfgRead() {}

    /**
     * Writes the command.
     *
     * @param offset of the first byte in the region, u8
     */
    public static int encode(byte[] bytes, int at, LegacyRegion region, long memberId, int offset) {
        int checked = Check.u8("offset", offset, at + CommandHeader.LENGTH + OFFSET);
        CommandHeader.begin(bytes, at, LENGTH, region.read(), GroupType.SR_IOV, memberId);
        LittleEndian.put8(bytes, at + CommandHeader.LENGTH + OFFSET, checked);
        return LENGTH;
    }

    /** Where in the region the access begins. */
    public static int offset(CommandView command) {
        return command.u8(OFFSET);
    }

    /**
     * Writes status OK and the register bytes {@code source[from..to)}.
     *
     * @return bytes of status header and result
     * @throws IndexOutOfBoundsException if the source is no range of its array
     */
    public static int encodeResult(byte[] bytes, int at, byte[] source, int from, int to) {
        Objects.checkFromToIndex(from, to, source.length);
        int length = to - from;
        StatusHeader.begin(bytes, at, (long) StatusHeader.LENGTH + length, "legacy configuration read result");
        System.arraycopy(source, from, bytes, at + StatusHeader.LENGTH, length);
        return StatusHeader.LENGTH + length;
    }

    /** The byte at {@code index} of the access; 0 behind the used length. */
    public static int register(ResultView result, int index) {
        return result.u8(index);
    }
}
