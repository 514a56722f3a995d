package dev.vmig.properties.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A document of {@code docs/}, wherever in the project the tests run. */
public record CommittedDocument(Path file) {
    private static final String WRITE = "write";

    /** The document of that name. */
    public static CommittedDocument of(String name) {
        return new CommittedDocument(project().resolve("docs").resolve(name));
    }

    /** The folder of the parent module: the tests of a module run in the module's own. */
    public static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs")) || !Files.isRegularFile(folder.resolve("pom.xml"))) {
            folder = Objects.requireNonNull(
                    folder.getParent(), "no parent module above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }

    /** Its text. */
    public String text() throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }

    /** Fails unless the text is what is committed; with {@code -Dvmig.docs=write} it is written instead. */
    public void assertIs(String generated, Class<?> test) throws IOException {
        if (WRITE.equals(System.getProperty("vmig.docs"))) {
            Files.writeString(file, generated);
        }
        assertThat(Files.exists(file) ? text() : "")
                .as(
                        "docs/%s is out of date; this writes it: mvn -q -pl property-tests -am test -Dtest=%s"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -DfailIfNoTests=false -Dvmig.docs=write",
                        file.getFileName(), test.getSimpleName())
                .isEqualTo(generated);
    }
}
