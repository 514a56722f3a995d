package dev.vmig.codec;

/**
 * The commands that list opcodes of a group type (Virtio 1.4, 2.12.1): the result of LIST_QUERY, 0x0000, and the data of
 * LIST_USE, 0x0001, is an array of le64 as {@link BitWords} describes it. All opcodes of Virtio 1.4 are in the first word.
 * Neither command addresses a member.
 */
public final class OpcodeList {
    /** Bytes of LIST_QUERY. */
    public static final int QUERY_LENGTH = CommandHeader.LENGTH;
    /** Bytes of the result of LIST_QUERY with one word. */
    public static final int QUERY_RESULT_LENGTH = StatusHeader.LENGTH + 8;
    /** Bytes of LIST_USE with one word. */
    public static final int USE_LENGTH = CommandHeader.LENGTH + 8;

    private OpcodeList() {}

    /** Writes LIST_QUERY: which commands the device supports. */
    public static int encodeQuery(byte[] bytes, int at, GroupType group) {
        CommandHeader.begin(bytes, at, QUERY_LENGTH, Opcode.LIST_QUERY, group, 0);
        return QUERY_LENGTH;
    }

    /** Writes the result of LIST_QUERY: status OK and one word of opcodes, the sum of {@link Opcode#bit()}. */
    public static int encodeQueryResult(byte[] bytes, int at, long opcodes) {
        StatusHeader.begin(bytes, at, QUERY_RESULT_LENGTH, "LIST_QUERY result");
        LittleEndian.put64(bytes, at + StatusHeader.LENGTH, opcodes);
        return QUERY_RESULT_LENGTH;
    }

    /**
     * Writes the result of LIST_QUERY: status OK and words of opcodes; zero words may follow those that are needed.
     *
     * @return bytes of status header and result
     */
    public static int encodeQueryResult(byte[] bytes, int at, long[] words) {
        return BitWords.encodeResult(bytes, at, words, "LIST_QUERY result");
    }

    /** Writes LIST_USE, which commands the driver will use, with one word of opcodes, the sum of {@link Opcode#bit()}. */
    public static int encodeUse(byte[] bytes, int at, GroupType group, long opcodes) {
        CommandHeader.begin(bytes, at, USE_LENGTH, Opcode.LIST_USE, group, 0);
        LittleEndian.put64(bytes, at + CommandHeader.LENGTH, opcodes);
        return USE_LENGTH;
    }

    /**
     * Writes LIST_USE with words of opcodes; zero words may follow those that are needed.
     *
     * @return bytes of the command
     */
    public static int encodeUse(byte[] bytes, int at, GroupType group, long[] words) {
        int length = BitWords.length(words);
        CommandHeader.begin(bytes, at, (long) CommandHeader.LENGTH + length, Opcode.LIST_USE, group, 0);
        BitWords.encode(bytes, at + CommandHeader.LENGTH, words);
        return CommandHeader.LENGTH + length;
    }

    /** The first word of the data of LIST_USE, or of the result of LIST_QUERY. */
    public static long opcodes(AdminView view) {
        return view.u64(0);
    }

    /** Whether a word of LIST_USE behind the first names a command, which none of Virtio 1.4 does; zero words are legal. */
    public static boolean namesMore(CommandView command) {
        for (int word = 1; word < BitWords.countIn(command.dataLength()); word++) {
            if (BitWords.word(command, word) != 0) {
                return true;
            }
        }
        return false;
    }
}
