package dev.vmig.fsm;

import java.util.Arrays;

/**
 * The migration features of a device: the flags of {@code VFIO_DEVICE_FEATURE_MIGRATION}. The uAPI gives a meaning to
 * these four combinations only; RUNNING and ERROR are implied by each.
 */
public enum FeatureSet {
    STOP_COPY(1),
    STOP_COPY_P2P(3),
    STOP_COPY_PRE_COPY(5),
    STOP_COPY_P2P_PRE_COPY(7);

    /** {@code VFIO_MIGRATION_STOP_COPY}. */
    public static final int FLAG_STOP_COPY = 1;
    /** {@code VFIO_MIGRATION_P2P}. */
    public static final int FLAG_P2P = 1 << 1;
    /** {@code VFIO_MIGRATION_PRE_COPY}. */
    public static final int FLAG_PRE_COPY = 1 << 2;

    private final int flags;

    FeatureSet(int flags) {
        this.flags = flags;
    }

    /** The flags as the uAPI reports them: 1, 3, 5 or 7. */
    public int flags() {
        return flags;
    }

    /** Whether P2P is among the flags. */
    public boolean hasP2p() {
        return (flags & FLAG_P2P) != 0;
    }

    /** Whether PRE_COPY is among the flags. */
    public boolean hasPreCopy() {
        return (flags & FLAG_PRE_COPY) != 0;
    }

    /**
     * Whether a request may name this state and a path may lead through it. ERROR is no such state: it exists with
     * every feature set, but no request can name it.
     */
    public boolean supports(MigrationState state) {
        int needed = switch (state) {
            case STOP, RUNNING, STOP_COPY, RESUMING -> FLAG_STOP_COPY;
            case RUNNING_P2P -> FLAG_STOP_COPY | FLAG_P2P;
            case PRE_COPY -> FLAG_STOP_COPY | FLAG_PRE_COPY;
            case PRE_COPY_P2P -> FLAG_STOP_COPY | FLAG_P2P | FLAG_PRE_COPY;
            case ERROR -> ~0;
        };
        return (flags & needed) == needed;
    }

    /**
     * The feature set with these flags.
     *
     * @throws IllegalArgumentException if the uAPI gives this combination no meaning
     */
    public static FeatureSet of(long flags) {
        return Arrays.stream(values())
                .filter(set -> set.flags == flags)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("migration features: " + flags
                        + " (expected: 1 STOP_COPY, 3 +P2P, 5 +PRE_COPY or 7 +P2P+PRE_COPY)"));
    }
}
