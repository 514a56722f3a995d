package dev.vmig.codec;

import java.util.Objects;

/**
 * The device-readable part of an admin command as the device sees it: header fields by name, command-specific data by
 * the getters of the command's class, for example {@code DevModeSet.isStop(command)}. Bytes that the driver did not
 * send read as zero, bytes that it sent too many are never looked at. Reusable; not thread safe.
 */
public final class CommandView extends AdminView {

    /** A view of nothing, all zero. */
    public CommandView() {
        super(CommandHeader.LENGTH);
    }

    /**
     * Looks at {@code bytes[from..to)}, which may have any length, 0 included.
     *
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public CommandView wrap(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        view(bytes, from, to - from);
        return this;
    }

    /** The number of the command, for {@link Opcode#of}. */
    public int opcode() {
        return (int) number(CommandHeader.OPCODE, 2);
    }

    /** The number of the group type, for {@link GroupType#of}. */
    public int groupType() {
        return (int) number(CommandHeader.GROUP_TYPE, 2);
    }

    /** The member id, all 64 bits; commands that address no member carry 0. */
    public long memberId() {
        return number(CommandHeader.GROUP_MEMBER_ID, 8);
    }
}
