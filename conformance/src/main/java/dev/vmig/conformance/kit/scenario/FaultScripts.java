package dev.vmig.conformance.kit.scenario;

import static dev.vmig.conformance.kit.Call.Kind.DATA_SIZE;
import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.FAIL;
import static dev.vmig.conformance.kit.Call.Kind.FAIL_LATER;
import static dev.vmig.conformance.kit.Call.Kind.FILL;
import static dev.vmig.conformance.kit.Call.Kind.FINISH_AGAIN;
import static dev.vmig.conformance.kit.Call.Kind.GET_STATE;
import static dev.vmig.conformance.kit.Call.Kind.PASS;
import static dev.vmig.conformance.kit.Call.Kind.PRECOPY_INFO;
import static dev.vmig.conformance.kit.Call.Kind.READ;
import static dev.vmig.conformance.kit.Call.Kind.RESET;
import static dev.vmig.conformance.kit.Call.Kind.SET_UP;
import static dev.vmig.conformance.kit.Call.Kind.WRITE_AND_BEGIN_AGAIN;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Commands fail in every request and in random walks: nothing is lost, and a reset always recovers. */
final class FaultScripts {
    /** At least the number of objects that the devices of a bench have at a time. */
    private static final int OBJECTS = 2;

    /** The number of commands that most requests take. */
    private static final int COMMANDS = 4;
    /** More failures than any request sends commands. */
    private static final int ALWAYS = 99;

    private static final RandomWalks WALKS = new RandomWalks(40, 30);

    private FaultScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (MigrationState from : Tour.states(features)) {
            for (MigrationState to : Tour.states(features)) {
                scripts.add(in(features, from, to));
            }
        }
        scripts.add(releasesFail(features));
        Random random = new Random(seed);
        for (Script walk : WALKS.scripts(features, seed)) {
            List<Call> calls = new ArrayList<>(walk.calls());
            for (int i = calls.size(); i > 0; i--) {
                if (random.nextInt(6) == 0) {
                    calls.add(i, Call.of(FAIL, random.nextInt(3) == 0 ? Side.TARGET : Side.SOURCE));
                }
            }
            scripts.add(new Script(walk.name() + " with faults", "", calls));
        }
        return scripts;
    }

    private static Script in(FeatureSet features, MigrationState from, MigrationState to) {
        return new Tour(features)
                .save()
                .request(from)
                .source(FAIL)
                .request(to)
                .source(GET_STATE)
                .source(READ, 16)
                .request(to)
                .request(RUNNING)
                .source(RESET)
                .request(from)
                .named("a command fails from " + from + " to " + to);
    }

    /** Makes each command of every request fail. */
    static List<Script> ofEachCommand(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (MigrationState from : Tour.states(features)) {
            for (MigrationState to : Tour.states(features)) {
                if (from != to) {
                    scripts.addAll(later(features, from, to));
                }
            }
        }
        for (int times : List.of(1, 2, ALWAYS)) {
            scripts.addAll(elsewhere(features, 0, times));
            scripts.addAll(elsewhere(features, 1, times));
            scripts.addAll(elsewhere(features, 2, times));
        }
        return scripts;
    }

    /** Makes each command of the other calls fail; then the calls are repeated. */
    private static List<Script> elsewhere(FeatureSet features, int skip, int times) {
        Call fails = new Call(FAIL_LATER, Side.SOURCE, skip, times);
        Call failsTarget = new Call(FAIL_LATER, Side.TARGET, skip, times);
        Call ends = new Call(FAIL_LATER, Side.SOURCE, 0, 0);
        Call endsTarget = new Call(FAIL_LATER, Side.TARGET, 0, 0);
        String which = "command " + (skip + 1) + " fails " + times + " times in ";
        List<Script> scripts = new ArrayList<>();
        scripts.add(new Tour(features)
                .source(SET_UP)
                .save()
                .request(Side.TARGET, RESUMING)
                .then(failsTarget)
                .target(FILL, Tour.ALL)
                .then(endsTarget)
                .then(Call.request(Side.TARGET, STOP.value()))
                .target(RESET)
                .migrate(Side.SOURCE)
                .named(which + "a write"));
        scripts.add(new Tour(features)
                .source(SET_UP)
                .save()
                .request(Side.TARGET, RESUMING)
                .target(WRITE_AND_BEGIN_AGAIN, -1)
                .then(failsTarget)
                .target(FINISH_AGAIN)
                .then(endsTarget)
                .then(Call.request(Side.TARGET, STOP.value()))
                .named(which + "a write of a second image"));
        for (MigrationState state : Tour.states(features)) {
            scripts.add(new Tour(features)
                    .source(SET_UP)
                    .save()
                    .request(state)
                    .then(fails)
                    .source(DATA_SIZE)
                    .then(ends)
                    .source(DATA_SIZE)
                    .request(RUNNING)
                    .migrate(Side.SOURCE)
                    .named(which + "the length in " + state));
            scripts.add(new Tour(features)
                    .source(SET_UP)
                    .save()
                    .request(state)
                    .then(fails)
                    .source(RESET)
                    .then(ends)
                    .source(SET_UP)
                    .migrate(Side.SOURCE)
                    .named(which + "a reset in " + state));
        }
        if (features.hasPreCopy()) {
            scripts.add(new Tour(features)
                    .source(SET_UP)
                    .request(PRE_COPY)
                    .source(DRAIN, Tour.ALL)
                    .source(SET_UP)
                    .source(PASS, Tour.millis(1_001))
                    .then(fails)
                    .source(PRECOPY_INFO)
                    .then(ends)
                    .source(PASS, Tour.millis(1_001))
                    .source(PRECOPY_INFO)
                    .source(DRAIN, Tour.ALL)
                    .migrate(Side.SOURCE)
                    .source(GET_STATE)
                    .named(which + "pre-copy info"));
        }
        return scripts;
    }

    /** Makes each command of a request fail once, twice and always; then the request is repeated. */
    private static List<Script> later(FeatureSet features, MigrationState from, MigrationState to) {
        List<Script> scripts = new ArrayList<>();
        for (int skip = 0; skip < COMMANDS; skip++) {
            for (int times : skip == 0 ? List.of(1, 2, ALWAYS) : List.of(1, ALWAYS)) {
                Tour tour = new Tour(features)
                        .save()
                        .request(from)
                        .then(new Call(FAIL_LATER, Side.SOURCE, skip, times))
                        .request(to)
                        .then(new Call(FAIL_LATER, Side.SOURCE, 0, 0))
                        .source(GET_STATE)
                        .request(to)
                        .request(RUNNING)
                        .request(to);
                scripts.add(tour.request(RUNNING)
                        .source(RESET)
                        .migrate(Side.SOURCE)
                        .named("command " + (skip + 1) + " fails " + times + " times from " + from + " to " + to));
            }
        }
        return scripts;
    }

    /** Objects that the device fails to release do not count against the limit. */
    private static Script releasesFail(FeatureSet features) {
        Tour tour = new Tour(features);
        for (int time = 0; time < OBJECTS; time++) {
            tour.request(STOP_COPY).source(FAIL).request(RUNNING);
        }
        return tour.request(STOP_COPY).source(DRAIN, Tour.ALL).claiming("VMIG-ERR-010", "releases fail repeatedly");
    }
}
