package dev.vmig.cli.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.StringEscapeUtils;

/**
 * Puts a page into the template. The data stand in a script element as JSON without {@code <}, so that no text can end
 * that element; a content security policy allows the page's own script and style by their hashes, and no request.
 */
public final class PageWriter {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private static final List<String> REPORT = List.of("base.js", "lanes.js", "charts.js", "tables.js");
    private static final List<String> EXPLORED = List.of("graph.js", "walk.js");

    /** Draws the page. */
    private static final String LAST = "page.js";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .build();

    private PageWriter() {}

    /** The whole file. */
    public static String html(ReportPage page) {
        String style = resource("page.css");
        String script = scripts(page).map(PageWriter::resource).collect(Collectors.joining("\n"));
        Map<String, String> values = Map.of(
                "title", escaped(page.title()),
                "mood", page.mood().toString(),
                "verdict", escaped(page.verdict()),
                "policy", "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script),
                "style", style,
                "data", data(page),
                "script", script);
        // One pass: what has been filled in is not read again.
        return PLACE.matcher(resource("page.html"))
                .replaceAll(place ->
                        Matcher.quoteReplacement(Objects.requireNonNull(values.get(place.group(1)), place::group)));
    }

    private static Stream<String> scripts(ReportPage page) {
        boolean isExplored = page.sections().stream().anyMatch(RequestGraph.class::isInstance);
        return Stream.of(REPORT, isExplored ? EXPLORED : List.<String>of(), List.of(LAST))
                .flatMap(List::stream);
    }

    private static String escaped(String text) {
        return StringEscapeUtils.escapeHtml4(text);
    }

    private static String data(ReportPage page) {
        try {
            return MAPPER.writeValueAsString(page)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PageWriter.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
