package dev.vmig.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.cli.page.ReportPage.Mood;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lanes on a terminal: the steps of a page's diagram in ASCII. */
class LanesTextTest {
    @Test
    void aStepIsADotOrAnArrowAndABarrierIsALine() {
        ReportPage.Diagram diagram = new DiagramBuilder("id", "a title", "line")
                .about("rule", "VMIG-X")
                .step("1", List.of("VMM", "vf0"), "asks", Mood.PLAIN, Map.of("state", "RUNNING"), "")
                .step("2", List.of("vf1"), "arrives", Mood.BAD, Map.of("state", "STOP"), "")
                .barrier("3", "vf0", "vf1", "all are there", Mood.PLAIN)
                .step("4", List.of("vf1", "VMM"), "answers", Mood.PLAIN, Map.of("state", "STOP"), "")
                .end("the end")
                .build(Comparator.naturalOrder());

        assertThat(LanesText.of(diagram))
                .containsExactly(
                        "a title",
                        "  rule: VMIG-X",
                        "line   VMM  vf0  vf1",
                        "   1    |--->|    |    asks",
                        "   2    |    |    X    ! arrives",
                        "        |    |    |       [state RUNNING -> STOP]",
                        "   3    |    ======    all are there",
                        "   4    |<--------|    answers",
                        "  the end");
    }

    @Test
    void lettersStandForLongNames() {
        String longName = "0000:08:00.2 of a guest with a long name";
        ReportPage.Diagram diagram = new DiagramBuilder("id", "title", "ms")
                .step("1", List.of("VMM", longName), "asks", Mood.PLAIN, Map.of(), "")
                .build(Comparator.reverseOrder());

        assertThat(LanesText.of(diagram))
                .containsExactly("title", "  A: VMM", "  B: " + longName, "ms    A    B", " 1    |--->|    asks");
    }
}
