package dev.vmig.properties.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.rules.NoDriver;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.properties.docs.CommittedDocument;
import dev.vmig.properties.findings.Finding;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of rules is that of the catalogue, and no known defect is left out of it in silence. */
class RulesDocumentTest {
    private static final RuleCatalogue RULES = RuleCatalogue.all();

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
                        NoDriver.all().stream().map(NoDriver::id))
                .flatMap(ids -> ids)
                .filter(id ->
                        !id.startsWith("F-") && !id.startsWith("V-") && !id.startsWith("S-") && !id.endsWith("-VMM"))
                .toList();
        assertThat(told.stream().distinct()).containsExactlyInAnyOrderElementsOf(defects);
    }

    /** A rule whose calls are withheld is on the page as a rule. */
    @Test
    void withheldRuleIsStated() {
        List<Rule> withheld = RULES.rules().stream().filter(Rule::withheld).toList();
        assertThat(withheld).extracting(Rule::id).containsExactly("VMIG-SES-002", "VMIG-SES-004", "VMIG-ERR-009");
        String page = RulesDocument.of(RULES, List.of());
        assertThat(withheld).allSatisfy(rule -> assertThat(page).contains(rule.text() + "<br>*" + rule.source()));
    }
}
