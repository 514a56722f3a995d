package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PathCommandTest {
    @Test
    void documentIsWhatOtherProgramsParse() throws IOException {
        Invocation vmig = Invocation.of("path", "--features", "7", "RUNNING_P2P", "STOP_COPY", "--json");
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.json().toString()).isEqualTo("""
                        {"schemaVersion":1,"features":7,"from":"RUNNING_P2P","to":"STOP_COPY","errno":"0","arcs":[\
                        {"from":"RUNNING_P2P","to":"STOP","action":"STOP","returnsFile":false,\
                        "adminCommands":[],"adminCommandArguments":[]},\
                        {"from":"STOP","to":"STOP_COPY","action":"START_SAVING","returnsFile":true,\
                        "adminCommands":["RESOURCE_OBJ_CREATE","DEV_PARTS_METADATA_GET","DEV_PARTS_GET"],\
                        "adminCommandArguments":["GET","SIZE","ALL"]}]}""");
    }

    /** The commands of each arc, as drivers/vfio/pci/virtio/migrate.c of Linux has them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|RUNNING|PRE_COPY|RESOURCE_OBJ_CREATE GET,DEV_PARTS_METADATA_GET SIZE,DEV_PARTS_GET ALL",
                "7|PRE_COPY|STOP_COPY|DEV_MODE_SET STOPPED,DEV_PARTS_METADATA_GET SIZE,DEV_PARTS_GET ALL",
                "7|STOP_COPY|RUNNING|RESOURCE_OBJ_DESTROY ,DEV_MODE_SET RUNNING",
                "7|RUNNING|RESUMING|DEV_MODE_SET STOPPED,RESOURCE_OBJ_CREATE SET",
                "3|RESUMING|RUNNING|RESOURCE_OBJ_DESTROY ,DEV_MODE_SET RUNNING",
                "3|STOP|RUNNING_P2P|''",
                "3|STOP|STOP|''",
                "1|RUNNING|STOP_COPY|''",
                "5|RUNNING|STOP_COPY|''",
            })
    void commandsAreThoseOfTheDriver(String features, String from, String to, String commands) throws IOException {
        Invocation vmig = Invocation.of("path", "--json", "--features", features, from, to);
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        List<String> seen = new ArrayList<>();
        for (JsonNode arc : vmig.json().path("arcs")) {
            Iterator<JsonNode> arguments = arc.path("adminCommandArguments").iterator();
            arc.path("adminCommands")
                    .forEach(name ->
                            seen.add(name.textValue() + " " + arguments.next().textValue()));
            assertThat(arguments.hasNext()).isFalse();
        }
        assertThat(String.join(",", seen)).isEqualTo(commands);
    }

    /** Every request of the table, with the exit code that says whether it is refused. */
    @ParameterizedTest
    @EnumSource
    void everyRequestHasItsArcsOrIsRefused(FeatureSet features) throws IOException {
        for (MigrationState from : MigrationState.values()) {
            for (MigrationState to : MigrationState.values()) {
                Invocation vmig =
                        Invocation.of("path", "--features", "" + features.flags(), from.name(), to.name(), "--json");
                boolean allowed = TransitionTable.of(features).allows(from, to);
                assertThat(vmig.code()).isEqualTo(allowed ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD);
                assertThat(vmig.json().path("errno").textValue()).isEqualTo(allowed ? "0" : "EINVAL");
                List<String> walked = new ArrayList<>(List.of(from.name()));
                vmig.json().path("arcs").forEach(arc -> {
                    assertThat(arc.path("from").textValue()).isEqualTo(walked.get(walked.size() - 1));
                    walked.add(arc.path("to").textValue());
                });
                assertThat(walked).endsWith(allowed ? to.name() : from.name());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7,STOP_COPY,PRE_COPY,since the uAPI blocks this combination",
        "3,RUNNING,PRE_COPY,since the device has no PRE_COPY",
        "7,ERROR,RUNNING,since only a reset leaves ERROR",
        "7,RUNNING,ERROR,since ERROR cannot be requested",
    })
    void refusalSaysWhy(String features, String from, String to, String reason) {
        Invocation vmig = Invocation.of("path", "--features", features, from, to);
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lines())
                .containsExactly(
                        "Features " + features + ", " + from + " to " + to + ": refused with EINVAL, " + reason);
    }

    @Test
    void textIsAlignedAndEndsWithTheSummary() {
        Invocation vmig = Invocation.of("path", "--features", "7", "RUNNING", "STOP_COPY");
        assertThat(vmig.lines())
                .startsWith(
                        "   arc                  action        data file  admin commands",
                        "1  RUNNING>RUNNING_P2P  quiesce P2P   -          DEV_MODE_SET STOPPED")
                .endsWith("Features 7, RUNNING to STOP_COPY: 3 arcs, 4 admin commands");
    }

    @Test
    void deviceWithoutP2pHasANoteInPlaceOfCommands() {
        assertThat(Invocation.of("path", "--features", "1", "RUNNING", "STOP").lines())
                .anySatisfy(line -> assertThat(line).startsWith("Note: the vfio-virtio driver always offers P2P"))
                .endsWith("Features 1, RUNNING to STOP: 1 arc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--features 7 RUNNING STOPPED|'STOPPED' is no migration state",
                "--features 2 RUNNING STOP|'2' is no feature set",
                "--features 7 RUNNING|Missing required parameter: 'TO'",
                "--features 7 RUNNING STOP RESUMING|Unmatched argument",
            },
            quoteCharacter = '"')
    void badUsageIsOneLineAndTheWayToHelp(String line, String message) {
        Invocation vmig = Invocation.of(("path " + line).split(" ", -1));
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(vmig.out()).isEmpty();
        assertThat(vmig.err().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("vmig: ")
                .contains(message);
    }
}
