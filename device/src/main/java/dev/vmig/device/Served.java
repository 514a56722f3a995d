package dev.vmig.device;

/**
 * How a look at a queue ended.
 *
 * @param used whether a request was completed
 * @param interrupt whether the driver is to be told
 * @param more whether more requests wait
 */
record Served(boolean used, boolean interrupt, boolean more) {
    static final Served NOTHING = new Served(false, false, false);

    /** A request that was completed on a ring. */
    static Served completed(SplitRing ring, QueueConfig queue) throws RingException {
        return new Served(true, queue.raisesInterrupts() && ring.wantsInterrupt(), ring.waiting() > 0);
    }

    Served andNoMore() {
        return new Served(used, interrupt, false);
    }
}
