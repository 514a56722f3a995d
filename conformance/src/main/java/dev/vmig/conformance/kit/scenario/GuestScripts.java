package dev.vmig.conformance.kit.scenario;

import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.FILL;
import static dev.vmig.conformance.kit.Call.Kind.FINISH_WORK;
import static dev.vmig.conformance.kit.Call.Kind.MOVE_GUEST;
import static dev.vmig.conformance.kit.Call.Kind.PASS;
import static dev.vmig.conformance.kit.Call.Kind.RESET;
import static dev.vmig.conformance.kit.Call.Kind.RESET_LATER;
import static dev.vmig.conformance.kit.Call.Kind.SET_UP;
import static dev.vmig.conformance.kit.Call.Kind.WORK;
import static dev.vmig.conformance.kit.scenario.Tour.ALL;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.ArrayList;
import java.util.List;

/** A guest at work continues after a stop, after a reset, and at the destination of a migration. */
final class GuestScripts {
    /** More than 256 packets, so that rings wrap, and indices that are cut to a byte. */
    private static final int MANY = 100;

    private static final int ROUNDS = 4;

    private GuestScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        scripts.add(atWork(features, 1).source(FINISH_WORK).named("a guest at work"));
        for (MigrationState state : Tour.states(features)) {
            if (state != RESUMING) {
                scripts.add(atWork(features, 1)
                        .source(FINISH_WORK)
                        .source(WORK)
                        .request(state)
                        .source(WORK)
                        .request(RUNNING)
                        .source(FINISH_WORK)
                        .named("a guest at work through " + state));
            }
            scripts.add(afterReset(atWork(features, 1).request(state).source(RESET))
                    .named("a guest after a reset in " + state));
        }
        for (int micros : List.of(0, 1, 3, 10, 30)) {
            scripts.add(afterReset(atWork(features, 2)
                            .source(RESET_LATER, Tour.micros(micros))
                            .source(RESET_LATER, Tour.micros(2L * micros + 1))
                            .request(STOP)
                            .source(PASS, Tour.millis(20)))
                    .named("a guest after two resets while its device is stopped"));
        }
        scripts.add(moved(atWork(features, 1), Side.SOURCE).named("a guest migrates"));
        scripts.add(moved(atWork(features, MANY), Side.SOURCE).named("a guest migrates with rings that have wrapped"));
        Tour toAndFro = atWork(features, 3);
        for (int round = 0; round < ROUNDS; round++) {
            moved(toAndFro, round % 2 == 0 ? Side.SOURCE : Side.TARGET);
        }
        scripts.add(toAndFro.named("a guest migrates there and back"));
        if (features.hasPreCopy()) {
            scripts.add(preCopied(features).named("a guest migrates with pre-copy"));
        }
        return scripts;
    }

    private static Tour atWork(FeatureSet features, int pieces) {
        Tour tour = new Tour(features).source(SET_UP);
        for (int piece = 0; piece < pieces; piece++) {
            tour.then(new Call(WORK, Side.SOURCE, 0, piece % 2 == 0 ? 1 : 0));
            if (piece % 4 == 3) {
                tour.source(FINISH_WORK);
            }
        }
        return tour;
    }

    private static Tour afterReset(Tour tour) {
        return tour.source(SET_UP).then(new Call(WORK, Side.SOURCE, 0, 1)).source(FINISH_WORK);
    }

    /** The guest has work in flight when its device stops, and submits more when the device runs again. */
    private static Tour moved(Tour tour, Side from) {
        Side to = from.other();
        return tour.then(Call.of(FINISH_WORK, from))
                .then(Call.of(WORK, from))
                .migrate(from, RESUMING)
                .then(Call.of(MOVE_GUEST, from))
                .then(Call.request(to, STOP.value()))
                .request(to, RUNNING)
                .then(Call.of(FINISH_WORK, to))
                .then(new Call(WORK, to, 0, 1))
                .then(Call.of(FINISH_WORK, to));
    }

    private static Tour preCopied(FeatureSet features) {
        return atWork(features, 2)
                .source(FINISH_WORK)
                .request(Side.TARGET, RESUMING)
                .request(PRE_COPY)
                .source(DRAIN, ALL)
                .source(WORK)
                .request(STOP_COPY)
                .source(DRAIN, ALL)
                .request(STOP)
                .target(FILL, ALL)
                .source(MOVE_GUEST)
                .request(Side.TARGET, STOP)
                .request(Side.TARGET, RUNNING)
                .target(FINISH_WORK);
    }
}
