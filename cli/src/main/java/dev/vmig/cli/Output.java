package dev.vmig.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** Writes JSON documents; each command with {@code --json} writes one, with the version of its schema. */
final class Output {
    /** Version of the documents; a change that breaks a reader raises it. */
    static final int SCHEMA_VERSION = 1;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Output() {}

    /** An empty document. */
    static ObjectNode document() {
        return MAPPER.createObjectNode().put("schemaVersion", SCHEMA_VERSION);
    }

    /** Writes a document. */
    static void print(PrintWriter out, ObjectNode document) {
        try {
            out.println(MAPPER.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
