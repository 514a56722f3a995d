package dev.vmig.conformance.kit;

/** Port: the resources that a driver holds. */
@FunctionalInterface
public interface ResourceLedger {
    /**
     * The resources of a session.
     *
     * @param objects number of objects created in the device
     * @param sessions number of open sessions
     * @param bytes buffered bytes of the stream
     */
    record Holdings(long objects, long sessions, long bytes) {
        /** Nothing. */
        public static final Holdings NOTHING = new Holdings(0, 0, 0);
    }

    /** The resources held now, while no call is in progress. */
    Holdings held(Side side);
}
