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
            Set<String> v = new TreeSet<>();
            for (int seed = 7; seed < 9; seed++)
                v.addAll(kit.check(f.testee(), seed, List.of()).violated());
            v.remove(f.rule());
            v.removeAll(f.with());
            long most = 0, longest = 0;
            String missed = "";
            for (int seed = 1; seed <= 20; seed++) {
                var verdict = kit.checkOnly(f.testee(), seed, f.rule())
                        .verdicts()
                        .values()
                        .iterator()
                        .next();
                if (verdict instanceof Verdict.Violated x) {
                    most = Math.max(most, x.violation().within());
                    longest = Math.max(longest, x.violation().length());
                } else missed += " " + seed;
            }
            boolean bad = most > 20000 || longest > 10 || !missed.isEmpty() || !v.isEmpty();
            if (bad)
                System.out.println("PROBE " + f.id() + " " + f.rule() + " also " + v + " longest " + longest
                        + " within " + most + " missed " + missed);
        }
        System.out.println("PROBE end");
    }
}
