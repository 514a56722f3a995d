package dev.vmig.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;

/** The bitmap against a model that compares addresses of any size, page by page. */
class IovaBitmapTest {
    private static final BigInteger SPACE = BigInteger.ONE.shiftLeft(64);
    private static final long GIB = 1L << 30;

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    /** The pages of a range that have one of the addresses. */
    private static List<Integer> pages(IovaRange range, long pageSize, IovaRange written) {
        List<Integer> found = new ArrayList<>();
        BigInteger size = unsigned(pageSize);
        int page = 0;
        for (BigInteger first = unsigned(range.iova());
                first.compareTo(unsigned(range.last())) <= 0;
                first = first.add(size)) {
            BigInteger last = first.add(size).subtract(BigInteger.ONE).min(unsigned(range.last()));
            if (unsigned(written.iova()).compareTo(last) <= 0
                    && unsigned(written.last()).compareTo(first) >= 0) {
                found.add(page);
            }
            page++;
        }
        return found;
    }

    private static List<Integer> bits(long[] words) {
        List<Integer> found = new ArrayList<>();
        for (int bit = 0; bit < words.length * 64; bit++) {
            if ((words[bit / 64] >>> bit % 64 & 1) != 0) {
                found.add(bit);
            }
        }
        return found;
    }

    /** A range of up to 200 pages of 4 KiB to 1 GiB, at an end of the address space or anywhere. */
    @Provide
    Arbitrary<Tuple2<Long, IovaRange>> bitmaps() {
        return Arbitraries.integers()
                .between(12, 30)
                .flatMap(shift -> Arbitraries.longs()
                        .between(1, 200L << shift)
                        .flatMap(length -> Arbitraries.oneOf(
                                        Arbitraries.longs(), Arbitraries.just(0L), Arbitraries.just(-length))
                                .filter(iova ->
                                        unsigned(iova).add(unsigned(length)).compareTo(SPACE) <= 0)
                                .map(iova -> Tuple.of(1L << shift, new IovaRange(iova, length)))));
    }

    @Property(tries = 300)
    @Tag("DT-26")
    @Tag("DT-27")
    void bitsAreThoseOfTheModel(
            @ForAll("bitmaps") Tuple2<Long, IovaRange> of, @ForAll long offset, @ForAll long length) {
        IovaRange range = of.get2();
        long iova = range.iova() + offset % (2 * range.length());
        long longest = unsigned(iova).equals(BigInteger.ZERO) ? -1L : -iova;
        long clipped = Long.remainderUnsigned(length, longest);
        IovaRange written = new IovaRange(iova, clipped == 0 ? 1 : clipped);
        long[] words = new long[Math.toIntExact(IovaBitmap.words(range, of.get1()))];
        IovaBitmap bitmap = new IovaBitmap(range, of.get1(), words);

        bitmap.set(written);

        List<Integer> expected = pages(range, of.get1(), written);
        assertThat(bits(words)).isEqualTo(expected);
        for (int page : expected) {
            assertThat(bitmap.isSet(range.iova() + page * of.get1())).isTrue();
        }
    }

    /** An index computed in 32 bits, or a page size shifted in 32 bits, would show here. */
    @Test
    void largeRangesDoNotWrap() {
        IovaRange tebibytes = new IovaRange(0, 64 * 1024 * GIB);
        long[] words = new long[Math.toIntExact(IovaBitmap.words(tebibytes, GIB))];
        IovaBitmap bitmap = new IovaBitmap(tebibytes, GIB, words);

        bitmap.set(new IovaRange(65_535 * GIB + 1, 1));

        assertThat(bits(words)).containsExactly(65_535);
        assertThat(bitmap.isSet(65_535 * GIB)).isTrue();
        assertThat(bitmap.isSet(0)).isFalse();
        assertThat(IovaBitmap.words(new IovaRange(0, -1), 4096)).isEqualTo(1L << 46);
    }

    @Test
    void whatIsSetStaysSet() {
        long[] words = {1L << 63, 0};
        new IovaBitmap(new IovaRange(0, 65 * 4096), 4096, words).set(0, -1);
        assertThat(words).containsExactly(-1, 1);
    }

    @Test
    void wrongPageSizesRangesAndWordsAreNamed() {
        IovaRange range = new IovaRange(0, 65 * 4096);
        assertThatThrownBy(() -> new IovaBitmap(range, 12288, new long[2]))
                .hasMessage("page size: 12288 (expected: a power of two)");
        assertThatThrownBy(() -> new IovaBitmap(range, 4096, new long[1]))
                .hasMessage("words: 1 (expected: at least 2)");
        assertThatThrownBy(() -> new IovaRange(-4096, 4097))
                .hasMessage(
                        "length: 4097 from 0xfffffffffffff000 on (expected: from 1 to the end of the address space)");
        assertThatThrownBy(() -> new IovaRange(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
