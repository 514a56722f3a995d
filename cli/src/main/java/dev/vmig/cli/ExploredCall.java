package dev.vmig.cli;

import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A call that an exploration makes.
 *
 * @param text in words
 */
record ExploredCall(String text, Action action) {
    private static final int SOME_BYTES = 64;
    private static final int ALL_BYTES = 1 << 20;

    /** What the call does; returns false if the driver cannot. */
    @FunctionalInterface
    interface Action {
        boolean on(Exploration.Visit visit) throws ErrnoException;
    }

    /** The calls to make in a state: a request for each state, and the calls on the data file of a session. */
    static List<ExploredCall> of(MigrationState state, FeatureSet features, byte[] image) {
        List<ExploredCall> calls = new ArrayList<>();
        for (MigrationState requested : MigrationState.values()) {
            if (features.supports(requested)) {
                calls.add(new ExploredCall("request " + requested, visit -> visit.request(requested)));
            }
        }
        if (state.inSavingGroup()) {
            calls.add(new ExploredCall("read " + SOME_BYTES + " bytes", visit -> visit.read(SOME_BYTES)));
            calls.add(new ExploredCall("read up to 1 MiB", visit -> visit.read(ALL_BYTES)));
        }
        if (state == MigrationState.PRE_COPY || state == MigrationState.PRE_COPY_P2P) {
            calls.add(new ExploredCall("ask for the pre-copy info", Exploration.Visit::askPrecopyInfo));
        }
        if (state == MigrationState.RESUMING) {
            byte[] half = Arrays.copyOf(image, image.length / 2);
            byte[] garbage = new byte[SOME_BYTES];
            Arrays.fill(garbage, (byte) 0xA5);
            calls.add(new ExploredCall("write a whole image", visit -> visit.write(image)));
            calls.add(new ExploredCall("write half an image", visit -> visit.write(half)));
            calls.add(new ExploredCall("write garbage", visit -> visit.write(garbage)));
        }
        calls.add(new ExploredCall("ask for the data size", Exploration.Visit::askSize));
        calls.add(new ExploredCall("reset", Exploration.Visit::reset));
        calls.add(new ExploredCall("fault: the next command fails", Exploration.Visit::failNext));
        return calls;
    }
}
