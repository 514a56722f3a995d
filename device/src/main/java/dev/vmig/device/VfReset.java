package dev.vmig.device;

import java.util.ArrayDeque;
import java.util.Queue;

/** A function-level reset that takes time, and what waits for its end (Virtio 1.4, 2.12.1.4). */
final class VfReset {
    private final EventScheduler scheduler;
    private final LatencyModel latency;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int goingOn;
    private boolean removed;

    VfReset(EventScheduler scheduler, LatencyModel latency) {
        this.scheduler = scheduler;
        this.latency = latency;
    }

    boolean isGoingOn() {
        return goingOn > 0 || removed;
    }

    /** Whether the function is gone: what a guest does to it is lost as during a reset that never ends. */
    boolean isRemoved() {
        return removed;
    }

    /** Removes the function, and releases the commands that wait for it. */
    void remove() {
        removed = true;
        releaseWaiting();
    }

    void begin() {
        goingOn++;
    }

    /** Ends the reset after its duration; another reset that began meanwhile continues. */
    void endLater(Runnable ended) {
        if (latency.resetNanos() == 0) {
            end(ended);
        } else {
            scheduler.after(latency.resetNanos(), () -> end(ended));
        }
    }

    private void end(Runnable ended) {
        goingOn--;
        if (!isGoingOn()) {
            releaseWaiting();
        }
        ended.run();
    }

    private void releaseWaiting() {
        while (!waiting.isEmpty()) {
            scheduler.after(0, waiting.remove());
        }
    }

    /** Runs a task, by way of the scheduler, once no reset is going on. */
    void whenEnded(Runnable task) {
        waiting.add(task);
    }
}
