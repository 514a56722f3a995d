package dev.vmig.conformance.faulty;

import dev.vmig.admin.DriverProfile;
import dev.vmig.conformance.kit.*;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.*;
import dev.vmig.fsm.FeatureSet;
import java.util.*;
import org.junit.jupiter.api.Test;

class SoundTest {
    @Test
    void probe() {
        ConformanceKit kit = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);
        for (final int f : new int[] {3, 7})
            for (int s = 1; s < 8; s++) {
                final int seed = s;
                ConformanceReport r =
                        kit.check(SimulatedTestee.of("x", FeatureSet.of(f), DriverProfile.CONTRACT), seed, List.of());
                r.verdicts().forEach((rule, v) -> {
                    if (v instanceof Verdict.Violated x)
                        System.out.println("SOUND " + f + " " + seed + " "
                                + String.join("\n   PROBE ", x.violation().describe(rule)));
                });
            }
        System.out.println("PROBE end");
    }
}
