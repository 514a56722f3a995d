package dev.vmig.properties.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checks can fail. */
class CoverageTest {
    private static final SpecNames SPEC = SpecNames.bundled();
    private static final String SILENT = "VirtioVf!SilentWhileStopped";

    @Test
    void statementWithATestAPropertyOrAReasonIsNotMissing() {
        Coverage coverage =
                coverage(List.of(statement("L-1"), specified("L-2", SILENT), outOfScope("L-3")), tagged("L-1"));

        assertThat(coverage.missing()).isEmpty();
        assertThat(coverage.contradictions()).isEmpty();
    }

    @Test
    void statementWithNothingIsMissing() {
        assertThat(coverage(List.of(statement("L-1"), statement("L-2")), tagged("L-2"))
                        .missing())
                .containsExactly("L-1");
    }

    @Test
    void tagThatIsNoStatementIsNamed() {
        assertThat(coverage(List.of(statement("L-1")), tagged("L-1", "L-11", "slow"))
                        .contradictions())
                .containsExactly("L-11: no such statement, tagged [device: ATest#holds]");
    }

    @Test
    void reasonForAStatementThatIsTestedIsNamed() {
        assertThat(coverage(List.of(outOfScope("L-1")), tagged("L-1")).contradictions())
                .containsExactly("L-1: out of scope (not simulated), and held by [device: ATest#holds]");
    }

    @Test
    void propertyThatGuaranteesNothingIsNamed() {
        assertThat(coverage(
                                List.of(
                                        specified("L-1", "Nothing!Silent"),
                                        specified("L-2", "VirtioVf!Silent"),
                                        specified("L-3", "VirtioDevice!MayStart"),
                                        // False on purpose: TLC has to find that it is violated.
                                        specified("L-4", "MCVirtioVf!NeverResumed")),
                                List.of())
                        .contradictions())
                .containsExactly(
                        "L-1: Nothing!Silent: no module Nothing",
                        "L-2: VirtioVf!Silent: module VirtioVf does not define Silent",
                        "L-3: VirtioDevice!MayStart: no model that must hold asks about MayStart",
                        "L-4: MCVirtioVf!NeverResumed: no model that must hold asks about NeverResumed");
    }

    @Test
    void idThatOccursTwiceIsRefused() {
        assertThatThrownBy(() -> coverage(List.of(statement("L-1"), statement("L-1")), List.of()))
                .hasMessage("id: L-1 occurs twice");
    }

    @Test
    void documentSaysWhatHoldsEachStatementAndWhatNothingHolds() {
        Coverage coverage = coverage(
                List.of(statement("L-1"), specified("L-2", SILENT), outOfScope("L-3"), statement("L-4")),
                tagged("L-1"));

        assertThat(ConformanceDocument.of(coverage).lines())
                .contains(
                        "| **all** | 4 | 1 | 1 | 1 | 1 |",
                        "| L-1 | (K) | K-1 | a &gt; b | device `ATest#holds` |",
                        "| L-2 | (K) | K-1 | a &gt; b | `VirtioVf!SilentWhileStopped` |",
                        "| L-3 | (K) | K-1 | a &gt; b | out of scope: not simulated |",
                        "| L-4 | (K) | K-1 | a &gt; b | **open** |");
    }

    private static Coverage coverage(List<Statement> statements, List<TaggedTest> tests) {
        return new Coverage(
                new Catalogue(List.of(new StatementFamily("L", "Rules", "Linux", statements))), tests, SPEC);
    }

    private static Statement statement(String id) {
        return new Statement(id, "", "", "K", "K-1", "a > b", List.of(), "");
    }

    private static Statement specified(String id, String name) {
        return new Statement(id, "", "", "K", "K-1", "a > b", List.of(name), "");
    }

    private static Statement outOfScope(String id) {
        return new Statement(id, "", "", "K", "K-1", "a > b", List.of(), "not simulated");
    }

    private static List<TaggedTest> tagged(String... tags) {
        return Stream.of(tags)
                .map(tag -> new TaggedTest(tag, "device", "ATest#holds"))
                .toList();
    }
}
