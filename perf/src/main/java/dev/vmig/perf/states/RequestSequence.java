package dev.vmig.perf.states;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.util.SplittableRandom;

/** The requests that all forms carry out. */
final class RequestSequence {
    private static final MigrationState[] STATES = MigrationState.values();

    private final SplittableRandom random = new SplittableRandom(1);

    /** Requests for other states than the current one, all of them allowed. */
    MigrationState[] chain() {
        TransitionTable table = TransitionTable.of(FeatureSet.STOP_COPY_P2P_PRE_COPY);
        MigrationState[] chain = new MigrationState[StateForm.LOOKUPS];
        MigrationState state = MigrationState.RUNNING;
        for (int i = 0; i < chain.length; i++) {
            do {
                chain[i] = any();
            } while (chain[i] == state || !table.allows(state, chain[i]));
            state = table.next(state, chain[i]);
        }
        return chain;
    }

    /** {@code count} requests for any state but ERROR. */
    MigrationState[] any(int count) {
        MigrationState[] requests = new MigrationState[count];
        for (int i = 0; i < count; i++) {
            requests[i] = any();
        }
        return requests;
    }

    private MigrationState any() {
        return STATES[1 + random.nextInt(STATES.length - 1)];
    }
}
