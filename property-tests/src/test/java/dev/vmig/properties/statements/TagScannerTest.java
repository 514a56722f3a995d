package dev.vmig.properties.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagScannerTest {
    @Test
    void tagsOfMethodsAreFound() {
        assertThat(scan("class ModeTest { @Test @Tag(\"L-34\") @Tag(\"L-36\") void stops() {} @Test void runs() {} }"))
                .containsExactly(found("L-34", "ModeTest#stops"), found("L-36", "ModeTest#stops"));
    }

    @Test
    void tagsOfPropertiesAndOfParameterizedTestsAreFound() {
        assertThat(scan("class ModeTest { @Property(tries = 5) @net.jqwik.api.Tag(\"L-1\") void p(@ForAll int i) {}"
                        + " @ParameterizedTest @Tags({@Tag(\"L-2\"), @Tag(\"L-3\")}) void q(int i) {} }"))
                .containsExactly(found("L-1", "ModeTest#p"), found("L-2", "ModeTest#q"), found("L-3", "ModeTest#q"));
    }

    @Test
    void tagsOfClassesAndOfNestedOnesAreFound() {
        assertThat(scan("@Tag(\"L-1\") class ModeTest { @Nested @Tag(\"L-2\") class Stopped {"
                        + " @Test @Tag(\"L-3\") void silent() {} } }"))
                .containsExactly(
                        found("L-1", "ModeTest"),
                        found("L-2", "ModeTest.Stopped"),
                        found("L-3", "ModeTest.Stopped#silent"));
    }

    /** A tag says that something is tested. */
    @Test
    void tagOnWhatDoesNotRunIsRefused() {
        assertThatThrownBy(() -> scan("class ModeTest { @Tag(\"L-1\") void helper() {} }"))
                .hasMessage("ModeTest.java: ModeTest#helper is tagged L-1 and is no test that runs");
        assertThatThrownBy(() -> scan("class ModeTest { @Test @Disabled @Tag(\"L-1\") void later() {} }"))
                .hasMessage("ModeTest.java: ModeTest#later is tagged L-1 and is no test that runs");
        assertThatThrownBy(() -> scan("@Tag(\"L-1\") class ModeTest { void helper() {} }"))
                .hasMessage("ModeTest.java: ModeTest is tagged L-1 and has no test");
    }

    /** Surefire takes classes named {@code *Test} only. */
    @Test
    void tagInAClassThatSurefireSkipsIsRefused() {
        assertThatThrownBy(() -> scan("class ModeTests { @Test @Tag(\"L-1\") void stops() {} }"))
                .hasMessage("ModeTest.java: ModeTests#stops is tagged L-1 and is no test that runs");
        assertThat(scan("abstract class ModeRules { @Test @Tag(\"L-1\") void stops() {} }"))
                .containsExactly(found("L-1", "ModeRules#stops"));
    }

    @Test
    void tagThatIsNoLiteralIsRefused() {
        assertThatThrownBy(() -> scan("class ModeTest { @Test @Tag(RULE) void stops() {} }"))
                .hasMessage("ModeTest.java: @Tag(RULE) (expected: a tag as a literal)");
    }

    @Test
    void sourceThatDoesNotParseIsRefused() {
        assertThatThrownBy(() -> scan("class ModeTest { @Tag( }")).hasMessageStartingWith("ModeTest.java: ");
    }

    @Test
    void allModulesAreScanned(@TempDir Path project) throws IOException {
        for (String module : List.of("one", "two")) {
            Path folder = Files.createDirectories(project.resolve(module + "/src/test/java/a"));
            Files.writeString(
                    folder.resolve("ATest.java"), "package a; class ATest { @Test @Tag(\"L-1\") void holds() {} }");
        }
        Files.createDirectories(project.resolve("docs"));

        assertThat(new TagScanner().scan(project))
                .containsExactly(
                        new TaggedTest("L-1", "one", "ATest#holds"), new TaggedTest("L-1", "two", "ATest#holds"));
    }

    private static List<TaggedTest> scan(String source) {
        return new TagScanner().scanSource("device", "ModeTest.java", source);
    }

    private static TaggedTest found(String tag, String name) {
        return new TaggedTest(tag, "device", name);
    }
}
