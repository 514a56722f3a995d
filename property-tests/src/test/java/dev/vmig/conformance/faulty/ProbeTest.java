package dev.vmig.conformance.faulty;

import dev.vmig.conformance.kit.*;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void probe() {
        ConformanceKit kit = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);
        for (FaultyDriver f : FaultyDriver.ALL) {
            long t = System.nanoTime();
            ConformanceReport r = kit.check(f.testee(), 7, List.of());
            Set<String> v = new TreeSet<>(r.violated());
            boolean ok = v.remove(f.rule());
            v.removeAll(f.with());
            System.out.println("PROBE " + f.id() + " " + (ok ? "ok" : "NOT FOUND") + " also " + v + " "
                    + (System.nanoTime() - t) / 1000000 + " ms");
        }
    }
}
