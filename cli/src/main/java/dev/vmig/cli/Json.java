package dev.vmig.cli;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.Violation;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.trace.tables.RecordedRow;
import dev.vmig.vmm.MigrationResult;
import dev.vmig.vmm.downtime.DowntimeFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON documents: Jackson serialises records, and the views below select and name the fields of shared records.
 * A duration is a number of nanoseconds, features are their flags, and an absent value is null.
 */
final class Json {
    /** Version of the documents; a change that breaks a reader raises it. */
    static final int SCHEMA_VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new SimpleModule()
                    .addSerializer(Optional.class, as(Json::orNull))
                    .addSerializer(Duration.class, as(Duration::toNanos))
                    .addSerializer(FeatureSet.class, as(FeatureSet::flags))
                    .addSerializer(Path.class, new ToStringSerializer())
                    .addSerializer(UapiVersion.class, new ToStringSerializer())
                    .addSerializer(Call.class, new ToStringSerializer()))
            .addMixIn(Violation.class, ViolationView.class)
            .addMixIn(Verdict.Violated.class, ViolatedView.class)
            .addMixIn(Verdict.ExpectedFailure.class, ExpectedFailureView.class)
            .addMixIn(Verdict.NotApplicable.class, NotApplicableView.class)
            .addMixIn(Verdict.NotObservable.class, NotObservableView.class)
            .addMixIn(MigrationResult.Moment.class, MomentView.class)
            .addMixIn(DowntimeFigures.class, FiguresView.class)
            .addMixIn(RecordedRow.class, RowView.class)
            .build();

    private Json() {}

    /** A record as an object that begins with the version of the schema. */
    static ObjectNode document(Object result) {
        ObjectNode document = MAPPER.createObjectNode().put("schemaVersion", SCHEMA_VERSION);
        document.setAll(MAPPER.<ObjectNode>valueToTree(result));
        return document;
    }

    static String text(Object result) {
        try {
            return MAPPER.writeValueAsString(document(result)) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static void print(PrintWriter out, Object result) {
        out.print(text(result));
        out.flush();
    }

    private static @Nullable Object orNull(Optional<?> value) {
        return value.orElse(null);
    }

    private static <T> JsonSerializer<T> as(Function<T, Object> form) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
                provider.defaultSerializeValue(form.apply(value), generator);
            }
        };
    }

    @JsonIncludeProperties({"observed", "allowed", "length", "reproduce", "calls"})
    @JsonPropertyOrder({"observed", "allowed", "length", "reproduce", "calls"})
    interface ViolationView {}

    interface ViolatedView {
        @JsonUnwrapped
        Violation violation();
    }

    @JsonPropertyOrder("reason")
    interface ExpectedFailureView {
        @JsonUnwrapped
        Violation violation();
    }

    interface NotApplicableView {
        @JsonProperty("reason")
        String why();
    }

    interface NotObservableView {
        @JsonProperty("reason")
        String missing();
    }

    interface MomentView {
        @JsonProperty("host")
        String place();
    }

    @JsonPropertyOrder({"downtimeNanos", "totalNanos", "streamBytes", "images", "imageBytes", "changedShare"})
    interface FiguresView {
        @JsonProperty("downtimeNanos")
        Duration downtime();

        @JsonProperty("totalNanos")
        Duration total();
    }

    @JsonIncludeProperties({"line", "current", "variant", "requested"})
    @JsonPropertyOrder({"line", "current", "variant", "requested"})
    interface RowView {}
}
