package dev.vmig.conformance.kit.scenario;

import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.FILL;
import static dev.vmig.conformance.kit.Call.Kind.SET_UP;
import static dev.vmig.conformance.kit.Call.Kind.WRITE_MANDATORY_RECORD;
import static dev.vmig.conformance.kit.Call.Kind.WRITE_OPTIONAL_RECORD;
import static dev.vmig.conformance.kit.Call.Kind.WRITE_OVERSIZED_HEADER;
import static dev.vmig.conformance.kit.scenario.Tour.ALL;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;

/** Records of unknown kinds, before and after the known ones. */
final class RecordScripts {
    /** No bytes, one byte, and more than any record of the stream has. */
    private static final List<Integer> LENGTHS = List.of(0, 1, 100, 1 << 16);

    private RecordScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (int length : LENGTHS) {
            scripts.add(loading(features)
                    .target(WRITE_OPTIONAL_RECORD, length)
                    .target(FILL, ALL)
                    .target(WRITE_OPTIONAL_RECORD, length)
                    .request(Side.TARGET, RUNNING)
                    .named("optional records of " + length + " bytes"));
            scripts.add(loading(features)
                    .target(WRITE_MANDATORY_RECORD, length)
                    .request(Side.TARGET, RUNNING)
                    .named("a mandatory record of " + length + " bytes"));
        }
        scripts.add(loading(features)
                .target(WRITE_OPTIONAL_RECORD, 1)
                .then(Call.request(Side.TARGET, RUNNING.value()))
                .named("an optional record alone"));
        scripts.add(loading(features).target(WRITE_OVERSIZED_HEADER).named("sizes"));
        for (int piece : List.of(15, 64, ALL)) {
            scripts.add(loading(features)
                    .target(FILL, piece)
                    .request(Side.TARGET, STOP_COPY)
                    .target(DRAIN, piece)
                    .named("records, " + piece + " bytes at a time"));
        }
        return scripts;
    }

    private static Tour loading(FeatureSet features) {
        return new Tour(features).source(SET_UP).save().request(Side.TARGET, RESUMING);
    }
}
