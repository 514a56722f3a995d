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

    /** All vectors of all files; a file that is none of vectors is refused, so that nothing is passed over. */
    static List<JsonNode> all() {
        List<JsonNode> vectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.sorted().toList()) {
                if (!file.endsWith("README.md")) {
                    JsonNode document = new ObjectMapper().readTree(file.toFile());
                    if (document.get("format").asInt() != 2) {
                        throw new AssertionError(file + ": expected format 2");
                    }
                    document.get("vectors").forEach(vectors::add);
                }
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

    static String hex(byte[] bytes, int from, int length) {
        return HexFormat.of().formatHex(bytes, from, from + length);
    }

    static byte[] bytes(JsonNode node) {
        return HexFormat.of().parseHex(node.asText());
    }

    static byte[] bytes(JsonNode node, String field) {
        return bytes(node.get(field));
    }

    static long u64(JsonNode node) {
        return Long.parseUnsignedLong(node.asText());
    }

    static long u64(JsonNode node, String field) {
        return u64(node.get(field));
    }

    static int number(JsonNode node, String field) {
        return Math.toIntExact(node.get(field).longValue());
    }

    static long[] words(JsonNode array) {
        long[] words = new long[array.size()];
        for (int word = 0; word < words.length; word++) {
            words[word] = u64(array.get(word));
        }
        return words;
    }

    /** One array after the other. */
    static byte[] join(List<byte[]> pieces) {
        byte[] all = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }
}
