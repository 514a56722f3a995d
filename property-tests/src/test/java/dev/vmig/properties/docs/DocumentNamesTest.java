package dev.vmig.properties.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents name exists, so that they do not go stale. */
class DocumentNamesTest {
    private static final Path PROJECT = CommittedDocument.project();
    /** A name in code that begins as a class does; constants are all upper case. */
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)[^`]*`");

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
    private static final Pattern SPEC_NAME = Pattern.compile("(?m)^(\\w+) ==");

    static Stream<String> documentsWithClasses() {
        return Stream.of("series.md", "virtio-gaps.md");
    }

    @ParameterizedTest
    @MethodSource("documentsWithClasses")
    void classesThatADocumentNamesExist(String name) throws IOException {
        assertThat(unknownNames(CommittedDocument.of(name).text(), names())).isEmpty();
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("docs"))) {
            List<Path> documents = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of(PROJECT.resolve("README.md")), documents.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) throws IOException {
        assertThat(brokenLinks(document, Files.readString(document))).isEmpty();
    }

    /** The checks can fail. */
    @Test
    void wrongNamesAndBrokenLinksAreFound() {
        assertThat(unknownNames("`Gone` and `Arc`, `Gone#method`, `PRE_COPY`", Set.of("Arc")))
                .containsExactly("Gone");
        assertThat(brokenLinks(PROJECT.resolve("docs/a.md"), "[a](../README.md#x) [b](gone.md) [c](https://x.org/y)"))
                .containsExactly("gone.md");
    }

    private static SortedSet<String> unknownNames(String text, Set<String> known) {
        SortedSet<String> found = matches(CLASS, COMMENT.matcher(text).replaceAll(""));
        found.removeAll(known);
        return found;
    }

    private static List<String> brokenLinks(Path document, String text) {
        Path folder = document.toAbsolutePath().getParent();
        return matches(LINK, text).stream()
                .filter(link -> folder == null || !Files.exists(folder.resolve(link)))
                .toList();
    }

    private static SortedSet<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The classes of all modules, and the modules and definitions of the specification. */
    private static Set<String> names() throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path source : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                names.addAll(namesIn(source));
            }
        }
        return names;
    }

    private static Set<String> namesIn(Path source) throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".java") || name.endsWith(".tla")) {
                    names.add(name.substring(0, name.lastIndexOf('.')));
                }
                if (name.endsWith(".tla")) {
                    names.addAll(matches(SPEC_NAME, Files.readString(file)));
                }
            }
        }
        return names;
    }
}
