package dev.vmig.conformance.kit;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.commons.lang3.concurrent.BasicThreadFactory;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * Runs scripts on a driver of this process in a thread of their own. A call that does not return cannot be ended: its
 * thread is abandoned, and the next script gets another one.
 */
final class CallWatch implements AutoCloseable {
    /** The limit of a call, once one has not returned. */
    private static final Duration SHORT = Duration.ofSeconds(2);
    /** The number of abandoned threads, each of which may keep a processor busy. */
    private static final int MOST = 6;

    private ExecutorService thread = newThread();
    private Duration limit;
    private int abandoned;

    /** @param limit of a call */
    CallWatch(Duration limit) {
        this.limit = limit;
    }

    private static ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(BasicThreadFactory.builder()
                .namingPattern("vmig script")
                .daemon()
                .build());
    }

    /**
     * Runs a script.
     *
     * @return the number of its calls
     * @throws TesteeEndedException if too many calls have not returned
     */
    long run(LongSupplier script, Findings findings) {
        if (abandoned >= MOST) {
            throw new TesteeEndedException("testee: " + abandoned + " calls have not returned");
        }
        Future<Long> calls = thread.submit(script::getAsLong);
        long before = -1;
        while (true) {
            long progress = findings.progress();
            try {
                return calls.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (progress == before && findings.progress() == before) {
                    abandon(findings);
                    return before;
                }
                before = findings.progress();
            } catch (ExecutionException e) {
                throw ExceptionUtils.<RuntimeException>rethrow(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TesteeException("testee: interrupted");
            }
        }
    }

    private void abandon(Findings findings) {
        findings.abandon("no answer: none within " + limit.toMillis() + " ms");
        thread.shutdownNow();
        thread = newThread();
        abandoned++;
        limit = limit.compareTo(SHORT) > 0 ? SHORT : limit;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
