package dev.vmig.conformance.testee;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A line of the protocol: a flat object.
 *
 * @param fields numbers, strings, truth values, and lists of strings
 */
record Message(ObjectNode fields) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String NO_MESSAGE =
            "no message of the protocol (is it a debug print? stdout is for the protocol, stderr for all else)";

    private static final HexFormat HEX = HexFormat.of();

    /** A message without fields. */
    Message() {
        this(MAPPER.createObjectNode());
    }

    /** Reads a line. */
    static Message parse(String line) {
        try {
            if (MAPPER.readTree(line) instanceof ObjectNode object) {
                return new Message(object);
            }
        } catch (JsonProcessingException e) {
            throw new MessageException(
                    line.stripLeading().startsWith("{")
                            ? "broken JSON at column " + e.getLocation().getColumnNr()
                            : NO_MESSAGE);
        }
        throw new MessageException(NO_MESSAGE);
    }

    boolean has(String field) {
        return fields.has(field);
    }

    Message with(String field, long value) {
        fields.put(field, value);
        return this;
    }

    Message with(String field, boolean value) {
        fields.put(field, value);
        return this;
    }

    Message with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    Message with(String field, byte[] bytes, int offset, int length) {
        return with(field, HEX.formatHex(bytes, offset, offset + length));
    }

    /** A list of the values as strings. */
    Message with(String field, Iterable<?> values) {
        ArrayNode list = fields.putArray(field);
        values.forEach(value -> list.add(value.toString()));
        return this;
    }

    /** A whole number that fits 64 bits. */
    long number(String field) {
        JsonNode value = required(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw unexpected(field, value, "a whole number of 64 bits");
        }
        return value.longValue();
    }

    /** A whole number that fits 32 bits. */
    int small(String field) {
        long value = number(field);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw unexpected(field, value, "a whole number of 32 bits");
        }
        return (int) value;
    }

    boolean truth(String field) {
        JsonNode value = required(field);
        if (!value.isBoolean()) {
            throw unexpected(field, value, "true or false");
        }
        return value.booleanValue();
    }

    String text(String field) {
        return text(field, required(field));
    }

    /** Strings; none if the field is absent. */
    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        if (has(field)) {
            JsonNode list = required(field);
            if (!list.isArray()) {
                throw unexpected(field, list, "a list of strings");
            }
            list.forEach(value -> texts.add(text(field, value)));
        }
        return texts;
    }

    byte[] bytes(String field) {
        String hex = text(field);
        try {
            return HEX.parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw unexpected(field, hex, "pairs of hexadecimal digits");
        }
    }

    static MessageException unexpected(String field, Object value, String expected) {
        return new MessageException(
                field + ": " + Lines.excerpt(String.valueOf(value)) + " (expected: " + expected + ")");
    }

    private static String text(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw unexpected(field, value, "a string");
        }
        return Objects.requireNonNull(value.textValue());
    }

    private JsonNode required(String field) {
        JsonNode value = fields.get(field);
        if (value == null) {
            throw new MessageException(field + ": absent");
        }
        return value;
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
