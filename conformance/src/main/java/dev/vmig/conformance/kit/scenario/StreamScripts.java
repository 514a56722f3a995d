package dev.vmig.conformance.kit.scenario;

import static dev.vmig.conformance.kit.Call.Kind.DATA_SIZE;
import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.FILL;
import static dev.vmig.conformance.kit.Call.Kind.GET_STATE;
import static dev.vmig.conformance.kit.Call.Kind.READ;
import static dev.vmig.conformance.kit.Call.Kind.SET_UP;
import static dev.vmig.conformance.kit.Call.Kind.WRITE;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The same stream in pieces of many sizes: around those of headers and words, and random ones. */
final class StreamScripts {
    private static final List<Integer> PIECES = List.of(4096, 64, 33, 24, 17, 16, 15, 8, 7, 3, 2, 1);
    private static final int DRAWN = 4;

    private StreamScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Integer> pieces = new ArrayList<>(PIECES);
        new Random(seed).ints(DRAWN, 1, 512).forEach(pieces::add);
        List<Script> scripts = new ArrayList<>();
        for (int piece : pieces) {
            scripts.add(reads(features, piece));
            scripts.add(writes(features, piece));
            if (features.hasPreCopy()) {
                scripts.add(preCopy(features, piece));
            }
        }
        return scripts;
    }

    private static Script reads(FeatureSet features, int piece) {
        return new Tour(features)
                .source(SET_UP)
                .save()
                .source(DATA_SIZE)
                .request(STOP_COPY)
                .source(READ, 0)
                .source(READ, piece)
                .source(DATA_SIZE)
                .source(DRAIN, piece)
                .source(READ, piece)
                .source(READ, 0)
                .request(STOP)
                .named("reads of " + piece + " bytes");
    }

    private static Script writes(FeatureSet features, int piece) {
        return new Tour(features)
                .source(SET_UP)
                .save()
                .request(Side.TARGET, RESUMING)
                .target(WRITE, 1)
                .target(GET_STATE)
                .target(FILL, piece)
                .request(Side.TARGET, STOP_COPY)
                .target(DRAIN, piece)
                .named("writes of " + piece + " bytes");
    }

    private static Script preCopy(FeatureSet features, int piece) {
        return new Tour(features)
                .source(SET_UP)
                .request(PRE_COPY)
                .source(READ, 0)
                .source(DRAIN, piece)
                .source(GET_STATE)
                .request(STOP_COPY)
                .source(DRAIN, piece)
                .request(STOP)
                .named("reads of " + piece + " bytes from PRE_COPY on");
    }
}
