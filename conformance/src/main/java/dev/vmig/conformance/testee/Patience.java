package dev.vmig.conformance.testee;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.commons.lang3.Validate;

/**
 * How long an answer may take. A call that was given up on is tried again and again with less before it, to find the
 * shortest sequence, and so is any later script that comes to it: from then on an answer may take only ten times as long as
 * the longest until now, and at least a fiftieth of the limit.
 */
public final class Patience implements AutoCloseable {
    /** Why there is no answer, if it does not come within the limit. */
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
     * Makes one.
     *
     * @param limit at first
     * @param nanos a clock such as {@link System#nanoTime}
     */
    public Patience(Duration limit, LongSupplier nanos) {
        this(limit, limit, nanos);
    }

    /**
     * Makes one for a program that takes its time to start.
     *
     * @param toStart within which it has to be ready
     * @param limit as above
     */
    Patience(Duration toStart, Duration limit, LongSupplier nanos) {
        Validate.isTrue(limit.compareTo(Duration.ZERO) > 0, "limit: %s (expected: more than nothing)", limit);
        this.toStart = toStart;
        this.limit = limit;
        this.nanos = nanos;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "vmig testee watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** An answer is awaited, until this is closed. */
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

        /** Whether it took too long. */
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

    /** How long an answer may take at first. */
    public Duration limit() {
        return limit;
    }

    /** Waits for the answer to a call. */
    public Wait begin(Runnable giveUp) {
        return new Wait(true, allowed(), giveUp);
    }

    /** Waits for a program to start, which is no call. */
    public Wait beginStart(Runnable giveUp) {
        return new Wait(false, toStart, giveUp);
    }

    /** How long the answer to a call may take by now. */
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
