package dev.vmig.codec;

/**
 * LIST_QUERY, 0x0000: which commands the device supports for a group type (Virtio 1.4, 2.12.1). No data; the result is
 * an array of le64 in which bit {@code o mod 64} of word {@code o div 64} stands for opcode {@code o}. Read it with
 * {@link ResultView#bit} or, all opcodes of Virtio 1.4 being in the first word, with {@link #opcodes}.
 */
public final class ListQuery {
    /** Bytes of the command. */
    public static final int LENGTH = CommandHeader.LENGTH;
    /** Bytes of the result with one word, which holds all opcodes of Virtio 1.4. */
    public static final int RESULT_LENGTH = StatusHeader.LENGTH + 8;

    private ListQuery() {}

    /** Writes the command; it addresses no member. */
    public static int encode(byte[] bytes, int at, GroupType group) {
        CommandHeader.begin(bytes, at, LENGTH, Opcode.LIST_QUERY, group, 0);
        return LENGTH;
    }

    /** Writes status OK and one word of opcodes, the sum of {@link Opcode#bit()}. */
    public static int encodeResult(byte[] bytes, int at, long opcodes) {
        StatusHeader.begin(bytes, at, RESULT_LENGTH, "LIST_QUERY result");
        LittleEndian.put64(bytes, at + StatusHeader.LENGTH, opcodes);
        return RESULT_LENGTH;
    }

    /**
     * Writes status OK and the words of opcodes; zero words may follow those that are needed.
     *
     * @return bytes of status header and result
     */
    public static int encodeResult(byte[] bytes, int at, long[] words) {
        return BitWords.encodeResult(bytes, at, words, "LIST_QUERY result");
    }

    /** The first word of the result. */
    public static long opcodes(ResultView result) {
        return result.u64(0);
    }
}
