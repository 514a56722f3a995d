package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {
    /** The counterexample of K-1, and which part of the property it makes false. */
    @Test
    void counterexampleOfTlcCanBeFollowedAndExplained() throws InterruptedException {
        SpecFiles files = SpecFiles.bundled();
        ModelResult result =
                TlcChecker.check(files, "MCVirtioVf", "MCVirtioVfK1.cfg", 1, Duration.ofMinutes(5), progress -> {});
        try (Oracle oracle = Oracle.open(files, "MCVirtioVf", "MCVirtioVfK1.cfg")) {
            List<SpecState> states = Replay.of(oracle, result.counterexample());

            assertThat(states).hasSameSizeAs(result.counterexample());
            SpecState last = states.get(states.size() - 1);
            assertThat(last.get("state")).isEqualTo("STOP");
            assertThat(oracle.explain(last, "DeviceIsWhole"))
                    .singleElement()
                    .asString()
                    .contains("image = \"own\"");
        }
    }
}
