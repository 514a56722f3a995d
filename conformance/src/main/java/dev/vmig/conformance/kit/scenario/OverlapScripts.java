package dev.vmig.conformance.kit.scenario;

import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.PASS;
import static dev.vmig.conformance.kit.Call.Kind.READ;
import static dev.vmig.conformance.kit.Call.Kind.READ_LATER;
import static dev.vmig.conformance.kit.Call.Kind.SET_UP;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
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

/** Reads during requests, from before the first command is answered until after the last. */
final class OverlapScripts {
    private static final List<Integer> MICROS = List.of(0, 5, 20, 40, 60, 80, 100, 150, 200, 300);

    private OverlapScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (int micros : MICROS) {
            if (features.hasPreCopy()) {
                scripts.add(during(
                                new Tour(features)
                                        .source(SET_UP)
                                        .request(PRE_COPY)
                                        .source(DRAIN, Tour.ALL),
                                micros,
                                STOP_COPY)
                        .source(DRAIN, Tour.ALL)
                        .load()
                        .request(Side.TARGET, RUNNING)
                        .named("a read after " + micros + " us on the way to STOP_COPY, everything read before"));
                scripts.add(during(new Tour(features).request(PRE_COPY).source(READ, 16), micros, STOP_COPY)
                        .source(DRAIN, Tour.ALL)
                        .load()
                        .request(Side.TARGET, RUNNING)
                        .named("a read after " + micros + " us on the way to STOP_COPY"));
                scripts.add(during(new Tour(features).request(PRE_COPY), micros, RUNNING)
                        .named("a read after " + micros + " us on the way to RUNNING"));
            }
            scripts.add(during(new Tour(features).request(STOP_COPY).source(READ, 16), micros, STOP)
                    .named("a read after " + micros + " us on the way to STOP"));
        }
        return scripts;
    }

    private static Tour during(Tour tour, int micros, MigrationState to) {
        return tour.then(new Call(READ_LATER, Side.SOURCE, Tour.micros(micros), 24))
                .request(to)
                .source(PASS, Tour.millis(1));
    }
}
