package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.spec.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunLogTest {
    @Test
    void rateIsWhatWasGeneratedSinceTheLastLine() {
        StringWriter err = new StringWriter();
        AtomicLong clock = new AtomicLong(7);
        RunLog log = new RunLog(new PrintWriter(err), "M", clock::get);

        log.accept(new Progress(3, 5_000, 1_000, 10));
        clock.addAndGet(Duration.ofSeconds(30).toNanos());
        log.accept(new Progress(4, 1_005_000, 200_000, 2_000));

        assertThat(err.toString().lines().toList())
                .isEqualTo(List.of(
                        "M: depth 3, 1,000 distinct, 10 queued",
                        "M: depth 4, 200,000 distinct, 2,000 queued, 2,000,000 states/min"));
    }
}
