package dev.vmig.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.spec.ModelResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The result of a model, kept in a file so that the model is not run again.
 *
 * @param specification digest of modules, configuration and TLC
 */
record ResultFile(String specification, ModelResult result, List<String> falseParts) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Duration.class, new Nanos())
                    .addDeserializer(Duration.class, new OfNanos()))
            .build();

    static void write(Path file, CheckedModel checked, String specification) throws IOException {
        ResultFile kept = new ResultFile(specification, checked.outcome().result(), checked.falseParts());
        OutputFile.write(file, MAPPER.writeValueAsString(kept).getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a result, and requires the digest of its specification. */
    static ResultFile read(Path file, String specification) throws IOException {
        ResultFile kept;
        try {
            kept = MAPPER.readValue(Files.readString(file), ResultFile.class);
        } catch (JsonProcessingException e) {
            throw CommandFailure.badInput(file + ":" + e.getLocation().getLineNr() + ": is no JSON document");
        }
        if (!kept.specification().equals(specification)) {
            throw CommandFailure.badInput(
                    file + ": a result of another specification, which has changed since (expected: specification "
                            + specification + ")");
        }
        return kept;
    }

    private static final class Nanos extends JsonSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeNumber(value.toNanos());
        }
    }

    private static final class OfNanos extends JsonDeserializer<Duration> {
        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Duration.ofNanos(parser.getLongValue());
        }
    }
}
