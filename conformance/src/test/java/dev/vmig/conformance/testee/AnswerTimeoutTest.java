package dev.vmig.conformance.testee;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long is waited for an answer. */
class AnswerTimeoutTest {
    private static final Duration LIMIT = Duration.ofSeconds(50);

    @Test
    void limitIsThatWhichWasGivenAsLongAsAllIsAnswered() {
        AtomicLong now = new AtomicLong();
        try (AnswerTimeout timeout = new AnswerTimeout(LIMIT, now::get)) {
            AnswerTimeout.Wait wait = timeout.begin(() -> {});
            now.addAndGet(Duration.ofSeconds(40).toNanos());
            wait.close();
            assertThat(timeout.allowed()).isEqualTo(LIMIT);
        }
    }

    /** Others that never return are found out sooner, but none is given up that takes as long as one that returned. */
    @Test
    void afterACallThatNeverReturnedLessIsWaited() throws InterruptedException {
        AtomicLong now = new AtomicLong();
        try (AnswerTimeout timeout = new AnswerTimeout(Duration.ofMillis(50), now::get)) {
            AnswerTimeout.Wait quick = timeout.begin(() -> {});
            now.addAndGet(Duration.ofMillis(2).toNanos());
            quick.close();
            CountDownLatch over = new CountDownLatch(1);
            AnswerTimeout.Wait wait = timeout.begin(over::countDown);
            over.await();
            assertThat(wait.isOver()).isTrue();
            wait.close();
            assertThat(timeout.allowed()).isEqualTo(Duration.ofMillis(20));
        }
    }
}
