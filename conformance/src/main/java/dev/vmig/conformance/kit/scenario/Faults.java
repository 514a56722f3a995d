package dev.vmig.conformance.kit.scenario;

import static dev.vmig.fsm.MigrationState.RUNNING;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Scenario;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A command that fails in every request, and anywhere in walks: nothing is lost by it, and a reset helps always. */
final class Faults implements Scenario {
    private static final Side SIDE = Side.SOURCE;
    /** As many as the devices of a bench can have at a time, or more. */
    private static final int OBJECTS = 2;

    private static final int WALKS = 40;
    private static final int LENGTH = 30;

    @Override
    public String name() {
        return "faults";
    }

    @Override
    public List<Script> scripts(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (MigrationState from : Tour.states(features)) {
            for (MigrationState to : Tour.states(features)) {
                scripts.add(in(features, from, to));
            }
        }
        scripts.add(releasesFail(features));
        Random random = new Random(seed);
        for (Script walk : new Walks(WALKS, LENGTH).scripts(features, seed)) {
            List<Call> calls = new ArrayList<>(walk.calls());
            for (int i = calls.size(); i > 0; i--) {
                if (random.nextInt(6) == 0) {
                    calls.add(i, new Call.Fail(random.nextInt(3) == 0 ? Side.TARGET : SIDE));
                }
            }
            scripts.add(new Script(walk.name() + " with faults", "", calls));
        }
        return scripts;
    }

    private static Script in(FeatureSet features, MigrationState from, MigrationState to) {
        return new Tour(features)
                .save()
                .request(from)
                .then(new Call.Fail(SIDE))
                .request(to)
                .then(new Call.Look(SIDE))
                .then(new Call.Read(SIDE, 0, 16))
                .request(to)
                .request(RUNNING)
                .then(new Call.Reset(SIDE))
                .request(from)
                .named("a command fails from " + from + " to " + to);
    }

    /** What a device refuses to let go of is not missed. */
    private static Script releasesFail(FeatureSet features) {
        Tour tour = new Tour(features);
        for (int time = 0; time < OBJECTS; time++) {
            tour.request(MigrationState.STOP_COPY).then(new Call.Fail(SIDE)).request(RUNNING);
        }
        return tour.request(MigrationState.STOP_COPY)
                .then(new Call.Drain(SIDE, Tour.ALL))
                .claiming("VMIG-ERR-010", "releasing fails again and again");
    }
}
