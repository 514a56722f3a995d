package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** A structure as the specification lays it out, read from layouts.json: the oracle that knows nothing of the code. */
final class Layout {
    private static final JsonNode ALL = load("layouts.json");

    private final String name;
    private final JsonNode node;

    private Layout(String name) {
        this.name = name;
        this.node = Objects.requireNonNull(ALL.get(name), name);
    }

    static Layout of(String name) {
        return new Layout(name);
    }

    static JsonNode load(String file) {
        try (InputStream in = Objects.requireNonNull(Layout.class.getResourceAsStream(file), file)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return node.get("fixed").asInt();
    }

    /** Holds if each field named has its value and every other byte of the fixed part is zero. */
    void holds(byte[] bytes, int at, Map<String, Long> expected) {
        byte[] oracle = new byte[size()];
        expected.forEach((field, value) -> {
            JsonNode place = Objects.requireNonNull(node.get("fields").get(field), field);
            for (int i = 0; i < place.get(1).asInt(); i++) {
                oracle[place.get(0).asInt() + i] = (byte) (value >>> (8 * i));
            }
        });
        byte[] found = Arrays.copyOfRange(bytes, at, at + size());
        assertThat(found).as("%s with %s", name, expected).containsExactly(oracle);
    }
}
