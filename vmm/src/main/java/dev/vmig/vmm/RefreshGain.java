package dev.vmig.vmm;

/**
 * Whether another refresh pays. All that a VMM sees of a device's changes is how many bytes a refresh moves: those of the
 * time since the refresh before. The time that a refresh takes is the age of the last image if the VMM leaves now. So
 * refreshes that come one after the other move less and less, until they move what changes during a refresh; from then on
 * another one would leave as much to be moved in the downtime as it takes away.
 *
 * <p>It is quite different with a source that sends whole images: the second one is as large as the first, and it stops
 * there.
 */
final class RefreshGain {
    /** A refresh that moves more than three quarters of what the one before moved has not paid. */
    private static final int SHRINKS_NUMERATOR = 3;

    private static final int SHRINKS_DENOMINATOR = 4;
    /** No series that halves is longer, and no device that changes at random may keep the VMM here. */
    private static final int MOST = 8;

    private long last;
    private int refreshes;

    /** Begins with the first image, whole. */
    RefreshGain(long initialBytes) {
        last = initialBytes;
    }

    /** Takes a refresh into account, and tells whether another one pays. */
    boolean paysAfter(long movedBytes) {
        boolean shrank = movedBytes * SHRINKS_DENOMINATOR < last * SHRINKS_NUMERATOR;
        last = movedBytes;
        refreshes++;
        return shrank && movedBytes > 0 && refreshes < MOST;
    }
}
