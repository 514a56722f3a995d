package dev.vmig.conformance.kit.scenario;

import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Scenario;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;

/** Records that no driver knows, before and behind those that it does. */
final class Records implements Scenario {
    private static final Side SIDE = Side.TARGET;
    /** None, one byte, and more than any record of the stream has. */
    private static final List<Integer> LENGTHS = List.of(0, 1, 100, 1 << 16);

    @Override
    public String name() {
        return "records";
    }

    @Override
    public List<Script> scripts(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (int length : LENGTHS) {
            scripts.add(loading(features)
                    .then(new Call.Unknown(SIDE, true, length))
                    .then(new Call.Fill(SIDE, Tour.ALL))
                    .then(new Call.Unknown(SIDE, true, length))
                    .request(SIDE, RUNNING)
                    .named("optional records of " + length + " bytes"));
            scripts.add(loading(features)
                    .then(new Call.Unknown(SIDE, false, length))
                    .request(SIDE, RUNNING)
                    .named("a mandatory record of " + length + " bytes"));
        }
        scripts.add(loading(features)
                .then(new Call.Unknown(SIDE, true, 1))
                .then(new Call.Request(SIDE, RUNNING.value()))
                .named("an optional record alone"));
        scripts.add(loading(features).then(new Call.Claim(SIDE)).named("sizes"));
        for (int piece : List.of(15, 64, Tour.ALL)) {
            scripts.add(loading(features)
                    .then(new Call.Fill(SIDE, piece))
                    .request(SIDE, STOP_COPY)
                    .then(new Call.Drain(SIDE, piece))
                    .named("records, " + piece + " bytes at a time"));
        }
        return scripts;
    }

    private static Tour loading(FeatureSet features) {
        return new Tour(features).then(new Call.SetUp(Side.SOURCE)).save().request(SIDE, RESUMING);
    }
}
