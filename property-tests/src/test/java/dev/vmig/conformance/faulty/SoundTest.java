package dev.vmig.conformance.faulty;

import dev.vmig.admin.DriverProfile;
import dev.vmig.conformance.kit.*;
import dev.vmig.fsm.FeatureSet;
import org.junit.jupiter.api.Test;

class SoundTest {
    @Test
    void probe() throws Exception {
        for (int i = 0; i < 2; i++) {
            Bench b = SimulatedTestee.of("x", FeatureSet.of(7), DriverProfile.CONTRACT)
                    .open(1);
            if (i == 1) b.ports().guest().orElseThrow().setUp(Side.SOURCE);
            var f = b.source().setState(3).orElseThrow();
            byte[] a = new byte[100000];
            f.read(a, 0, a.length);
            int n = 0;
            for (byte x : a) n += x != 0 ? 1 : 0;
            System.out.println("PROBE nonzero " + i + " " + n);
        }
    }
}
