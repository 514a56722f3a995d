package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableCommandTest {
    @Test
    void csvHasOneRowForEachPairOfEachFeatureSet() {
        Invocation vmig = Invocation.of("table", "--format", "csv");
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.lines()).hasSize(1 + 4 * 64).doesNotHaveDuplicates();
        assertThat(vmig.lines().get(0)).isEqualTo("features,current,requested,next,errno");
        assertThat(vmig.lines())
                .contains("7,RUNNING,STOP_COPY,RUNNING_P2P,0", "1,RUNNING,STOP_COPY,STOP,0", "7,STOP,STOP,STOP,0")
                .contains("7,STOP_COPY,PRE_COPY,,EINVAL", "3,PRE_COPY,PRE_COPY,,EINVAL", "7,ERROR,ERROR,,EINVAL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "5", "7"})
    void csvOfOneFeatureSetHasItsRowsOnly(String features) {
        Invocation vmig = Invocation.of("table", "--format", "csv", "--features", features);
        assertThat(vmig.lines()).hasSize(1 + 64);
        assertThat(vmig.lines().subList(1, 65))
                .allSatisfy(line -> assertThat(line).startsWith(features + ","));
    }

    @Test
    void jsonHasTheCellsOfTheCsv() throws IOException {
        JsonNode document = Invocation.of("table", "--json").json();
        assertThat(document.path("schemaVersion").intValue()).isEqualTo(1);
        assertThat(document.path("cells"))
                .hasSize(4 * 64)
                .allSatisfy(cell -> assertThat(cell.path("next").isNull())
                        .isEqualTo(cell.path("errno").textValue().equals("EINVAL")));
    }

    @Test
    void unknownFeatureSetIsBadUsage() {
        Invocation vmig = Invocation.of("table", "--features", "2");
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(vmig.out()).isEmpty();
        assertThat(vmig.err()).startsWith("vmig: Invalid value for option '--features': '2' is no feature set");
    }

    @Test
    void unknownOptionIsBadUsage() {
        assertThat(Invocation.of("table", "--colour"))
                .isEqualTo(new Invocation(
                        ExitCode.BAD_INPUT, "", "vmig: Unknown option: '--colour'\nTry: vmig table --help\n"));
    }

    @Test
    void missingCommandIsBadUsage() {
        assertThat(Invocation.of().code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Invocation.of("tabel").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "path", "migrate", "trace"})
    void helpIsAResult(String command) {
        Invocation vmig = Invocation.of(command, "--help");
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.out()).startsWith("Usage: vmig " + command).contains("\nExamples:\n  vmig " + command);
        assertThat(vmig.err()).isEmpty();
    }
}
