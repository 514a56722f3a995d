package dev.vmig.conformance.kit.scenario;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Call.Kind;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;

/** Each case of calls byte by byte, on source and target. */
final class UapiScripts {
    private UapiScripts() {}

    static List<Script> of(FeatureSet features, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (int number = 0; number < Call.UAPI_CASES; number++) {
            for (Side side : Side.values()) {
                Call call = Call.of(Kind.UAPI, side, number);
                scripts.add(new Tour(features).then(call).named(call.toString()));
            }
        }
        return scripts;
    }
}
