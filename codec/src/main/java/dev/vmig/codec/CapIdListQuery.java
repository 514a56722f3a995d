package dev.vmig.codec;

/**
 * CAP_ID_LIST_QUERY, 0x0007: which capabilities the device has (Virtio 1.4, 2.12.1.2.1). Self group, no data; the
 * result is an array of le64 in which bit {@code c mod 64} of word {@code c div 64} stands for capability id {@code c},
 * to be read with {@link ResultView#bit}. Its length follows the prose of the specification, not the printed formula,
 * which gives no word at all for id 0.
 */
public final class CapIdListQuery {
    /** Bytes of the command. */
    public static final int LENGTH = CommandHeader.LENGTH;
    /** Bytes of the result with one word, capability ids 0 to 63; Linux reads no more. */
    public static final int RESULT_LENGTH = StatusHeader.LENGTH + 8;

    private CapIdListQuery() {}

    /** Writes the command. */
    public static int encode(byte[] bytes, int at) {
        CommandHeader.begin(bytes, at, LENGTH, Opcode.CAP_ID_LIST_QUERY, GroupType.SELF, 0);
        return LENGTH;
    }

    /**
     * Writes status OK and the words of capability ids: {@link BitWords#count} of them hold an id, such as 33 for the
     * net device's 0x0800; zero words may follow.
     *
     * @return bytes of status header and result
     */
    public static int encodeResult(byte[] bytes, int at, long[] words) {
        return BitWords.encodeResult(bytes, at, words, "CAP_ID_LIST_QUERY result");
    }

    /** Writes status OK and one word of capability ids. */
    public static int encodeResult(byte[] bytes, int at, long capabilities) {
        StatusHeader.begin(bytes, at, RESULT_LENGTH, "CAP_ID_LIST_QUERY result");
        LittleEndian.put64(bytes, at + StatusHeader.LENGTH, capabilities);
        return RESULT_LENGTH;
    }
}
