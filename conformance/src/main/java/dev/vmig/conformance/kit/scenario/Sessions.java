package dev.vmig.conformance.kit.scenario;

import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Scenario;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.ArrayList;
import java.util.List;

/** Files in the wrong direction, beyond their session, and across states. */
final class Sessions implements Scenario {
    private static final Side SIDE = Side.SOURCE;

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public List<Script> scripts(FeatureSet features, long seed) {
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
                .then(new Call.Read(SIDE, 0, 16))
                .then(new Call.Info(SIDE, 0))
                .then(new Call.Fill(SIDE, Tour.ALL))
                .then(new Call.CloseFile(SIDE))
                .request(STOP)
                .named("a resuming file"));
        scripts.add(new Tour(features)
                .request(STOP_COPY)
                .then(new Call.Drain(SIDE, Tour.ALL))
                .then(new Call.Write(SIDE, 0, 16))
                .then(new Call.CloseFile(SIDE))
                .then(new Call.Look(SIDE))
                .request(RUNNING)
                .named("a saving file"));
        if (features.hasPreCopy() && features.hasP2p()) {
            scripts.add(new Tour(features)
                    .request(PRE_COPY)
                    .then(new Call.Read(SIDE, 0, 7))
                    .request(PRE_COPY_P2P)
                    .then(new Call.Read(SIDE, 0, 7))
                    .request(PRE_COPY)
                    .then(new Call.Read(SIDE, 0, 7))
                    .request(STOP_COPY)
                    .then(new Call.Drain(SIDE, 64))
                    .request(Side.TARGET, RESUMING)
                    .then(new Call.Fill(Side.TARGET, Tour.ALL))
                    .request(Side.TARGET, RUNNING)
                    .claiming("VMIG-SES-009", "one file across the saving group"));
        } else if (features.hasPreCopy()) {
            scripts.add(new Tour(features)
                    .request(PRE_COPY)
                    .then(new Call.Read(SIDE, 0, 7))
                    .request(STOP_COPY)
                    .then(new Call.Drain(SIDE, 64))
                    .request(Side.TARGET, RESUMING)
                    .then(new Call.Fill(Side.TARGET, Tour.ALL))
                    .request(Side.TARGET, RUNNING)
                    .claiming("VMIG-SES-009", "one file across the saving group"));
        }
        return scripts;
    }

    /** What an ended session still answers. */
    private static Script ended(FeatureSet features, MigrationState open, MigrationState end) {
        return new Tour(features)
                .request(open)
                .then(new Call.Read(SIDE, 0, 16))
                .request(end)
                .then(new Call.Read(SIDE, 0, 16))
                .then(new Call.Info(SIDE, 0))
                .then(new Call.Read(SIDE, 0, 0))
                .named("the file of " + open + " in " + end);
    }

    /** A request out of it may fail; then it goes on. */
    private static Script goesOn(FeatureSet features, MigrationState open) {
        return new Tour(features)
                .request(open)
                .request(RUNNING)
                .then(new Call.Look(SIDE))
                .then(new Call.Read(SIDE, 0, 16))
                .request(STOP)
                .named("the file of " + open + " after it was left");
    }
}
