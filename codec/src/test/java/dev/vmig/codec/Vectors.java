package dev.vmig.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The golden vectors of this module, and the types that they use. */
final class Vectors {
    private Vectors() {}

    /** All vectors of all files, whatever the files are called. */
    static List<JsonNode> all() {
        List<JsonNode> vectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.sorted().toList()) {
                JsonNode document = new ObjectMapper().readTree(file.toFile());
                document.get("vectors").forEach(vectors::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return vectors;
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(Vectors.class.getResource("vectors"), "vectors")
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static String hex(byte[] bytes, int from, int to) {
        return HexFormat.of().formatHex(bytes, from, to);
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    static byte[] bytes(JsonNode node, String field) {
        return bytes(node.get(field).asText());
    }

    static long u64(JsonNode node, String field) {
        return Long.parseUnsignedLong(node.get(field).asText());
    }

    /** A part header as bytes again. */
    static byte[] header(PartHeader header) {
        byte[] bytes = new byte[PartHeader.LENGTH];
        PartHeader.encode(bytes, 0, header.type(), header.flags(), header.selector(), header.valueLength());
        return bytes;
    }
}
