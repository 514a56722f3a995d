package dev.vmig.conformance.kit.scenario;

import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.PASS;
import static dev.vmig.conformance.kit.Call.Kind.PRECOPY_INFO;
import static dev.vmig.conformance.kit.Call.Kind.PRECOPY_V2;
import static dev.vmig.conformance.kit.Call.Kind.READ;
import static dev.vmig.conformance.kit.Call.Kind.SET_UP;
import static dev.vmig.conformance.kit.scenario.Tour.ALL;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.ArrayList;
import java.util.List;

/** Compares pre-copy counters with the bytes that can be read. */
final class CounterScripts {
    /** Longer than the interval after which a driver queries its device again. */
    private static final long INTERVAL = Tour.millis(1_001);

    private static final int READS = 4;
    /** Milliseconds. */
    private static final int POLLED = 2_500;

    private CounterScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        scripts.add(new Tour(features)
                .request(STOP_COPY)
                .source(PRECOPY_INFO)
                .source(DRAIN, ALL)
                .named("counters in STOP_COPY"));
        for (MigrationState state : List.of(PRE_COPY, PRE_COPY_P2P)) {
            if (features.supports(state)) {
                scripts.add(new Tour(features)
                        .request(state)
                        .source(PRECOPY_INFO)
                        .source(DRAIN, 64)
                        .named("counters in " + state + ", and all bytes that they report"));
                scripts.add(partly(features, state));
                scripts.add(again(features, state));
            }
        }
        if (features.hasPreCopy()) {
            for (int piece : List.of(1, 16, 17)) {
                scripts.add(stepwise(features, piece));
            }
            scripts.add(polled(features, 1_001));
            scripts.add(polled(features, 100));
            scripts.add(anew(new Tour(features), "new"));
            scripts.add(anew(new Tour(features).source(PRECOPY_V2), "REINIT reported to a VMM that opted in"));
        }
        return scripts;
    }

    /** The guest changes so much that a driver may report REINIT. */
    private static Script anew(Tour tour, String what) {
        return tour.source(SET_UP)
                .request(PRE_COPY)
                .source(PRECOPY_INFO)
                .source(DRAIN, ALL)
                .source(PRECOPY_INFO)
                .source(SET_UP)
                .source(PASS, INTERVAL)
                .source(PRECOPY_INFO)
                .source(READ, 5)
                .source(PRECOPY_INFO)
                .source(DRAIN, 64)
                .request(STOP_COPY)
                .source(DRAIN, ALL)
                .named("counters in PRE_COPY, all of it " + what);
    }

    /** Reads the counters after each of a few reads, and after the last. */
    private static Script stepwise(FeatureSet features, int piece) {
        Tour tour = new Tour(features).request(PRE_COPY).source(PRECOPY_INFO);
        for (int read = 0; read < READS; read++) {
            tour.source(READ, piece).source(PRECOPY_INFO);
        }
        return tour.source(DRAIN, ALL)
                .source(PRECOPY_INFO)
                .source(DRAIN, ALL)
                .source(PRECOPY_INFO)
                .named("counters after reads of " + piece + " bytes");
    }

    /** Polls the counters while the state changes. */
    private static Script polled(FeatureSet features, int millis) {
        Tour tour = new Tour(features)
                .source(SET_UP)
                .request(PRE_COPY)
                .source(DRAIN, ALL)
                .source(PRECOPY_INFO)
                .source(DRAIN, ALL)
                .source(SET_UP);
        for (int passed = 0; passed <= POLLED; passed += millis) {
            tour.source(PRECOPY_INFO).source(PASS, Tour.millis(millis));
        }
        return tour.source(PRECOPY_INFO).named("counters polled every " + millis + " ms");
    }

    private static Script partly(FeatureSet features, MigrationState state) {
        return new Tour(features)
                .source(SET_UP)
                .request(state)
                .source(PRECOPY_INFO)
                .source(READ, 5)
                .source(PRECOPY_INFO)
                .source(PASS, INTERVAL)
                .source(PRECOPY_INFO)
                .request(STOP_COPY)
                .source(DRAIN, ALL)
                .load()
                .request(Side.TARGET, RUNNING)
                .claiming("VMIG-CNT-007", "counters in " + state + ", part of it read");
    }

    /** Reads everything, so that the driver queries the device again, with and without unread bytes. */
    private static Script again(FeatureSet features, MigrationState state) {
        return new Tour(features)
                .source(PRECOPY_V2)
                .request(state)
                .source(DRAIN, ALL)
                .source(PRECOPY_INFO)
                .source(DRAIN, 32)
                .source(PRECOPY_INFO)
                .source(PASS, INTERVAL)
                .source(PRECOPY_INFO)
                .source(READ, 5)
                .source(PRECOPY_INFO)
                .source(PASS, INTERVAL)
                .source(PRECOPY_INFO)
                .source(DRAIN, 64)
                .named("counters in " + state + ", all read");
    }
}
