package dev.vmig.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Searches a line for any of several words. It skips most bytes of a large log (the shifts of Wu and Manber, over pairs
 * of bytes).
 */
public final class WordSearch {
    private final byte[][] words;
    private final int shortest;
    private final byte[] shifts = new byte[1 << Character.SIZE];

    /**
     * A search for words.
     *
     * @param words in ASCII, each of at least two characters
     */
    public WordSearch(List<String> words) {
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        this.shortest =
                Arrays.stream(this.words).mapToInt(word -> word.length).min().orElse(2);
        Arrays.fill(shifts, (byte) (shortest - 1));
        for (byte[] word : this.words) {
            for (int last = 1; last < shortest; last++) {
                int pair = pair(word, last);
                shifts[pair] = (byte) Math.min(shifts[pair], shortest - 1 - last);
            }
        }
    }

    boolean isIn(byte[] bytes, int from, int to) {
        int last = from + shortest - 1;
        while (last < to) {
            int shift = shifts[pair(bytes, last)];
            if (shift == 0 && isAt(bytes, last - shortest + 1, to)) {
                return true;
            }
            last += Math.max(1, shift);
        }
        return false;
    }

    private boolean isAt(byte[] bytes, int at, int to) {
        for (byte[] word : words) {
            int end = at + word.length;
            if (end <= to && Arrays.equals(word, 0, word.length, bytes, at, end)) {
                return true;
            }
        }
        return false;
    }

    private static int pair(byte[] bytes, int last) {
        return (bytes[last - 1] & 0xff) << Byte.SIZE | (bytes[last] & 0xff);
    }
}
