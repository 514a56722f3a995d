package dev.vmig.conformance.kit.scenario;

import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Scenario;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The same stream in pieces of many sizes: around those of headers, of words, and drawn ones. */
final class Streams implements Scenario {
    private static final List<Integer> PIECES = List.of(4096, 64, 33, 24, 17, 16, 15, 8, 7, 3, 2, 1);
    private static final int DRAWN = 4;

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public List<Script> scripts(FeatureSet features, long seed) {
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
                .then(new Call.SetUp(Side.SOURCE))
                .save()
                .then(new Call.Length(Side.SOURCE))
                .request(STOP_COPY)
                .then(new Call.Read(Side.SOURCE, 0, 0))
                .then(new Call.Read(Side.SOURCE, 0, piece))
                .then(new Call.Length(Side.SOURCE))
                .then(new Call.Drain(Side.SOURCE, piece))
                .then(new Call.Read(Side.SOURCE, 0, piece))
                .then(new Call.Read(Side.SOURCE, 0, 0))
                .request(STOP)
                .named("reads of " + piece + " bytes");
    }

    private static Script writes(FeatureSet features, int piece) {
        return new Tour(features)
                .then(new Call.SetUp(Side.SOURCE))
                .save()
                .request(Side.TARGET, RESUMING)
                .then(new Call.Write(Side.TARGET, 0, 1))
                .then(new Call.Look(Side.TARGET))
                .then(new Call.Fill(Side.TARGET, piece))
                .request(Side.TARGET, STOP_COPY)
                .then(new Call.Drain(Side.TARGET, piece))
                .named("writes of " + piece + " bytes");
    }

    private static Script preCopy(FeatureSet features, int piece) {
        return new Tour(features)
                .then(new Call.SetUp(Side.SOURCE))
                .request(PRE_COPY)
                .then(new Call.Read(Side.SOURCE, 0, 0))
                .then(new Call.Drain(Side.SOURCE, piece))
                .then(new Call.Look(Side.SOURCE))
                .request(STOP_COPY)
                .then(new Call.Drain(Side.SOURCE, piece))
                .request(STOP)
                .named("reads of " + piece + " bytes from PRE_COPY on");
    }
}
