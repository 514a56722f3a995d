package dev.vmig.conformance.kit;

/** Port: what a driver holds. */
@FunctionalInterface
public interface ResourceLedger {
    /**
     * What a driver holds of a session.
     *
     * @param objects of the device
     * @param sessions that are open
     * @param bytes of the stream
     */
    record Holdings(long objects, long sessions, long bytes) {
        /** Nothing. */
        public static final Holdings NOTHING = new Holdings(0, 0, 0);
    }

    /** What it holds now, when no call is in progress. */
    Holdings held(Side side);
}
