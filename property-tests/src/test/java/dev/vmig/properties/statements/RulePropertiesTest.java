package dev.vmig.properties.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties that rules of the conformance kit name. */
class RulePropertiesTest {
    private static final SpecNames SPEC = SpecNames.bundled();

    static Stream<Rule> rulesWithProperty() {
        return RuleCatalogue.all().rules().stream()
                .filter(rule -> !rule.property().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("rulesWithProperty")
    void propertyOfARuleIsOneThatTlcIsAskedAbout(Rule rule) {
        assertThat(SPEC.objectionTo(rule.property())).as(rule.id()).isEmpty();
    }
}
