package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The copy of short values is that of the JDK. */
class CopyTest {
    private final byte[] source = new byte[200];

    CopyTest() {
        new SplittableRandom(1).nextBytes(source);
    }

    @Test
    void allLengthsAreCopiedAndNothingElse() {
        for (int length = 0; length <= 100; length++) {
            byte[] expected = new byte[150];
            System.arraycopy(source, 7, expected, 11, length);
            byte[] target = new byte[150];
            LittleEndian.copy(source, 7, target, 11, length);
            assertThat(target).as("length %d", length).isEqualTo(expected);
        }
    }

    @Test
    void arrayIsCopiedWithinItself() {
        for (int length = 0; length <= 100; length++) {
            byte[] expected = source.clone();
            System.arraycopy(expected, 20, expected, 25, length);
            byte[] bytes = source.clone();
            LittleEndian.copy(bytes, 20, bytes, 25, length);
            assertThat(bytes).as("length %d", length).isEqualTo(expected);
        }
    }
}
