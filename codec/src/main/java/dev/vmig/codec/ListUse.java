package dev.vmig.codec;

/**
 * LIST_USE, 0x0001: which commands the driver will use for a group type (Virtio 1.4, 2.12.1). The data is an array of
 * le64 as in the result of {@link ListQuery}; there is no result.
 */
public final class ListUse {
    /** Bytes of the command with one word, which holds all opcodes of Virtio 1.4. */
    public static final int LENGTH = CommandHeader.LENGTH + 8;

    private ListUse() {}

    /** Writes the command with one word of opcodes, the sum of {@link Opcode#bit()}; it addresses no member. */
    public static int encode(byte[] bytes, int at, GroupType group, long opcodes) {
        CommandHeader.begin(bytes, at, LENGTH, Opcode.LIST_USE, group, 0);
        LittleEndian.put64(bytes, at + CommandHeader.LENGTH, opcodes);
        return LENGTH;
    }

    /**
     * Writes the command with the words of opcodes; zero words may follow those that are needed.
     *
     * @return bytes of the command
     */
    public static int encode(byte[] bytes, int at, GroupType group, long[] words) {
        int length = BitWords.length(words);
        CommandHeader.begin(bytes, at, (long) CommandHeader.LENGTH + length, Opcode.LIST_USE, group, 0);
        BitWords.encode(bytes, at + CommandHeader.LENGTH, words);
        return CommandHeader.LENGTH + length;
    }

    /** The first word of the data. */
    public static long opcodes(CommandView command) {
        return command.u64(0);
    }

    /** Whether a word behind the first names a command, which none of Virtio 1.4 does; zero words are legal there. */
    public static boolean namesMore(CommandView command) {
        for (int word = 1; word < (command.dataLength() + 7) / 8; word++) {
            if (command.u64(8 * word) != 0) {
                return true;
            }
        }
        return false;
    }
}
