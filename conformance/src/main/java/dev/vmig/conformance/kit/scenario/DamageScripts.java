package dev.vmig.conformance.kit.scenario;

import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.RESET;
import static dev.vmig.conformance.kit.Call.Kind.SET_UP;
import static dev.vmig.conformance.kit.Call.Kind.WRITE_DAMAGED;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A stream with a changed bit: the device refuses it, or loads exactly that state. */
final class DamageScripts {
    /** The part of a stream that holds headers and magic numbers. */
    private static final int BEGINNING = 32;

    private static final int DRAWN = 40;
    private static final int DRAWN_LATER = 460;

    private DamageScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        Random random = new Random(seed);
        for (int at = 0; at < BEGINNING; at++) {
            scripts.add(damaged(features, at, random.nextInt(Byte.SIZE)));
        }
        scripts.addAll(drawn(features, random, DRAWN));
        return scripts;
    }

    /** More of them, which would delay what other scenarios find. */
    static List<Script> further(FeatureSet features, long seed) {
        return drawn(features, new Random(~seed), DRAWN_LATER);
    }

    private static List<Script> drawn(FeatureSet features, Random random, int count) {
        List<Script> scripts = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            scripts.add(damaged(features, random.nextInt(Tour.ALL), random.nextInt(Byte.SIZE)));
        }
        return scripts;
    }

    private static Script damaged(FeatureSet features, int at, int bit) {
        return new Tour(features)
                .source(SET_UP)
                .save()
                .request(Side.TARGET, RESUMING)
                .then(new Call(WRITE_DAMAGED, Side.TARGET, at, bit))
                .then(Call.request(Side.TARGET, STOP_COPY.value()))
                .target(DRAIN, Tour.ALL)
                .target(RESET)
                .migrate(Side.SOURCE)
                .named("a stream with a changed bit");
    }
}
