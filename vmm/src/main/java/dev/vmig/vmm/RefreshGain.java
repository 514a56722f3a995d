package dev.vmig.vmm;

/**
 * Whether another refresh reduces the downtime. The bytes that a refresh moves are the changes since the refresh before.
 * Consecutive refreshes therefore move less and less, until each moves what changes during one refresh; a further one does
 * not reduce what is left for the downtime.
 *
 * <p>A source that sends whole images moves as much in the second refresh as in the first, and the refreshes end there.
 */
final class RefreshGain {
    /** A refresh reduces the downtime if it moves less than three quarters of what the one before moved. */
    private static final int SHRINKS_NUMERATOR = 3;

    private static final int SHRINKS_DENOMINATOR = 4;
    /** Bound on the number of refreshes, for a device whose changes vary at random. */
    private static final int MOST = 8;

    private long last;
    private int refreshes;

    /** Begins with the first image, whole. */
    RefreshGain(long initialBytes) {
        last = initialBytes;
    }

    /** Records a refresh; whether another one pays. */
    boolean paysAfter(long movedBytes) {
        boolean shrank = movedBytes * SHRINKS_DENOMINATOR < last * SHRINKS_NUMERATOR;
        last = movedBytes;
        refreshes++;
        return shrank && movedBytes > 0 && refreshes < MOST;
    }
}
