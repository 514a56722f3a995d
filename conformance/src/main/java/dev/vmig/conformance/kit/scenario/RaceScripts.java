package dev.vmig.conformance.kit.scenario;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Call.Kind;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;

/** Pairs of calls by two threads at the same time, each many times. */
final class RaceScripts {
    private static final int ATTEMPTS = 20;

    private RaceScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (int number = 0; number < Call.RACES; number++) {
            Call call = new Call(Kind.RACE, Side.SOURCE, number, ATTEMPTS);
            scripts.add(new Tour(features).then(call).named(call.toString()));
        }
        return scripts;
    }
}
