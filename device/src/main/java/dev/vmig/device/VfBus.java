package dev.vmig.device;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What a VF has outstanding on the bus: nothing, one outgoing DMA, or the interrupt behind it.
 *
 * <pre>
 *   quiet --begin--> dma --dmaNanos--> interrupt --interruptNanos--> quiet
 *                     \--dmaNanos, no interrupt wanted--------------> quiet
 * </pre>
 */
final class VfBus {
    private final EventScheduler scheduler;
    private final LatencyModel latency;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    /** Incremented when a transaction is dropped, so that its scheduled steps do nothing. */
    private long generation;

    private boolean busy;

    VfBus(EventScheduler scheduler, LatencyModel latency) {
        this.scheduler = scheduler;
        this.latency = latency;
    }

    boolean isQuiet() {
        return !busy;
    }

    /**
     * Starts a transaction.
     *
     * @param landed runs when the DMA has ended; it says whether an interrupt goes out now
     * @param settled runs when nothing is outstanding any more
     */
    void begin(Landing landed, Runnable settled) {
        busy = true;
        long mine = generation;
        scheduler.after(latency.dmaNanos(), () -> {
            if (mine != generation) {
                return;
            }
            boolean interrupts = landed.sendsInterrupt();
            if (mine != generation) {
                return; // The DMA reset its own device, which has nothing outstanding any more.
            }
            if (interrupts) {
                settleLater(settled);
            } else {
                settle(settled);
            }
        });
    }

    /** Runs a task after the time of a DMA. */
    void afterDmaTime(Runnable task) {
        scheduler.after(latency.dmaNanos(), task);
    }

    /** An interrupt without a DMA before it. */
    void interrupt(Runnable settled) {
        busy = true;
        settleLater(settled);
    }

    private void settleLater(Runnable settled) {
        long mine = generation;
        scheduler.after(latency.interruptNanos(), () -> {
            if (mine == generation) {
                settle(settled);
            }
        });
    }

    private void settle(Runnable settled) {
        busy = false;
        settled.run();
        releaseWaiting();
    }

    /** Forgets what is outstanding. */
    void drop() {
        generation++;
        busy = false;
        releaseWaiting();
    }

    /** Runs a task, by way of the scheduler, once nothing is outstanding. */
    void whenQuiet(Runnable task) {
        waiting.add(task);
    }

    private void releaseWaiting() {
        while (!waiting.isEmpty()) {
            scheduler.after(0, waiting.remove());
        }
    }

    /** The end of a DMA. */
    interface Landing {
        /** Does what the DMA was for; true if an interrupt was sent for it. */
        boolean sendsInterrupt();
    }
}
