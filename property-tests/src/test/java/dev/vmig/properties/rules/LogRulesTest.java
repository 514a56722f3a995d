package dev.vmig.properties.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.trace.qemu.LogRule;
import dev.vmig.trace.qemu.LogRule.Level;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that logs are judged by are those of the catalogue, and each rule of a VMM is judged on logs. */
class LogRulesTest {
    private static final RuleCatalogue CATALOGUE = RuleCatalogue.all();

    @ParameterizedTest
    @MethodSource("named")
    void ruleOfTheCatalogueIsInIt(LogRule rule) {
        Optional<Rule> found = CATALOGUE.find(rule.id());
        assertThat(found).as(rule.id()).isPresent();
        assertThat(found.orElseThrow().level().name()).isEqualTo(rule.level() == Level.MUST ? "MUST" : "SHOULD");
    }

    @ParameterizedTest
    @MethodSource("ofVmms")
    void ruleOfAVmmIsJudgedOnLogsOrSaidToBeUnobservable(String id) {
        Set<String> judged = Stream.of(LogRule.values()).map(LogRule::id).collect(Collectors.toSet());
        assertThat(judged).contains(id);
    }

    static Stream<LogRule> named() {
        return Stream.of(LogRule.values())
                .filter(rule -> rule.id().startsWith("VMIG-VMM-") || rule.id().startsWith("VMIG-CNT-"));
    }

    static Stream<String> ofVmms() {
        return RuleCatalogue.forVmms().rules().stream().map(Rule::id);
    }
}
