package dev.vmig.conformance.kit.scenario;

import static dev.vmig.conformance.kit.Call.Kind.CLOSE;
import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.GET_STATE;
import static dev.vmig.conformance.kit.Call.Kind.PASS;
import static dev.vmig.conformance.kit.Call.Kind.PRECOPY_INFO;
import static dev.vmig.conformance.kit.Call.Kind.READ;
import static dev.vmig.conformance.kit.Call.Kind.RESET;
import static dev.vmig.conformance.kit.Call.Kind.RESET_LATER;
import static dev.vmig.conformance.kit.Call.Kind.SET_UP;
import static dev.vmig.conformance.kit.Call.Kind.WRITE;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.ArrayList;
import java.util.List;

/** Resets in every state and during requests, and closes in every state. */
final class ResetScripts {
    /** Delays of a reset, from before the first command is answered until after the last. */
    private static final List<Integer> MICROS = List.of(0, 1, 5, 10, 20, 40, 60, 80, 100, 150, 200, 300, 500, 1_000);

    /** Delays of the first of two resets; the second comes while the first is handled, or soon after. */
    private static final List<Integer> FIRST = List.of(0, 10, 60);

    private static final List<Integer> SECOND = List.of(1, 15, 60);

    private ResetScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (MigrationState state : Tour.states(features)) {
            scripts.add(in(features, state));
            scripts.add(servesAgain(features, state));
            scripts.add(asAfterOpen(features, state));
            scripts.add(closed(features, state));
            MICROS.forEach(micros -> scripts.add(during(features, state, micros)));
            for (int first : FIRST) {
                SECOND.forEach(second -> scripts.add(twice(features, state, first, first + second)));
            }
        }
        return scripts;
    }

    private static Script in(FeatureSet features, MigrationState state) {
        return new Tour(features)
                .request(state)
                .source(RESET)
                .source(GET_STATE)
                .source(READ, 16)
                .source(PRECOPY_INFO)
                .source(RESET)
                .named("reset in " + state);
    }

    private static Script servesAgain(FeatureSet features, MigrationState state) {
        return new Tour(features)
                .request(state)
                .source(RESET)
                .save()
                .request(RESUMING)
                .request(RUNNING)
                .request(state)
                .claiming("VMIG-RST-003", "everything again after a reset in " + state);
    }

    /** Saves the device after open, has the guest set it up, resets it, and saves it again. */
    private static Script asAfterOpen(FeatureSet features, MigrationState state) {
        return new Tour(features)
                .request(STOP_COPY)
                .source(DRAIN, Tour.ALL)
                .request(RUNNING)
                .source(SET_UP)
                .request(state)
                .source(RESET)
                .request(STOP_COPY)
                .source(DRAIN, Tour.ALL)
                .request(RUNNING)
                .named("the state after a reset in " + state);
    }

    private static Script closed(FeatureSet features, MigrationState state) {
        return new Tour(features)
                .request(state)
                .source(READ, 16)
                .source(CLOSE)
                .source(READ, 16)
                .source(WRITE, 16)
                .source(PRECOPY_INFO)
                .named("closed in " + state);
    }

    /** After two resets the device serves its guest and migrates. */
    private static Script twice(FeatureSet features, MigrationState state, int first, int second) {
        return new Tour(features)
                .source(SET_UP)
                .source(RESET_LATER, Tour.micros(first))
                .source(RESET_LATER, Tour.micros(second))
                .request(state)
                .source(PASS, Tour.millis(2))
                .source(GET_STATE)
                .source(RESET)
                .source(SET_UP)
                .migrate(Side.SOURCE)
                .named("two resets during a request for " + state);
    }

    private static Script during(FeatureSet features, MigrationState state, int micros) {
        return new Tour(features)
                .source(RESET_LATER, Tour.micros(micros))
                .request(state)
                .source(READ, 16)
                .source(PASS, Tour.millis(2))
                .source(GET_STATE)
                .then(Call.request(Side.SOURCE, STOP_COPY.value()))
                .named("reset during a request for " + state);
    }
}
