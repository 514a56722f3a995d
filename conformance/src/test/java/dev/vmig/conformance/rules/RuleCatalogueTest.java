package dev.vmig.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCatalogueTest {
    private static final String SOUND = """
            family: FSM
            title: "Requests"
            rules:
              - id: VMIG-FSM-001
                level: MUST
                text: "A newly opened device is in RUNNING."
                source: "L-13"
                property: VfioMigration!OpenedRuns
                scenarios: [requests]
            """;

    @Test
    void bundledCatalogueHasEightFamilies() {
        assertThat(RuleCatalogue.bundled().families())
                .extracting(RuleFamily::family)
                .containsExactly("FSM", "SES", "STR", "CNT", "RST", "ERR", "MIG", "UAP");
    }

    @Test
    void absentFieldsOfAnEntryAreEmpty() {
        Rule rule = RuleCatalogue.parse("fsm.yaml", SOUND).rules().get(0);
        assertThat(rule.features()).isEmpty();
        assertThat(rule.since()).isEqualTo(UapiVersion.V2);
        assertThat(rule.until()).isEqualTo(UapiVersion.NEVER);
        assertThat(rule.withheld()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id: VMIG-FSM-001                   | id: FSM-1            | id: FSM-1 (expected: such as VMIG-FSM-014)
            id: VMIG-FSM-001                   | id: VMIG-SES-001     | expected: one of family FSM
            level: MUST                        | level: SHALL         | SHALL
            level: MUST                        | since: "7.1"         | level: absent
            in RUNNING."                       | in RUNNING"          | expected: one sentence
            source: "L-13"                     | source: ""           | source:  (expected: where the rule is said)
            property: VfioMigration!OpenedRuns | faulty: []           | expected: instead of a property
            property: VfioMigration!OpenedRuns | property: OpenedRuns | expected: Module!Property
            scenarios: [requests]              | scenarios: []        | scenarios: [] (expected: at least one)
            scenarios: [requests]              | faulty: [U-2]        | scenarios: [] (expected: at least one)
            scenarios: [requests]              | scenarios: x: y      | line 9
            """)
    void wrongLineIsRefusedByFileAndReason(String right, String wrong, String reason) {
        assertThat(SOUND).contains(right);
        refuses(SOUND.replace(right, wrong), reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            features: [2]                     | expected: some of 1, 3, 5, 7
            until: "5.1"                      | expected: later than 5.18
            until: "soon"                     | expected: a release of Linux
            level: MUST                       | Duplicate field 'level'
            lvl: MUST                         | Unrecognized field "lvl"
            ports: [LOG]                      | LOG
            noProperty: "there is one, though" | expected: instead of a property
            """)
    void wrongLineTooManyIsRefusedByFileAndReason(String line, String reason) {
        refuses(SOUND + "    " + line + "\n", reason);
    }

    private static void refuses(String text, String reason) {
        assertThatThrownBy(() -> RuleCatalogue.parse("fsm.yaml", text))
                .isInstanceOf(RuleFormatException.class)
                .hasMessageStartingWith("fsm.yaml, line ")
                .hasMessageContaining(reason);
    }

    @Test
    void idOccursOnce() {
        RuleFamily family = RuleCatalogue.parse("fsm.yaml", SOUND);
        assertThatThrownBy(() -> new RuleCatalogue(List.of(family, family)))
                .hasMessage("id: VMIG-FSM-001 occurs twice");
    }

    @Test
    void versionsAreComparedAsNumbers() {
        assertThat(UapiVersion.parse("5.18")).isGreaterThan(UapiVersion.parse("5.9"));
    }
}
