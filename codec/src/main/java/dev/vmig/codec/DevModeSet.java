package dev.vmig.codec;

/**
 * DEV_MODE_SET, 0x0011: stops or resumes a member (Virtio 1.4, 2.12.1.4.3.4). Data: one byte of flags; no result. The
 * specification defines F_STOPPED as 0, the number of the bit; the byte on the wire is 1.
 */
public final class DevModeSet {
    /** Bytes of the command, 25: not a multiple of 8, see {@link CommandHeader#pad}. */
    public static final int LENGTH = CommandHeader.LENGTH + 1;
    /** Offset of u8 flags in the data. */
    public static final int FLAGS = 0;
    /** The flag that stops; without it the command resumes. */
    public static final int FLAG_STOPPED = 1;

    private DevModeSet() {}

    /** Writes the command. */
    public static int encode(byte[] bytes, int at, long memberId, boolean stop) {
        CommandHeader.begin(bytes, at, LENGTH, Opcode.DEV_MODE_SET, GroupType.SR_IOV, memberId);
        LittleEndian.put8(bytes, at + CommandHeader.LENGTH, stop ? FLAG_STOPPED : 0);
        return LENGTH;
    }

    /** The flags byte; bits other than {@link #FLAG_STOPPED} have no meaning in Virtio 1.4. */
    public static int flags(CommandView command) {
        return command.u8(FLAGS);
    }

    /** Whether the command stops the member. */
    public static boolean isStop(CommandView command) {
        return (flags(command) & FLAG_STOPPED) != 0;
    }
}
