package dev.vmig.device;

import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** An agenda in virtual time. */
final class VirtualTime implements EventScheduler {
    private record Entry(long time, long number, Runnable task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Entry> agenda = new PriorityQueue<>();
    private long now;
    private long entries;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void after(long nanos, Runnable task) {
        agenda.add(new Entry(now + nanos, entries++, task));
    }

    /** Runs what is due up to a time from now. */
    void runFor(long nanos) {
        long end = now + nanos;
        while (!agenda.isEmpty() && agenda.peek().time() <= end) {
            step();
        }
        now = end;
    }

    /** Runs until the condition holds; false if there is nothing left to run. */
    boolean runUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (agenda.isEmpty()) {
                return false;
            }
            step();
        }
        return true;
    }

    /** Runs everything; only where nothing reschedules itself. */
    void runAll() {
        runUntil(() -> false);
    }

    private void step() {
        Entry next = agenda.remove();
        now = next.time();
        next.task().run();
    }
}
