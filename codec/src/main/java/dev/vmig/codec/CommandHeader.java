package dev.vmig.codec;

import java.util.Arrays;

/** Header of the device-readable part of an admin command, 24 bytes (Virtio 1.4, 2.12.1). */
public final class CommandHeader {
    /** Bytes of the header; the command-specific data follows. */
    public static final int LENGTH = 24;
    /** Offset of le16 opcode. */
    public static final int OPCODE = 0;
    /** Offset of le16 group_type. */
    public static final int GROUP_TYPE = 2;
    /** Offset of le64 group_member_id; the 12 bytes before it are reserved. */
    public static final int GROUP_MEMBER_ID = 16;

    private CommandHeader() {}

    /**
     * Writes a header with any numbers, also such as no command has.
     *
     * @return {@link #LENGTH}
     */
    public static int encode(byte[] bytes, int at, int opcode, int groupType, long memberId) {
        Check.room("command header", bytes, at, LENGTH);
        write(bytes, at, opcode, groupType, memberId);
        return LENGTH;
    }

    private static void write(byte[] bytes, int at, int opcode, int groupType, long memberId) {
        long opcodeBits = Check.u16("opcode", opcode, at + OPCODE);
        long groupBits = Check.u16("group_type", groupType, at + GROUP_TYPE);
        LittleEndian.putWord(bytes, at, opcodeBits | groupBits << 16);
        LittleEndian.putWord(bytes, at + 8, 0);
        LittleEndian.putWord(bytes, at + GROUP_MEMBER_ID, memberId);
    }

    /** Makes room for a command of {@code length} bytes and writes its header. */
    static void begin(byte[] bytes, int at, long length, Opcode opcode, GroupType group, long memberId) {
        Check.room(opcode.name(), bytes, at, length);
        write(bytes, at, opcode.number(), group.number(), memberId);
    }

    /** {@code length} rounded up to the whole 64-bit units that a driver must use for both parts (2.13.2). */
    public static int padded(int length) {
        return Math.addExact(length, 7) & -8;
    }

    /**
     * Fills a command or result of {@code length} bytes with zeros up to whole 64-bit units. The encoders return the
     * exact length of the structure, since Linux sends that; a driver that keeps to 2.13.2 pads it.
     *
     * @return {@link #padded padded(length)}
     */
    public static int pad(byte[] bytes, int at, int length) {
        int padded = padded(length);
        Check.room("padded structure", bytes, at, padded);
        Arrays.fill(bytes, at + length, at + padded, (byte) 0);
        return padded;
    }
}
