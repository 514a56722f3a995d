package dev.vmig.conformance.kit.scenario;

import dev.vmig.conformance.kit.Call.Kind;
import dev.vmig.conformance.kit.Scenario;
import dev.vmig.conformance.kit.Script;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.ArrayList;
import java.util.List;

/**
 * Every request in every state, including numbers that are not a state; or every two requests.
 *
 * @param name of the scenario
 * @param length number of requests in a row
 */
record RequestTours(String name, int length) implements Scenario.Source {
    static final RequestTours SINGLE = new RequestTours("requests", 1);
    static final RequestTours PAIRS = new RequestTours("pairs", 2);
    /** All states, the first number that is not a state, and the largest number. */
    private static final List<Integer> REQUESTS = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, -1);

    @Override
    public List<Script> scripts(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (MigrationState state : Tour.states(features)) {
            for (int request : REQUESTS) {
                if (length == 1) {
                    scripts.add(tour(features, state, List.of(request)));
                } else {
                    REQUESTS.forEach(second -> scripts.add(tour(features, state, List.of(request, second))));
                }
            }
        }
        return scripts;
    }

    private Script tour(FeatureSet features, MigrationState state, List<Integer> requests) {
        Tour tour = new Tour(features);
        if (state == MigrationState.RESUMING || requests.contains(MigrationState.RESUMING.value())) {
            tour.save();
        }
        tour.request(state);
        requests.forEach(tour::request);
        return tour.source(Kind.GET_STATE).named(name + " in " + state + ": " + requests);
    }
}
