package dev.vmig.conformance.kit.scenario;

import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.FILL;
import static dev.vmig.conformance.kit.Call.Kind.PRECOPY_INFO;
import static dev.vmig.conformance.kit.Call.Kind.READ;
import static dev.vmig.conformance.kit.Call.Kind.RESET;
import static dev.vmig.conformance.kit.Call.Kind.SET_UP;
import static dev.vmig.conformance.kit.scenario.Tour.ALL;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;

/** Migrations of one device to another: once, twice, there and back, or aborted. */
final class MigrationScripts {
    private static final int ROUNDS = 6;

    private MigrationScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        scripts.add(new Tour(features).migrate(Side.SOURCE).named("a migration"));
        scripts.add(new Tour(features)
                .migrate(Side.SOURCE)
                .claiming("VMIG-MIG-005", "a migration of a device that no guest has set up"));
        scripts.add(new Tour(features)
                .source(SET_UP)
                .migrate(Side.SOURCE)
                .claiming("VMIG-MIG-008", "a migration of a device that a guest has set up"));
        scripts.add(savedAgain(new Tour(features)).named("the loaded state is saved again"));
        scripts.add(savedAgain(new Tour(features).source(SET_UP))
                .named("the loaded state of a device that a guest has set up is saved again"));
        scripts.add(new Tour(features)
                .migrate(Side.SOURCE)
                .request(RUNNING)
                .target(RESET)
                .migrate(Side.SOURCE)
                .claiming("VMIG-MIG-003", "a second migration"));
        Tour pingPong = new Tour(features).source(SET_UP);
        for (int round = 0; round < ROUNDS; round++) {
            pingPong.migrate(round % 2 == 0 ? Side.SOURCE : Side.TARGET);
        }
        scripts.add(pingPong.claiming("VMIG-MIG-004", "there and back, three times"));
        scripts.add(new Tour(features)
                .request(STOP_COPY)
                .source(READ, 16)
                .request(RUNNING)
                .request(STOP_COPY)
                .source(DRAIN, ALL)
                .request(RUNNING)
                .claiming("VMIG-MIG-006", "aborted after the device was stopped"));
        if (features.hasPreCopy()) {
            scripts.add(preCopied(features).claiming("VMIG-MIG-007", "a migration with pre-copy"));
        }
        return scripts;
    }

    private static Tour savedAgain(Tour tour) {
        return tour.save().load().request(Side.TARGET, STOP_COPY).target(DRAIN, ALL);
    }

    private static Tour preCopied(FeatureSet features) {
        return new Tour(features)
                .source(SET_UP)
                .request(Side.TARGET, RESUMING)
                .request(PRE_COPY)
                .source(PRECOPY_INFO)
                .source(DRAIN, ALL)
                .target(FILL, ALL)
                .source(PRECOPY_INFO)
                .source(DRAIN, ALL)
                .target(FILL, ALL)
                .request(STOP_COPY)
                .source(DRAIN, ALL)
                .request(STOP)
                .target(FILL, ALL)
                .request(Side.TARGET, RUNNING);
    }
}
