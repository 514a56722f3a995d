package dev.vmig.conformance.kit.scenario;

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

/** A reset in every state, and in the midst of requests; and the device closed in every state. */
final class Resets implements Scenario {
    private static final Side SIDE = Side.SOURCE;
    /** From before the first command is answered until after the last. */
    private static final List<Integer> MICROS = List.of(0, 1, 5, 10, 20, 40, 60, 80, 100, 150, 200, 300, 500, 1_000);

    @Override
    public String name() {
        return "resets";
    }

    @Override
    public List<Script> scripts(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (MigrationState state : Tour.states(features)) {
            scripts.add(in(features, state));
            scripts.add(servesAgain(features, state));
            scripts.add(
                    new Tour(features).request(state).then(new Call.Close(SIDE)).named("closed in " + state));
            MICROS.forEach(micros -> scripts.add(during(features, state, micros)));
        }
        return scripts;
    }

    private static Script in(FeatureSet features, MigrationState state) {
        return new Tour(features)
                .request(state)
                .then(new Call.Reset(SIDE))
                .then(new Call.Look(SIDE))
                .then(new Call.Read(SIDE, 0, 16))
                .then(new Call.Info(SIDE, 0))
                .then(new Call.Reset(SIDE))
                .named("reset in " + state);
    }

    private static Script servesAgain(FeatureSet features, MigrationState state) {
        return new Tour(features)
                .request(state)
                .then(new Call.Reset(SIDE))
                .save()
                .request(RESUMING)
                .request(RUNNING)
                .request(state)
                .claiming("VMIG-RST-003", "all again after a reset in " + state);
    }

    private static Script during(FeatureSet features, MigrationState state, int micros) {
        return new Tour(features)
                .then(new Call.ResetLater(SIDE, micros))
                .request(state)
                .then(new Call.Read(SIDE, 0, 16))
                .then(new Call.Pass(SIDE, 2))
                .then(new Call.Look(SIDE))
                .then(new Call.Request(SIDE, STOP_COPY.value()))
                .named("reset during a request for " + state);
    }
}
