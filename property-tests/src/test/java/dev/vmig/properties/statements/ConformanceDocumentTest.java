package dev.vmig.properties.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.properties.docs.CommittedDocument;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statements, the tests of all modules and the specification, as they are in this project. */
class ConformanceDocumentTest {
    private static Coverage coverage = new Coverage(Catalogue.bundled(), List.of(), SpecNames.bundled());

    @BeforeAll
    static void scan() throws IOException {
        coverage = new Coverage(
                Catalogue.bundled(), new TagScanner().scan(CommittedDocument.project()), SpecNames.bundled());
    }

    @Test
    void conformanceDocumentIsWhatIsGenerated() throws IOException {
        CommittedDocument.of("conformance.md").assertIs(ConformanceDocument.of(coverage), getClass());
    }

    @Test
    void dirtyTrackingDocumentIsWhatIsGenerated() throws IOException {
        CommittedDocument.of("dirty-tracking.md").assertIs(ConformanceDocument.ofDirtyTracking(coverage), getClass());
    }

    @Test
    void everyTagAndEveryReasonStands() {
        assertThat(coverage.contradictions()).isEmpty();
    }

    /** None may be missing: each has a test, a property of the specification, or a reason. */
    @Test
    void noStatementIsOpen() {
        assertThat(coverage.missing()).isEmpty();
    }

    /** 208 of Virtio 1.4, as section 5 of the facts lists them, and the 125 of the driver. */
    @Test
    void catalogueIsWhole() {
        assertThat(Catalogue.bundled().families())
                .extracting(
                        family -> family.family() + " " + family.statements().size())
                .startsWith("ADM 39", "AVQ 22", "CAP 20", "OBJ 22", "DP 61", "LEG 24", "REL 20");
        assertThat(Catalogue.bundled().statements().stream().map(Statement::id).filter(id -> id.startsWith("L-")))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 125)
                        .mapToObj(number -> "L-" + number)
                        .toList());
    }

    @Test
    void quirksOfStatementsAreExplained() throws IOException {
        assertThat(CommittedDocument.of("findings.md").text())
                .contains(Catalogue.bundled().statements().stream()
                        .filter(statement -> !statement.quirk().isEmpty())
                        .map(statement -> "\n| [" + statement.quirk() + "](")
                        .toList());
    }
}
