package dev.vmig.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.docs.CommittedDocument;
import dev.vmig.conformance.findings.Finding;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of rules is that of the catalogue, and no known defect is left out of it in silence. */
class RulesDocumentTest {
    private static final RuleCatalogue RULES = RuleCatalogue.bundled();
    /** The rule is there, and nothing that violates it. */
    private static final List<String> RULE_ONLY = List.of("K-2", "K-7");
    /** They take a command that fails, for which the kit has no port. */
    private static final List<String> NOT_YET = List.of("K-4", "H-5");

    @Test
    void pageIsThatOfTheCatalogue() throws IOException {
        CommittedDocument.of("rules.md").assertIs(RulesDocument.of(RULES, NoDriver.all()), getClass());
    }

    @Test
    void everyKnownDefectIsADriverThatARuleRejectsOrThePageSaysWhyNot() {
        List<String> defects = Finding.all().stream()
                .map(Finding::id)
                .filter(id -> !id.startsWith("S-"))
                .toList();
        List<String> told = Stream.of(
                        RULES.rules().stream().flatMap(rule -> rule.faulty().stream()),
                        NoDriver.all().stream().map(NoDriver::id),
                        RULE_ONLY.stream(),
                        NOT_YET.stream())
                .flatMap(ids -> ids)
                .filter(id -> !id.startsWith("F-"))
                .toList();
        assertThat(told.stream().distinct()).containsExactlyInAnyOrderElementsOf(defects);
    }

    /** A rule whose calls are withheld is on the page as a rule. */
    @Test
    void whatIsWithheldIsStated() {
        List<Rule> withheld = RULES.rules().stream().filter(Rule::withheld).toList();
        assertThat(withheld).extracting(Rule::id).containsExactly("VMIG-SES-002", "VMIG-SES-004", "VMIG-ERR-009");
        String page = RulesDocument.of(RULES, List.of());
        assertThat(withheld).allSatisfy(rule -> assertThat(page).contains(rule.text() + "<br>*" + rule.source()));
    }
}
