package dev.vmig.conformance.kit.scenario;

import static dev.vmig.conformance.kit.Call.Kind.CLOSE_FILE;
import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.FILL;
import static dev.vmig.conformance.kit.Call.Kind.GET_STATE;
import static dev.vmig.conformance.kit.Call.Kind.PRECOPY_INFO;
import static dev.vmig.conformance.kit.Call.Kind.READ;
import static dev.vmig.conformance.kit.Call.Kind.WRITE;
import static dev.vmig.conformance.kit.scenario.Tour.ALL;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.ArrayList;
import java.util.List;

/** Data files used in the wrong direction, after the end of their session, and across states. */
final class SessionScripts {
    private SessionScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (MigrationState open : List.of(STOP_COPY, PRE_COPY, PRE_COPY_P2P)) {
            if (features.supports(open)) {
                scripts.add(ended(features, open, STOP));
                scripts.add(ended(features, open, RUNNING));
                scripts.add(goesOn(features, open));
            }
        }
        scripts.add(new Tour(features)
                .save()
                .request(RESUMING)
                .source(READ, 16)
                .source(PRECOPY_INFO)
                .source(FILL, ALL)
                .source(CLOSE_FILE)
                .request(STOP)
                .named("a resuming file"));
        scripts.add(new Tour(features)
                .request(STOP_COPY)
                .source(DRAIN, ALL)
                .source(WRITE, 16)
                .source(CLOSE_FILE)
                .source(GET_STATE)
                .request(RUNNING)
                .named("a saving file"));
        if (features.hasPreCopy()) {
            Tour tour = new Tour(features).request(PRE_COPY).source(READ, 7);
            if (features.hasP2p()) {
                tour.request(PRE_COPY_P2P).source(READ, 7).request(PRE_COPY).source(READ, 7);
            }
            scripts.add(tour.request(STOP_COPY)
                    .source(DRAIN, 64)
                    .load()
                    .request(Side.TARGET, RUNNING)
                    .claiming("VMIG-SES-009", "one file across the saving group"));
        }
        return scripts;
    }

    /** Calls on the file of a session that has ended. */
    private static Script ended(FeatureSet features, MigrationState open, MigrationState end) {
        return new Tour(features)
                .request(open)
                .source(READ, 16)
                .request(end)
                .source(READ, 16)
                .source(PRECOPY_INFO)
                .source(READ, 0)
                .named("the file of " + open + " in " + end);
    }

    /** A failed request to leave the session does not end it. */
    private static Script goesOn(FeatureSet features, MigrationState open) {
        return new Tour(features)
                .request(open)
                .request(RUNNING)
                .source(GET_STATE)
                .source(READ, 16)
                .request(STOP)
                .named("the file of " + open + " after the session ended");
    }
}
