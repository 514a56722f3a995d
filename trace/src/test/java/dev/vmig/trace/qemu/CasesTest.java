package dev.vmig.trace.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.qemu.Judgement.Finding;
import dev.vmig.trace.walk.SpecOracles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Small logs, each with its verdict: for each rule one that breaks it and one that differs little and holds. {@code
 * cases.csv} has the verdicts on single logs, with the rule that is broken or departed from and the line; {@code
 * pairs.csv} those on pairs.
 */
class CasesTest {
    private static final SpecOracles ORACLES = SpecOracles.bundled();

    @AfterAll
    static void close() {
        ORACLES.close();
    }

    @Test
    void eachLogHasItsVerdict() {
        QemuChecker checker = new QemuChecker(ORACLES);
        SoftAssertions.assertSoftly(softly -> {
            for (List<String> row : rows("cases.csv")) {
                softly.assertThat(verdict(checker, row)).as(row.get(0)).isEqualTo(row.subList(1, row.size()));
            }
        });
    }

    @Test
    void eachPairHasItsVerdict() throws TraceFormatException {
        MigrationChecker checker = new MigrationChecker(ORACLES);
        for (List<String> row : rows("pairs.csv")) {
            String name = "pairs/" + row.get(0);
            MigrationReport report =
                    checker.check("source", Logs.read(name + "-source.log"), "target", Logs.read(name + "-target.log"));
            assertThat(verdict(report.holds(), report.complete())).as(name).isEqualTo(row.get(1));
        }
    }

    /** The user's word outweighs what the logs tell. */
    @Test
    void pairingCanBeGiven() throws TraceFormatException {
        MigrationChecker checker = new MigrationChecker(ORACLES);
        String source = Logs.read("pairs/sizes-source.log");
        String target = Logs.read("pairs/sizes-target.log");
        Map<String, String> crossed = Map.of("0000:08:00.2", "0000:09:00.3", "0000:08:00.3", "0000:09:00.2");
        assertThat(checker.check("source", source, "target", target).holds()).isTrue();
        assertThat(checker.check("source", source, "target", target, crossed).holds())
                .isFalse();
    }

    @Test
    void rulesAreJudgedOrSaidToBeUnobservable() throws TraceFormatException {
        QemuReport report = new QemuChecker(ORACLES).check("log", Logs.read("recorded-source.log"));
        List<Judgement> rules = report.vms().get(0).rules();
        assertThat(rules).hasSize(LogRule.values().length);
        assertThat(rules)
                .filteredOn(rule -> rule.judged() == 0)
                .noneMatch(rule -> rule.verdict().startsWith("held"));
    }

    private static List<String> verdict(QemuChecker checker, List<String> row) {
        try {
            QemuReport report = checker.check(row.get(0), Logs.read("cases/" + row.get(0) + ".log"));
            Optional<Judgement> broken = report.vms().stream()
                    .flatMap(vm -> vm.rules().stream())
                    .filter(rule -> !rule.findings().isEmpty() && (report.holds() || !rule.holds()))
                    .filter(rule -> row.get(2).isEmpty() || rule.rule().id().equals(row.get(2)))
                    .findFirst();
            String line = broken.map(rule -> line(rule.findings(), row.get(3))).orElse("");
            return List.of(
                    verdict(report.holds(), report.complete()),
                    broken.map(rule -> rule.rule().id()).orElse(""),
                    line);
        } catch (TraceFormatException e) {
            return List.of("unreadable", "", "");
        }
    }

    private static String line(List<Finding> findings, String expected) {
        List<String> lines =
                findings.stream().map(finding -> String.valueOf(finding.line())).toList();
        return lines.contains(expected) ? expected : lines.get(0);
    }

    private static String verdict(boolean holds, boolean complete) {
        if (!holds) {
            return "violated";
        }
        return complete ? "holds" : "open";
    }

    private static List<List<String>> rows(String file) {
        return Logs.read(file)
                .lines()
                .skip(1)
                .map(line -> Arrays.asList(line.split(",", -1)))
                .toList();
    }
}
