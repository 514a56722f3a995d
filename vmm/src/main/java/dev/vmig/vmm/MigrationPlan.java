package dev.vmig.vmm;

import java.time.Duration;
import java.util.Set;
import org.apache.commons.lang3.Validate;

/**
 * The parameters of a migration.
 *
 * @param preCopy whether to use PRE_COPY where the device has it
 * @param rounds rounds of iterative pre-copy while the source runs
 * @param roundInterval how long the source runs between two rounds; the driver queries the device once a second at most
 * @param chunkBytes bytes per read and send, 1 MiB in QEMU
 * @param link the network
 * @param switchover when to leave PRE_COPY
 * @param mistakes departures from the contract, to show what they lose; normally empty
 */
public record MigrationPlan(
        boolean preCopy,
        int rounds,
        Duration roundInterval,
        int chunkBytes,
        Link link,
        SwitchoverPolicy switchover,
        Set<VmmMistake> mistakes) {
    /** With pre-copy, two rounds, as QEMU sends, over 10 Gbit/s. */
    public static final MigrationPlan DEFAULT =
            new MigrationPlan(true, 2, Duration.ofMillis(1_100), 1 << 20, Link.TEN_GIGABIT, Set.of());

    /** A plan that leaves PRE_COPY when the rounds are over. */
    public MigrationPlan(
            boolean preCopy, int rounds, Duration roundInterval, int chunkBytes, Link link, Set<VmmMistake> mistakes) {
        this(preCopy, rounds, roundInterval, chunkBytes, link, SwitchoverPolicy.AT_ONCE, mistakes);
    }

    /** Checks the ranges. */
    public MigrationPlan {
        Validate.isTrue(rounds >= 0, "rounds: %d (expected: not negative)", rounds);
        Validate.isTrue(chunkBytes > 0, "chunkBytes: %d (expected: positive)", chunkBytes);
        mistakes = Set.copyOf(mistakes);
    }

    /** This plan without PRE_COPY. */
    public MigrationPlan withoutPreCopy() {
        return new MigrationPlan(false, 0, roundInterval, chunkBytes, link, switchover, mistakes);
    }

    /** This plan with mistakes. */
    public MigrationPlan withMistakes(VmmMistake... made) {
        return new MigrationPlan(preCopy, rounds, roundInterval, chunkBytes, link, switchover, Set.of(made));
    }

    boolean makes(VmmMistake mistake) {
        return mistakes.contains(mistake);
    }
}
