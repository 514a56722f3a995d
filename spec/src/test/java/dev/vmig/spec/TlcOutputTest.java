package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The forms of TLC's output that the toys do not provoke. */
class TlcOutputTest {

    private static ModelResult read(int exitCode, String output) {
        RunReader reader = new RunReader(progress -> {});
        output.lines().forEach(reader::line);
        return reader.finished("M", "M.cfg", exitCode, Duration.ofSeconds(1));
    }

    @Test
    void valueOverSeveralLinesIsOneValue() {
        ModelResult result = read(12, """
                @!@!@STARTMSG 2110:1 @!@!@
                Invariant Inv is violated.
                @!@!@ENDMSG 2110 @!@!@
                @!@!@STARTMSG 2217:4 @!@!@
                1: <Initial predicate>
                /\\ first = [ a |-> 1,
                  b |-> <<2, 3>> ]
                /\\ second = {}

                @!@!@ENDMSG 2217 @!@!@
                """);

        assertThat(result.counterexample().get(0).state())
                .isEqualTo(Map.of("first", "[ a |-> 1, b |-> <<2, 3>> ]", "second", "{}"));
    }

    @Test
    void largeNumbersHaveCommasInProgressMessages() {
        ModelResult result = read(0, """
                @!@!@STARTMSG 2200:0 @!@!@
                Progress(12) at 2026-01-02 03:04:05: 1,234,567 states generated (1,748 s/min), 89,012 distinct states \
                found (1,076 ds/min), 3,456 states left on queue.
                @!@!@ENDMSG 2200 @!@!@
                """);

        assertThat(result.progress()).isEqualTo(new Progress(12, 1_234_567, 89_012, 3_456));
    }

    @Test
    void messageInsideAMessageBelongsToIt() {
        ModelResult result = read(255, """
                @!@!@STARTMSG 1000:1 @!@!@
                TLC threw an unexpected exception.
                The exception was a tlc2.tool.ConfigFileException
                : @!@!@STARTMSG 5006:0 @!@!@
                TLC found an error in the configuration file at line 5
                It was expecting a keyword, but did not find it.
                @!@!@ENDMSG 5006 @!@!@
                @!@!@ENDMSG 1000 @!@!@
                """);

        assertThat(result.verdict()).isEqualTo(ModelVerdict.CONFIG_ERROR);
        assertThat(result.message()).isEqualTo("M.cfg:5: It was expecting a keyword, but did not find it.");
    }

    @Test
    void onlyTheLastCoverageCounts() {
        String covered = """
                @!@!@STARTMSG 2201:0 @!@!@
                The coverage statistics at 2026-01-02 03:04:05
                @!@!@ENDMSG 2201 @!@!@
                @!@!@STARTMSG 2772:0 @!@!@
                <Go line 1, col 1 to line 1, col 6 of module M>: 7:%d
                @!@!@ENDMSG 2772 @!@!@
                """;
        ModelResult result = read(0, covered.formatted(10) + covered.formatted(20));

        assertThat(result.coverage()).extracting(ActionCoverage::taken).containsExactly(20L);
    }

    @Test
    void anyOtherExitIsAFailureOfTlc() {
        assertThat(read(1, "").verdict()).isEqualTo(ModelVerdict.FAILED);
        assertThat(read(153, "").verdict()).isEqualTo(ModelVerdict.FAILED);
    }
}
