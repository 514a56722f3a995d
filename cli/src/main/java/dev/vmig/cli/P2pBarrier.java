package dev.vmig.cli;

import java.util.Collection;
import java.util.Set;

/** The moments at which all devices of a VM are P2P quiescent: none stops or runs on before. */
final class P2pBarrier {
    static final String REACHED = "P2P barrier: each device is P2P quiescent";
    static final String BROKEN = "P2P barrier: broken here";

    private static final Set<String> QUIESCENT = Set.of("RUNNING_P2P", "PRE_COPY_P2P");

    private final int devices;
    private boolean isReached;

    /** Of a VM with this number of devices that migrate. */
    P2pBarrier(int devices) {
        this.devices = devices;
    }

    /** Whether the devices reach the barrier as they come to be in these states. */
    boolean isReachedBy(Collection<String> states) {
        boolean before = isReached;
        isReached = devices > 1 && states.size() == devices && QUIESCENT.containsAll(states);
        return isReached && !before;
    }
}
