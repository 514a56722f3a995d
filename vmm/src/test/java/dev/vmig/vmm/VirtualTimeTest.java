package dev.vmig.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> happened = new ArrayList<>();

    @Test
    void whatIsDueHappensInOrderAndWhatWasAskedForFirstComesFirst() {
        time.after(20, () -> happened.add("late"));
        time.after(10, () -> happened.add("first"));
        time.after(10, () -> time.after(0, () -> happened.add("asked for later")));
        time.after(10, () -> happened.add("second"));

        time.pass(Duration.ofNanos(15));

        assertThat(happened).containsExactly("first", "second", "asked for later");
        assertThat(time.nanoTime()).isEqualTo(15);
    }

    @Test
    void waitingEndsWhenNothingIsLeftOrTheLimitHasPassed() {
        assertThat(time.runUntil(() -> false, Duration.ofSeconds(1))).isFalse();
        time.after(2_000_000_000, () -> happened.add("too late"));
        assertThat(time.runUntil(() -> !happened.isEmpty(), Duration.ofSeconds(1)))
                .isFalse();
        assertThat(time.runUntil(() -> !happened.isEmpty(), Duration.ofSeconds(3)))
                .isTrue();
        assertThat(time.instant().toEpochMilli()).isEqualTo(2_000);
    }

    /** Time goes on inside an event that waits: a driver that waits for its device while another does the same. */
    @Test
    void eventMayWaitForLaterOnes() {
        time.after(5, () -> {
            time.pass(Duration.ofNanos(10));
            happened.add("outer at " + time.nanoTime());
        });
        time.after(8, () -> happened.add("inner at " + time.nanoTime()));

        time.pass(Duration.ofNanos(6));

        assertThat(happened).containsExactly("inner at 8", "outer at 15");
    }
}
