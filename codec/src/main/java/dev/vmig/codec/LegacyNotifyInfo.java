package dev.vmig.codec;

import java.util.Objects;

/**
 * LEGACY_NOTIFY_INFO, 0x0006: where the doorbells of a member's legacy image are (Virtio 1.4, 2.12.1.1.5). No data; the
 * result is four entries of 16 bytes: u8 flags at 0, u8 bar at 1, 6 bytes of padding, le64 offset at 8. The first entry
 * with flags {@link #FLAGS_END} and all behind it say nothing; earlier entries are preferred.
 */
public final class LegacyNotifyInfo {
    /** Bytes of the command. */
    public static final int LENGTH = CommandHeader.LENGTH;
    /** Entries of the result; the last one is always an end. */
    public static final int ENTRIES = 4;
    /** Bytes of an entry. */
    public static final int ENTRY_LENGTH = 16;
    /** Bytes of the result. */
    public static final int RESULT_LENGTH = StatusHeader.LENGTH + ENTRIES * ENTRY_LENGTH;
    /** Offset of u8 flags in an entry. */
    public static final int FLAGS = 0;
    /** Offset of u8 bar in an entry. */
    public static final int BAR = 1;
    /** Offset of le64 offset in an entry. */
    public static final int OFFSET = 8;
    /** Flags of an entry that ends the list. */
    public static final int FLAGS_END = 0;
    /** Flags of an entry in a BAR of the owner. */
    public static final int FLAGS_OWNER = 1;
    /** Flags of an entry in a BAR of the member. */
    public static final int FLAGS_MEMBER = 2;

    private LegacyNotifyInfo() {}

    /** Writes the command. */
    public static int encode(byte[] bytes, int at, long memberId) {
        CommandHeader.begin(bytes, at, LENGTH, Opcode.LEGACY_NOTIFY_INFO, GroupType.SR_IOV, memberId);
        return LENGTH;
    }

    /** Writes status OK and four entries that are all ends; {@link #encodeEntry} fills them. */
    public static int encodeResult(byte[] bytes, int at) {
        StatusHeader.begin(bytes, at, RESULT_LENGTH, "LEGACY_NOTIFY_INFO result");
        for (int word = 0; word < ENTRIES * ENTRY_LENGTH; word += 8) {
            LittleEndian.put64(bytes, at + StatusHeader.LENGTH + word, 0);
        }
        return RESULT_LENGTH;
    }

    /**
     * Writes one entry into a result that starts at {@code at}, with any numbers, also such as no device may send.
     *
     * @param index 0 to 3
     * @param offset unsigned
     * @return {@link #ENTRY_LENGTH}
     * @throws IndexOutOfBoundsException if there is no such entry
     */
    public static int encodeEntry(byte[] bytes, int at, int index, int flags, int bar, long offset) {
        int entry = at + StatusHeader.LENGTH + entry(index);
        long flagBits = Check.u8("flags", flags, entry + FLAGS);
        long barBits = Check.u8("bar", bar, entry + BAR);
        Check.room("virtio_pci_legacy_notify_info", bytes, entry, ENTRY_LENGTH);
        LittleEndian.put64(bytes, entry, flagBits | barBits << 8);
        LittleEndian.put64(bytes, entry + OFFSET, offset);
        return ENTRY_LENGTH;
    }

    /** The flags of the entry at {@code index}, 0 to 3; an entry behind the used length is an end. */
    public static int flags(ResultView result, int index) {
        return result.u8(entry(index) + FLAGS);
    }

    /** The BAR of the entry at {@code index}. */
    public static int bar(ResultView result, int index) {
        return result.u8(entry(index) + BAR);
    }

    /** The offset in that BAR, all 64 bits. */
    public static long offset(ResultView result, int index) {
        return result.u64(entry(index) + OFFSET);
    }

    private static int entry(int index) {
        return ENTRY_LENGTH * Objects.checkIndex(index, ENTRIES);
    }
}
