package dev.vmig.conformance.kit.scenario;

import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Scenario;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.ArrayList;
import java.util.List;

/** Pre-copy counters against what can be read. */
final class Counters implements Scenario {
    private static final Side SIDE = Side.SOURCE;
    private static final Call INFO = new Call.Info(SIDE, 0);
    /** Longer than a driver refuses to ask its device again. */
    private static final Call WAIT = new Call.Pass(SIDE, 1_001);

    @Override
    public String name() {
        return "counters";
    }

    @Override
    public List<Script> scripts(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        scripts.add(new Tour(features)
                .request(STOP_COPY)
                .then(INFO)
                .then(new Call.Drain(SIDE, Tour.ALL))
                .named("counters in STOP_COPY"));
        for (MigrationState state : List.of(PRE_COPY, PRE_COPY_P2P)) {
            if (features.supports(state)) {
                scripts.add(new Tour(features)
                        .request(state)
                        .then(INFO)
                        .then(new Call.Drain(SIDE, 64))
                        .named("counters in " + state + ", and all that they say"));
                scripts.add(partly(features, state));
                scripts.add(again(features, state));
            }
        }
        if (features.hasPreCopy()) {
            scripts.add(anew(new Tour(features), "new"));
            scripts.add(anew(new Tour(features).then(new Call.OptIn(SIDE)), "new, and the VMM asked to be told"));
        }
        return scripts;
    }

    /** The guest changes so much that a driver may begin anew. */
    private static Script anew(Tour tour, String what) {
        return tour.then(new Call.SetUp(SIDE))
                .request(PRE_COPY)
                .then(INFO)
                .then(new Call.Drain(SIDE, Tour.ALL))
                .then(INFO)
                .then(new Call.SetUp(SIDE))
                .then(WAIT)
                .then(INFO)
                .then(new Call.Read(SIDE, 0, 5))
                .then(INFO)
                .then(new Call.Drain(SIDE, 64))
                .request(STOP_COPY)
                .then(new Call.Drain(SIDE, Tour.ALL))
                .named("counters in PRE_COPY, all of it " + what);
    }

    private static Script partly(FeatureSet features, MigrationState state) {
        return new Tour(features)
                .then(new Call.SetUp(SIDE))
                .request(state)
                .then(INFO)
                .then(new Call.Read(SIDE, 0, 5))
                .then(INFO)
                .then(WAIT)
                .then(INFO)
                .request(STOP_COPY)
                .then(new Call.Drain(SIDE, Tour.ALL))
                .request(Side.TARGET, RESUMING)
                .then(new Call.Fill(Side.TARGET, Tour.ALL))
                .request(Side.TARGET, RUNNING)
                .claiming("VMIG-CNT-007", "counters in " + state + ", part of it read");
    }

    /** All is read, so that the device is asked again; and again, with and without something unread. */
    private static Script again(FeatureSet features, MigrationState state) {
        return new Tour(features)
                .then(new Call.OptIn(SIDE))
                .request(state)
                .then(new Call.Drain(SIDE, Tour.ALL))
                .then(INFO)
                .then(new Call.Drain(SIDE, 32))
                .then(INFO)
                .then(WAIT)
                .then(INFO)
                .then(new Call.Read(SIDE, 0, 5))
                .then(INFO)
                .then(WAIT)
                .then(INFO)
                .then(new Call.Drain(SIDE, 64))
                .named("counters in " + state + ", all read");
    }
}
