package dev.vmig.vmm;

import java.time.Duration;
import java.util.Set;
import org.apache.commons.lang3.Validate;

/**
 * How a migration is to be done.
 *
 * @param preCopy whether to use PRE_COPY where the device has it
 * @param rounds how often the changes since are fetched while the source runs
 * @param roundInterval how long the source runs between two such rounds; the driver looks for changes once a second
 * @param chunkBytes how much is read and sent at once, 1 MiB in QEMU
 * @param link the network
 * @param switchover when to leave PRE_COPY
 * @param mistakes what the VMM does wrong; empty except to show what it leads to
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

    /** The same without PRE_COPY. */
    public MigrationPlan withoutPreCopy() {
        return new MigrationPlan(false, 0, roundInterval, chunkBytes, link, switchover, mistakes);
    }

    /** The same with other chunks. */
    public MigrationPlan withChunkBytes(int bytes) {
        return new MigrationPlan(preCopy, rounds, roundInterval, bytes, link, switchover, mistakes);
    }

    /** The same over another link. */
    public MigrationPlan withLink(Link other) {
        return new MigrationPlan(preCopy, rounds, roundInterval, chunkBytes, other, switchover, mistakes);
    }

    /** The same with another policy. */
    public MigrationPlan withSwitchover(SwitchoverPolicy other) {
        return new MigrationPlan(preCopy, rounds, roundInterval, chunkBytes, link, other, mistakes);
    }

    /** The same with mistakes. */
    public MigrationPlan withMistakes(VmmMistake... made) {
        return new MigrationPlan(preCopy, rounds, roundInterval, chunkBytes, link, switchover, Set.of(made));
    }

    boolean makes(VmmMistake mistake) {
        return mistakes.contains(mistake);
    }
}
