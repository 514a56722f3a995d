package dev.vmig.conformance.testee;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.commons.lang3.Validate;
import org.apache.commons.lang3.concurrent.BasicThreadFactory;

/**
 * The timeout of an answer. A call that has timed out is repeated while its script is shrunk, and in later scripts. So
 * the first timeout reduces the limit: to ten times the longest answer so far, but at least a fiftieth of the initial
 * limit.
 */
public final class AnswerTimeout implements AutoCloseable {
    /** The reason in reports if the answer exceeds the limit. */
    public static final String NONE_IN_TIME = "none in time";

    private static final int LONGER = 10;
    private static final int FRACTION = 50;

    private final Duration toStart;
    private final Duration limit;
    private final LongSupplier nanos;
    private final ScheduledThreadPoolExecutor timer;
    private long longest;
    private volatile boolean lost;

    /**
     * Creates a timeout.
     *
     * @param limit the initial one
     * @param nanos a clock such as {@link System#nanoTime}
     */
    public AnswerTimeout(Duration limit, LongSupplier nanos) {
        this(limit, limit, nanos);
    }

    /**
     * Creates a timeout for a program that starts slowly.
     *
     * @param toStart limit of the first answer
     * @param limit as above
     */
    AnswerTimeout(Duration toStart, Duration limit, LongSupplier nanos) {
        Validate.isTrue(limit.compareTo(Duration.ZERO) > 0, "limit: %s (expected: positive)", limit);
        this.toStart = toStart;
        this.limit = limit;
        this.nanos = nanos;
        this.timer = new ScheduledThreadPoolExecutor(
                1,
                BasicThreadFactory.builder()
                        .namingPattern("vmig testee watchdog")
                        .daemon()
                        .build());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** The wait for an answer; closing it ends the wait. */
    public final class Wait implements AutoCloseable {
        private final long began = nanos.getAsLong();
        private final boolean ofCall;
        private final Future<?> end;
        private volatile boolean over;

        private Wait(boolean ofCall, Duration allowed, Runnable giveUp) {
            this.ofCall = ofCall;
            this.end = timer.schedule(
                    () -> {
                        over = true;
                        lost = true;
                        giveUp.run();
                    },
                    allowed.toNanos(),
                    TimeUnit.NANOSECONDS);
        }

        /** Whether the limit has passed. */
        public boolean isOver() {
            return over;
        }

        @Override
        public void close() {
            end.cancel(false);
            if (ofCall && !over) {
                longest = Math.max(longest, nanos.getAsLong() - began);
            }
        }
    }

    /** The initial limit. */
    public Duration limit() {
        return limit;
    }

    /** Begins the wait for the answer to a call. */
    public Wait begin(Runnable giveUp) {
        return new Wait(true, allowed(), giveUp);
    }

    /** Begins the wait for the start of a program. */
    public Wait beginStart(Runnable giveUp) {
        return new Wait(false, toStart, giveUp);
    }

    /** The current limit of a call. */
    Duration allowed() {
        if (!lost) {
            return limit;
        }
        long less = Math.max(limit.toNanos() / FRACTION, longest * LONGER);
        return Duration.ofNanos(Math.min(limit.toNanos(), less));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
