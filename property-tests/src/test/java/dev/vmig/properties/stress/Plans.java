package dev.vmig.properties.stress;

import dev.vmig.vmm.Link;
import dev.vmig.vmm.MigrationPlan;
import java.time.Duration;
import java.util.Set;

/** How the migrations of these tests are done. */
final class Plans {
    /** How long the source runs between two rounds: the driver looks for changes once a second. */
    static final Duration ROUND = Duration.ofMillis(1_100);

    private Plans() {}

    /** Pre-copy where the device has it, with so many rounds, in pieces that an image does not fit into. */
    static MigrationPlan rounds(int rounds) {
        return new MigrationPlan(true, rounds, ROUND, 1_000, Link.TEN_GIGABIT, Set.of());
    }
}
