package dev.vmig.conformance.kit.scenario;

import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.RESET;
import static dev.vmig.conformance.kit.Call.Kind.SET_UP;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;

/** Every load takes effect, whatever was loaded before: each loads another state, which is saved again and compared. */
final class LoadScripts {
    private static final int ROUNDS = 4;

    private LoadScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        scripts.add(again(features, false).named("another state at each load of one device"));
        scripts.add(again(features, true).named("another state at each load of a device that was reset"));
        Tour toAndFro = new Tour(features);
        for (int round = 0; round < ROUNDS; round++) {
            Side from = round % 2 == 0 ? Side.SOURCE : Side.TARGET;
            load(toAndFro.then(Call.of(SET_UP, from)), from);
        }
        scripts.add(toAndFro.named("another state there and back"));
        return scripts;
    }

    /** Loads by turns a state that a guest has set up and the state after a reset. */
    private static Tour again(FeatureSet features, boolean reset) {
        Tour tour = new Tour(features);
        for (int round = 0; round < ROUNDS; round++) {
            tour.request(RUNNING).source(round % 2 == 0 ? SET_UP : RESET);
            if (reset) {
                tour.target(RESET);
            }
            load(tour, Side.SOURCE);
        }
        return tour;
    }

    private static void load(Tour tour, Side from) {
        Side to = from.other();
        tour.migrate(from, STOP)
                .request(to, STOP_COPY)
                .then(Call.of(DRAIN, to, Tour.ALL))
                .request(to, RUNNING);
    }
}
