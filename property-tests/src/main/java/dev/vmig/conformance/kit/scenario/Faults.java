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
}
