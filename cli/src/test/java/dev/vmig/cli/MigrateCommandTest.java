package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.TraceEvent;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.MigrationResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrateCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void timelineComesFirstAndTheSummaryLast() {
        Invocation vmig = Invocation.of("migrate");
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.err()).isEmpty();
        assertThat(vmig.lines())
                .startsWith("time in ms  host    device  what")
                .contains("source  vf0     RUNNING > PRE_COPY > PRE_COPY_P2P > STOP_COPY > STOP")
                .contains("target  vf0     RUNNING > RUNNING_P2P > STOP > RESUMING > STOP > RUNNING_P2P > RUNNING")
                .contains("DEV_MODE_SET                 1       2")
                .endsWith("completed");
    }

    @Test
    void documentSaysTheSame() throws IOException {
        JsonNode document = Invocation.of("migrate", "--json", "--vfs", "2", "--seed", "-7", "--no-precopy")
                .json();
        assertThat(document.path("schemaVersion").intValue()).isEqualTo(1);
        assertThat(document.path("seed").longValue()).isEqualTo(-7);
        assertThat(document.path("preCopy").booleanValue()).isFalse();
        assertThat(document.path("completed").booleanValue()).isTrue();
        assertThat(document.path("failure").isNull()).isTrue();
        assertThat(document.path("statesWalked")).hasSize(4);
        assertThat(document.at("/statesWalked/1/states").toString())
                .isEqualTo("[\"RUNNING\",\"RUNNING_P2P\",\"STOP\",\"STOP_COPY\",\"STOP\"]");
        assertThat(document.at("/adminCommands/source/DEV_MODE_SET").intValue()).isEqualTo(2);
        assertThat(document.at("/adminCommands/target/DEV_PARTS_SET").intValue())
                .isEqualTo(2);
        assertThat(document.path("streamBytes").longValue()).isPositive();
        assertThat(document.path("downtimeNanos").longValue())
                .isPositive()
                .isLessThan(document.path("totalNanos").longValue());
        assertThat(document.path("timeline"))
                .isNotEmpty()
                .allSatisfy(moment ->
                        assertThat(moment.fieldNames()).toIterable().containsExactly("at", "host", "device", "what"));
    }

    @Test
    void seedGivesTheSameRunAndAnotherSeedAnother() {
        String run = Invocation.of("migrate", "--seed", "5").out();
        assertThat(Invocation.of("migrate", "--seed", "5").out()).isEqualTo(run);
        assertThat(Invocation.of("migrate", "--seed", "6").out()).isNotEqualTo(run);
    }

    @ParameterizedTest
    @CsvSource({"--vfs=1", "--vfs=3", "--no-precopy"})
    void recordedRunIsABehaviourOfTheSpec(String option) throws IOException {
        Path trace = folder.resolve("run.jsonl");
        Invocation migrate = Invocation.of("migrate", "--record", trace.toString(), option);
        assertThat(migrate.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(migrate.lines()).contains("recorded    " + trace);
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(trace));

        Invocation checked = Invocation.of("trace", trace.toString());
        assertThat(checked.code()).isEqualTo(ExitCode.HOLDS);
        long events = Files.readAllLines(trace).size() - 2L;
        assertThat(checked.lastLine()).isEqualTo(trace + ": holds, " + events + " events accepted");
    }

    @Test
    void recordThatCannotBeWrittenIsOneLine() throws IOException {
        Path nowhere = folder.resolve("no/such/run.jsonl");
        assertThat(Invocation.of("migrate", "--record", nowhere.toString()))
                .isEqualTo(new Invocation(
                        ExitCode.BAD_INPUT,
                        "",
                        "vmig: --record: " + nowhere + ": cannot be written: no such folder\n"));
        // A folder that is empty would be replaced by the trace otherwise.
        Path taken = Files.createDirectory(folder.resolve("folder"));
        assertThat(Invocation.of("migrate", "--record", taken.toString()).err())
                .isEqualTo("vmig: --record: " + taken + ": is no regular file\n");
        assertThat(taken).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--vfs=0|vmig: --vfs: 0 (expected: 1 to 64)",
                "--vfs=65|vmig: --vfs: 65 (expected: 1 to 64)",
                "--vfs=many|vmig: Invalid value for option '--vfs': 'many' is not an int",
                "--seed=x|vmig: Invalid value for option '--seed': 'x' is not a long",
            })
    void badValueIsNamed(String option, String message) {
        Invocation vmig = Invocation.of("migrate", option);
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(vmig.out()).isEmpty();
        assertThat(vmig.err().lines()).first().isEqualTo(message);
    }

    @Test
    void abortedMigrationDoesNotHold() {
        MigrationResult result = new MigrationResult(
                Optional.of("source vf0: read: EIO"), List.of(), 0, 0, Duration.ofMillis(3), Duration.ZERO);
        MigrateResult report = new MigrateResult(
                Optional.of(1L),
                1,
                MigrationPlan.DEFAULT,
                result,
                new MigrationTally(FeatureSet.STOP_COPY_P2P_PRE_COPY),
                Optional.empty(),
                Optional.empty());
        StringWriter out = new StringWriter();
        report.print(new PrintWriter(out));

        assertThat(report.exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(out.toString()).endsWith("failed      source vf0: read: EIO\n");
        assertThat(Json.document(report.document()).path("completed").booleanValue())
                .isFalse();
    }

    /** A request that fails half-way leads to the state that was reached (include/uapi/linux/vfio.h), a reset to RUNNING. */
    @Test
    void failedRequestIsWalkedAsFarAsItWent() {
        MigrationTally tally = new MigrationTally(FeatureSet.STOP_COPY_P2P_PRE_COPY);
        tally.count(new TraceEvent.SetState(0, "source/vf0", "STOP_COPY"));
        tally.count(new TraceEvent.SetStateDone(1, "source/vf0", "EIO", "STOP", false));
        tally.count(new TraceEvent.SetState(2, "source/vf0", "ERROR"));
        tally.count(new TraceEvent.SetStateDone(3, "source/vf0", "EINVAL", "STOP", false));
        tally.count(new TraceEvent.ResetDone(4, "source/vf0", "RUNNING"));
        assertThat(tally.walked("source/vf0"))
                .containsExactly(
                        MigrationState.RUNNING,
                        MigrationState.RUNNING_P2P,
                        MigrationState.STOP,
                        MigrationState.RUNNING);
    }
}
