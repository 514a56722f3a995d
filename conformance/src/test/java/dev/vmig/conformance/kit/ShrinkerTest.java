package dev.vmig.conformance.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final List<Call> CALLS = IntStream.range(0, 60)
            .<Call>mapToObj(number -> Call.request(Side.SOURCE, number))
            .toList();

    @Test
    void minimalCallsOfAFailureKeepTheirOrder() {
        List<Call> needed = List.of(CALLS.get(3), CALLS.get(31), CALLS.get(59));
        assertThat(Shrinker.shrink(CALLS, some -> some.containsAll(needed))).isEqualTo(needed);
    }

    @Test
    void nothingIsLeftOfAFailureThatTakesNothing() {
        assertThat(Shrinker.shrink(CALLS, some -> true)).isEmpty();
    }

    @Test
    void necessaryCallsStay() {
        List<Call> all = new ArrayList<>(CALLS);
        assertThat(Shrinker.shrink(all, some -> some.size() == all.size())).isEqualTo(all);
    }
}
