package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.spec.Model;
import dev.vmig.spec.Progress;
import dev.vmig.spec.Tier;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a terminal shows while models are checked. */
class LiveTableTest {
    private final StringWriter terminal = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();

    private static Model model(String name, double seconds) {
        return new Model(name, name, "", "", 0, 0, new TreeSet<>(), Tier.CI, seconds);
    }

    private static CheckReport.Row row(String name) {
        return new CheckReport.Row(
                name, name, Optional.of(new Progress(2, 4, 3, 0)), Duration.ofMillis(1_500), true, "holds", List.of());
    }

    /** What stays when each line is erased that is drawn over. */
    private String shown() {
        StringBuilder shown = new StringBuilder();
        for (String line : terminal.toString().split("\n", -1)) {
            shown.append(line.substring(line.lastIndexOf("\033[K") + 1)).append('\n');
        }
        return shown.toString().replace("[K", "");
    }

    @Test
    void rowsStandInTheOrderInWhichTheyComeAboveWhatIsLeft() {
        List<Model> models = List.of(model("Long", 8), model("Short", 2), model("Other", 10));
        LiveTable table = new LiveTable(new PrintWriter(terminal), models, List.of("table"), nanos::get);
        table.begins("Long");
        table.begins("Short");
        assertThat(shown()).endsWith("\n4 left: Long, Short\n");

        nanos.set(Duration.ofSeconds(4).toNanos());
        table.ended(row("Short"));
        // Two of 21 seconds are done after four; 19 are left, twice as slow.
        assertThat(shown()).endsWith("  ok   holds\n3 left, about 38 s: Long\n");

        table.begins("Other");
        nanos.set(Duration.ofSeconds(40).toNanos());
        table.ended(row("Long"));
        assertThat(shown()).endsWith("  ok   holds\n2 left, about 44 s: Other\n");
        assertThat(shown()).containsSubsequence("Short ", "Long ");

        table.close();
        assertThat(shown()).endsWith("  ok   holds\n\n\n");
    }
}
