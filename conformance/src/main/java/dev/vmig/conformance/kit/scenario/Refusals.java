package dev.vmig.conformance.kit.scenario;

import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Scenario;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;

/** A target that was not given all it needs, and is asked to go on. */
final class Refusals implements Scenario {
    private static final Side SIDE = Side.TARGET;
    /** A driver that knows the size of a state need not look at the bytes before there are too many. */
    private static final int MORE_THAN_A_STATE = 1 << 16;

    private static final Call LEAVE = new Call.Request(SIDE, STOP.value());

    @Override
    public String name() {
        return "refusals";
    }

    @Override
    public List<Script> scripts(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        scripts.add(new Tour(features)
                .request(SIDE, RESUMING)
                .then(LEAVE)
                .then(LEAVE)
                .named("nothing was written"));
        for (int part : List.of(1, 8, 15, 16, 17, 40)) {
            scripts.add(new Tour(features)
                    .save()
                    .request(SIDE, RESUMING)
                    .then(new Call.Write(SIDE, 0, part))
                    .then(LEAVE)
                    .then(new Call.Fill(SIDE, Tour.ALL))
                    .then(LEAVE)
                    .named(part + " bytes were written"));
        }
        for (int length : List.of(32, MORE_THAN_A_STATE)) {
            scripts.add(new Tour(features)
                    .save()
                    .request(SIDE, RESUMING)
                    .then(new Call.Noise(SIDE, length))
                    .then(new Call.Write(SIDE, 0, 16))
                    .then(LEAVE)
                    .named(length + " bytes that were written are no stream"));
        }
        scripts.add(new Tour(features)
                .request(SIDE, RESUMING)
                .then(new Call.Noise(SIDE, 8))
                .then(LEAVE)
                .named("nobody can tell what was written"));
        scripts.add(new Tour(features)
                .request(SIDE, RESUMING)
                .then(LEAVE)
                .then(new Call.Reset(SIDE))
                .request(SIDE, STOP_COPY)
                .then(new Call.Drain(SIDE, Tour.ALL))
                .request(SIDE, RUNNING)
                .claiming("VMIG-ERR-006", "a reset is the way out"));
        return scripts;
    }
}
