package dev.vmig.conformance.kit.scenario;

import static dev.vmig.fsm.MigrationState.PRE_COPY;
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

/** Two devices: one migrates to the other, once, twice, there and back; or stays. */
final class Migrations implements Scenario {
    private static final int ROUNDS = 6;

    @Override
    public String name() {
        return "migrations";
    }

    @Override
    public List<Script> scripts(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        scripts.add(stopped(new Tour(features), Side.SOURCE).named("a migration"));
        scripts.add(stopped(new Tour(features), Side.SOURCE)
                .claiming("VMIG-MIG-005", "a migration of a device that no guest has set up"));
        scripts.add(stopped(new Tour(features).then(new Call.SetUp(Side.SOURCE)), Side.SOURCE)
                .claiming("VMIG-MIG-008", "a migration of a device that a guest has set up"));
        scripts.add(savedAgain(new Tour(features)).named("what arrived is saved again"));
        scripts.add(savedAgain(new Tour(features).then(new Call.SetUp(Side.SOURCE)))
                .named("what a guest has set up, and arrived, is saved again"));
        Tour twice = stopped(new Tour(features), Side.SOURCE);
        twice.request(Side.SOURCE, RUNNING).then(new Call.Reset(Side.TARGET));
        scripts.add(stopped(twice, Side.SOURCE).claiming("VMIG-MIG-003", "a second migration"));
        Tour pingPong = new Tour(features).then(new Call.SetUp(Side.SOURCE));
        for (int round = 0; round < ROUNDS; round++) {
            stopped(pingPong, round % 2 == 0 ? Side.SOURCE : Side.TARGET);
        }
        scripts.add(pingPong.claiming("VMIG-MIG-004", "there and back, three times"));
        scripts.add(new Tour(features)
                .request(STOP_COPY)
                .then(new Call.Read(Side.SOURCE, 0, 16))
                .request(RUNNING)
                .request(STOP_COPY)
                .then(new Call.Drain(Side.SOURCE, Tour.ALL))
                .request(RUNNING)
                .claiming("VMIG-MIG-006", "called off after it was stopped"));
        if (features.hasPreCopy()) {
            scripts.add(preCopied(features).claiming("VMIG-MIG-007", "a migration with pre-copy"));
        }
        return scripts;
    }

    private static Tour stopped(Tour tour, Side from) {
        return tour.request(from, STOP_COPY)
                .then(new Call.Drain(from, Tour.ALL))
                .request(from, STOP)
                .request(from.other(), RESUMING)
                .then(new Call.Fill(from.other(), Tour.ALL))
                .request(from.other(), RUNNING);
    }

    private static Tour savedAgain(Tour tour) {
        return tour.save()
                .request(Side.TARGET, RESUMING)
                .then(new Call.Fill(Side.TARGET, Tour.ALL))
                .request(Side.TARGET, STOP_COPY)
                .then(new Call.Drain(Side.TARGET, Tour.ALL));
    }

    private static Tour preCopied(FeatureSet features) {
        return new Tour(features)
                .then(new Call.SetUp(Side.SOURCE))
                .request(Side.TARGET, RESUMING)
                .request(PRE_COPY)
                .then(new Call.Info(Side.SOURCE, 0))
                .then(new Call.Drain(Side.SOURCE, Tour.ALL))
                .then(new Call.Fill(Side.TARGET, Tour.ALL))
                .then(new Call.Info(Side.SOURCE, 0))
                .then(new Call.Drain(Side.SOURCE, Tour.ALL))
                .then(new Call.Fill(Side.TARGET, Tour.ALL))
                .request(STOP_COPY)
                .then(new Call.Drain(Side.SOURCE, Tour.ALL))
                .request(STOP)
                .then(new Call.Fill(Side.TARGET, Tour.ALL))
                .request(Side.TARGET, RUNNING);
    }
}
