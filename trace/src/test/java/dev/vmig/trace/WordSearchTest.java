package dev.vmig.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A word is found exactly if it is there. */
class WordSearchTest {
    private static final List<String> WORDS = List.of("vfio_", "ailed", "out of sync");

    @Test
    void wordsAreFoundWhereverTheyStand() {
        WordSearch search = new WordSearch(WORDS);
        for (String word : WORDS) {
            for (int before = 0; before < 20; before++) {
                for (int after = 0; after < 20; after++) {
                    byte[] line = ("_".repeat(before) + word + "v".repeat(after)).getBytes(StandardCharsets.US_ASCII);
                    assertThat(search.isIn(line, 0, line.length)).isTrue();
                    assertThat(search.isIn(line, before + 1, line.length)).isFalse();
                    assertThat(search.isIn(line, 0, before + word.length() - 1)).isFalse();
                }
            }
        }
    }

    @Test
    void answerIsThatOfAPlainSearch() {
        WordSearch search = new WordSearch(WORDS);
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(30, 0, 8).forEach(letter -> text.append("vfio_aled".charAt(letter)));
            byte[] line = text.toString().getBytes(StandardCharsets.US_ASCII);
            assertThat(search.isIn(line, 0, line.length))
                    .isEqualTo(WORDS.stream().anyMatch(text.toString()::contains));
        }
    }
}
