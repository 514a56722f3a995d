package dev.vmig.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.spec.CounterexampleStep;
import dev.vmig.spec.Model;
import dev.vmig.spec.ModelResult;
import dev.vmig.spec.Progress;
import dev.vmig.spec.SourceLocation;
import dev.vmig.spec.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of a model of the deep tier, kept so that the model is not run again: what {@code --json} says of it. */
final class ResultFile {
    private static final JsonMapper MAPPER = new JsonMapper();

    private ResultFile() {}

    /**
     * Writes a result.
     *
     * @param digest of the specification that it is about
     */
    static void write(Path file, CheckedModel checked, String digest) throws IOException {
        ModelResult result = checked.outcome().result();
        ObjectNode document = MAPPER.createObjectNode()
                .put("specification", digest)
                .put("exitCode", result.exitCode())
                .put("message", result.message());
        CheckJson.put(document.putObject("model"), checked);
        OutputFile.write(file, Json.text(document).getBytes(StandardCharsets.UTF_8));
    }

    /** Reads the result of {@code model}, which has to be about the specification with the same digest. */
    static CheckedModel read(Path file, Model model, String digest) throws IOException {
        JsonNode document = parse(file);
        if (!document.path("specification").asText().equals(digest)) {
            throw CommandFailure.badInput(
                    file + ": a result of another specification, which has changed since (expected:" + " specification "
                            + digest + ")");
        }
        try {
            return checked(model, document);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput(file + ": " + e.getMessage());
        }
    }

    private static CheckedModel checked(Model model, JsonNode document) {
        JsonNode node = document.path("model");
        Progress progress = new Progress(
                node.path("depth").asInt(),
                node.path("generated").asLong(),
                node.path("distinct").asLong(),
                0);
        List<String> falseParts = new ArrayList<>();
        node.path("falseParts").forEach(part -> falseParts.add(part.asText()));
        ModelResult result = new ModelResult(
                model.module(),
                model.config(),
                Verdict.valueOf(node.path("verdict").asText()),
                document.path("exitCode").asInt(),
                node.path("violated").textValue(),
                progress,
                Duration.ofMillis(Math.round(node.path("seconds").asDouble() * 1000)),
                List.of(),
                steps(node.path("counterexample")),
                document.path("message").asText());
        return new CheckedModel(model.uncovered(result), falseParts);
    }

    private static List<CounterexampleStep> steps(JsonNode nodes) {
        List<CounterexampleStep> steps = new ArrayList<>();
        for (JsonNode node : nodes) {
            Map<String, String> state = new LinkedHashMap<>();
            node.path("state")
                    .properties()
                    .forEach(variable ->
                            state.put(variable.getKey(), variable.getValue().asText()));
            String kind = node.path("kind").asText().toUpperCase(Locale.ROOT);
            steps.add(new CounterexampleStep(
                    CounterexampleStep.Kind.valueOf(kind),
                    node.path("number").asInt(),
                    node.path("action").asText(),
                    where(node.path("where")),
                    state));
        }
        return steps;
    }

    private static @Nullable SourceLocation where(JsonNode node) {
        return node.isMissingNode()
                ? null
                : new SourceLocation(
                        node.path("module").asText(),
                        node.path("line").asInt(),
                        node.path("column").asInt(),
                        node.path("endLine").asInt(),
                        node.path("endColumn").asInt());
    }

    private static JsonNode parse(Path file) throws IOException {
        try {
            return MAPPER.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw CommandFailure.badInput(file + ":" + e.getLocation().getLineNr() + ": is no JSON document");
        }
    }
}
