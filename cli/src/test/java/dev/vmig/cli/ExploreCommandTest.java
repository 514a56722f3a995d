package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vmig explore}: the calls on the page agree with the specification, and a walk is a trace. */
class ExploreCommandTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path folder;

    private JsonNode explored(String... options) throws IOException {
        Path page = folder.resolve("page.html");
        List<String> command = new ArrayList<>(List.of("explore", page.toString()));
        command.addAll(List.of(options));
        Invocation run = Invocation.of(command.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.HOLDS);
        return MAPPER.readTree(StringUtils.substringBetween(Files.readString(page), "id=\"report\">", "</script>"));
    }

    private static JsonNode move(JsonNode walk, int moment, String call) {
        for (JsonNode move : walk.at("/moments/" + moment + "/moves")) {
            if (text(walk, move.path("call")).equals(call)) {
                return move;
            }
        }
        throw new AssertionError("no call " + call + " at moment " + moment);
    }

    private static String text(JsonNode walk, JsonNode index) {
        return walk.path("texts").get(index.intValue()).textValue();
    }

    /** As the page's script makes it. */
    private Path trace(JsonNode walk, String... calls) throws IOException {
        List<String> lines = new ArrayList<>(List.of(walk.path("header").textValue()));
        int moment = 0;
        for (String call : calls) {
            JsonNode move = move(walk, moment, call);
            for (JsonNode event : move.path("events")) {
                ObjectNode line = (ObjectNode) MAPPER.readTree(
                        walk.path("events").get(event.intValue()).textValue());
                lines.add(line.put("at", lines.size()).toString());
            }
            moment = move.path("next").intValue();
        }
        lines.add("{\"end\":" + (lines.size() - 1) + "}");
        return Files.write(folder.resolve("walk.jsonl"), lines);
    }

    @Test
    void aWalkIsATrace() throws IOException {
        JsonNode walk = explored("--features", "3").at("/sections/1");
        Path trace = trace(
                walk,
                "request STOP_COPY",
                "read up to 1 MiB",
                "request RESUMING",
                "write half an image",
                "request STOP",
                "reset",
                "fault: the next command fails",
                "request STOP",
                "request RUNNING_P2P");

        Invocation run = Invocation.of("trace", trace.toString());
        assertThat(run.code()).as(run.out()).isEqualTo(ExitCode.HOLDS);
    }

    @Test
    void theReferenceAnswersAsTheSpecificationAllows() throws IOException {
        JsonNode walk = explored("--features", "3").at("/sections/1");

        assertThat(walk.at("/moments/0/state").textValue()).isEqualTo("RUNNING");
        assertThat(walk.path("moments").size()).isGreaterThan(20);
        walk.findValues("objection")
                .forEach(objection -> assertThat(text(walk, objection)).isEmpty());
    }

    @Test
    void aDefectEndsTheWalk() throws IOException {
        JsonNode walk = explored("--driver", "K-1").at("/sections/1");
        int resuming = move(walk, 0, "request RESUMING").path("next").intValue();
        int half = move(walk, resuming, "write half an image").path("next").intValue();
        JsonNode stop = move(walk, half, "request STOP");

        assertThat(text(walk, stop.path("objection"))).isEqualTo("answer 0 in state STOP");
        assertThat(stop.path("next").intValue()).isEqualTo(-1);
        assertThat(Invocation.of(
                                "trace",
                                trace(walk, "request RESUMING", "write half an image", "request STOP")
                                        .toString())
                        .code())
                .isEqualTo(ExitCode.DOES_NOT_HOLD);
    }

    @Test
    void theGraphHasAllRequests() throws IOException {
        JsonNode graph = explored("--driver", "plain").at("/sections/0");

        assertThat(graph.path("requests"))
                .hasSize((int) Math.pow(graph.path("states").size(), 2));
        assertThat(graph.path("requests"))
                .filteredOn(request -> request.path("to").textValue().equals("ERROR"))
                .allMatch(request -> request.path("path").isMissingNode()
                        && request.path("refused").textValue().startsWith("since "));
    }
}
