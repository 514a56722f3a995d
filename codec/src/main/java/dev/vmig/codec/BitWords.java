package dev.vmig.codec;

/**
 * Arrays of le64 in which bit {@code n mod 64} of word {@code n div 64} stands for number {@code n}: opcodes, capability
 * ids, feature bits (Virtio 1.4, 2.12.1, 2.12.1.2.1 and 2.14.1.1). The specification fixes no length; words of zero at
 * the end mean nothing.
 */
public final class BitWords {
    /** Bytes of a word. */
    public static final int WORD = 8;

    private BitWords() {}

    /**
     * How many words number {@code highest} needs: one more than it divided by 64. That is the prose; the printed
     * formulas lack the one.
     */
    public static int count(int highest) {
        return Math.max(0, highest) / Long.SIZE + 1;
    }

    /** Bytes of the words. */
    public static int length(long[] words) {
        return Math.multiplyExact(WORD, words.length);
    }

    /**
     * Writes the words.
     *
     * @return {@link #length}
     */
    public static int encode(byte[] bytes, int at, long[] words) {
        Check.room("words", bytes, at, length(words));
        for (int word = 0; word < words.length; word++) {
            LittleEndian.put64(bytes, at + WORD * word, words[word]);
        }
        return length(words);
    }

    static int encodeResult(byte[] bytes, int at, long[] words, String what) {
        StatusHeader.begin(bytes, at, (long) StatusHeader.LENGTH + length(words), what);
        return StatusHeader.LENGTH + encode(bytes, at + StatusHeader.LENGTH, words);
    }

    /** How many words stand in {@code length} bytes; the last may lack bytes, which are zero. */
    public static int countIn(int length) {
        return (int) ((length + (long) WORD - 1) / WORD);
    }

    /** The word at {@code index} of the data or result that a view shows; 0 behind the end. */
    public static long word(AdminView view, int index) {
        return view.u64(Math.multiplyExact(WORD, index));
    }

    /** The word at {@code index} of the value of a part; {@code at} is where the value starts. */
    public static long word(byte[] bytes, int at, int index) {
        return LittleEndian.u64(bytes, at + WORD * index);
    }
}
