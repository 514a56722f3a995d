package dev.vmig.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.vmig.codec.tree.Damage;
import dev.vmig.codec.tree.Node;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Writes decoded nodes as one JSON document, as a stream: the input may be endless. */
final class DecodeJson implements DecodeReport {
    private final JsonGenerator json;

    /** Begins the document. */
    DecodeJson(PrintWriter out, DecodeKind kind) {
        try {
            json = new JsonFactory()
                    .createGenerator(out)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeNumberField("schemaVersion", Json.SCHEMA_VERSION);
            json.writeStringField("kind", kind.optionValue());
            json.writeArrayFieldStart("nodes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void accept(Node node) {
        try {
            begin(node);
            if (!node.children().isEmpty()) {
                json.writeArrayFieldStart("children");
                node.children().forEach(this);
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void open(Node structure) {
        try {
            begin(structure);
            json.writeArrayFieldStart("children");
            structure.children().forEach(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(Node node) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", node.name());
        json.writeNumberField("offset", node.offset());
        json.writeNumberField("length", node.length());
        if (!node.value().isEmpty()) {
            json.writeStringField("value", node.value());
        }
    }

    @Override
    public void close() {
        try {
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void end(Optional<Damage> damage) {
        try {
            json.writeEndArray();
            json.writeBooleanField("sound", damage.isEmpty());
            if (damage.isPresent()) {
                json.writeObjectFieldStart("error");
                json.writeNumberField("offset", damage.get().offset());
                json.writeStringField("message", damage.get().message());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeRaw(System.lineSeparator());
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
