package dev.vmig.conformance.kit.scenario;

import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.OPEN_AS;
import static dev.vmig.conformance.kit.Call.Kind.RESET;
import static dev.vmig.conformance.kit.Call.Kind.SET_UP;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Call.Kind;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;

/** Migrations between all personalities: a target loads the stream, or refuses it before it runs. */
final class PersonalityScripts {
    private static final String RULE = "VMIG-MIG-012";
    /** The number of personalities that are tried; further ones are ignored. */
    private static final int MOST = 4;

    private PersonalityScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (int source = 0; source < MOST; source++) {
            for (int target = 0; target < MOST; target++) {
                scripts.add(opened(features, source, target)
                        .source(SET_UP)
                        .migrate(Side.SOURCE)
                        .claiming(RULE, name(source, target)));
                scripts.add(opened(features, source, target)
                        .source(SET_UP)
                        .migrate(Side.SOURCE, STOP)
                        .request(Side.TARGET, RUNNING)
                        .target(RESET)
                        .request(Side.TARGET, STOP_COPY)
                        .target(DRAIN, Tour.ALL)
                        .claiming(RULE, name(source, target) + ", by way of STOP"));
                if (features.hasPreCopy()) {
                    scripts.add(preCopied(opened(features, source, target))
                            .claiming(RULE, name(source, target) + ", with pre-copy"));
                }
            }
        }
        return scripts;
    }

    private static Tour opened(FeatureSet features, int source, int target) {
        return new Tour(features).then(new Call(OPEN_AS, Side.SOURCE, source, target));
    }

    private static Tour preCopied(Tour tour) {
        return tour.source(SET_UP)
                .request(Side.TARGET, RESUMING)
                .request(PRE_COPY)
                .source(DRAIN, Tour.ALL)
                .request(STOP_COPY)
                .source(DRAIN, Tour.ALL)
                .request(STOP)
                .target(Kind.FILL, Tour.ALL)
                .request(Side.TARGET, RUNNING);
    }

    private static String name(int source, int target) {
        return "personality " + source + " migrates to personality " + target;
    }
}
