package dev.vmig.conformance.kit.scenario;

import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.FILL;
import static dev.vmig.conformance.kit.Call.Kind.FINISH_AGAIN;
import static dev.vmig.conformance.kit.Call.Kind.RESET;
import static dev.vmig.conformance.kit.Call.Kind.SET_UP;
import static dev.vmig.conformance.kit.Call.Kind.WRITE;
import static dev.vmig.conformance.kit.Call.Kind.WRITE_AND_BEGIN_AGAIN;
import static dev.vmig.conformance.kit.Call.Kind.WRITE_AND_GARBAGE;
import static dev.vmig.conformance.kit.Call.Kind.WRITE_CUT_RECORD;
import static dev.vmig.conformance.kit.Call.Kind.WRITE_EMPTY_IMAGE;
import static dev.vmig.conformance.kit.Call.Kind.WRITE_GARBAGE;
import static dev.vmig.conformance.kit.scenario.Tour.ALL;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;

/** Requests RESUMING→STOP although the stream is incomplete. */
final class RefusalScripts {
    /** A driver that knows the size of a state may accept any bytes up to that size. */
    private static final int MORE_THAN_A_STATE = 1 << 16;

    private static final Call LEAVE = Call.request(Side.TARGET, STOP.value());

    private RefusalScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        scripts.add(resuming(features).then(LEAVE).then(LEAVE).named("nothing was written"));
        for (int part : List.of(1, 8, 15, 16, 17, 40)) {
            scripts.add(resuming(new Tour(features).save())
                    .target(WRITE, part)
                    .then(LEAVE)
                    .target(FILL, ALL)
                    .then(LEAVE)
                    .named(part + " bytes were written"));
        }
        for (int length : List.of(32, MORE_THAN_A_STATE)) {
            scripts.add(resuming(new Tour(features).save())
                    .target(WRITE_GARBAGE, length)
                    .target(WRITE, 16)
                    .then(LEAVE)
                    .named(length + " bytes of garbage were written"));
        }
        for (int part : List.of(1, 8, 15, 16, 17, -1)) {
            scripts.add(cut(features, 0, part));
            scripts.add(cut(features, 20, part));
        }
        for (int part : List.of(1, 15, 16, 17, -1)) {
            scripts.add(resuming(new Tour(features).source(SET_UP).save())
                    .target(WRITE_AND_BEGIN_AGAIN, part)
                    .then(LEAVE)
                    .target(FINISH_AGAIN)
                    .then(Call.request(Side.TARGET, STOP_COPY.value()))
                    .target(DRAIN, ALL)
                    .named("a stream, and a second one that is refused after " + part + " bytes and then completed"));
        }
        for (int part : List.of(1, 8, 15, 16, 17, 100)) {
            scripts.add(resuming(new Tour(features).source(SET_UP).save())
                    .target(FILL, ALL)
                    .target(WRITE_CUT_RECORD, part)
                    .then(LEAVE)
                    .target(RESET)
                    .migrate(Side.SOURCE)
                    .named("a stream, and " + part + " bytes of an optional record"));
        }
        scripts.add(resuming(features).target(WRITE_EMPTY_IMAGE).then(LEAVE).named("an empty image"));
        for (int length : List.of(1, 15, 16, 64)) {
            scripts.add(resuming(new Tour(features).save())
                    .target(WRITE_AND_GARBAGE, length)
                    .then(LEAVE)
                    .target(RESET)
                    .migrate(Side.SOURCE)
                    .named("a stream and " + length + " bytes of garbage, in one write"));
        }
        scripts.add(resuming(features).target(WRITE_GARBAGE, 8).then(LEAVE).named("it is unknown what was written"));
        scripts.add(resuming(features)
                .then(LEAVE)
                .target(RESET)
                .request(Side.TARGET, STOP_COPY)
                .target(DRAIN, ALL)
                .request(Side.TARGET, RUNNING)
                .claiming("VMIG-ERR-006", "a reset is the way out"));
        return scripts;
    }

    /** A stream that is cut after its last image; a reset recovers, and the next migration succeeds. */
    private static Script cut(FeatureSet features, int before, int part) {
        Tour tour = resuming(new Tour(features).source(SET_UP).save());
        if (before > 0) {
            tour.target(WRITE, before);
        }
        return tour.target(WRITE_AND_BEGIN_AGAIN, part)
                .then(LEAVE)
                .then(Call.request(Side.TARGET, RUNNING.value()))
                .target(RESET)
                .migrate(Side.SOURCE)
                .named("a stream, and " + part + " bytes of a second one");
    }

    private static Tour resuming(FeatureSet features) {
        return resuming(new Tour(features));
    }

    private static Tour resuming(Tour tour) {
        return tour.request(Side.TARGET, RESUMING);
    }
}
