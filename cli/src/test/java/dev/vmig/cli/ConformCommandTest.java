package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.Violation;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.Drivers;
import dev.vmig.samples.faulty.FaultyDriver;
import dev.vmig.samples.faulty.FaultyRun;
import dev.vmig.samples.vmm.FaultyVmm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformCommandTest {
    @Test
    void referenceConforms() {
        Invocation vmig = Invocation.of("conform", "--features", "3");
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.lines().get(0)).contains("contract, features 3, seed 1", " 0 violated", " 0 not observable");
    }

    @Test
    void violationIsReportedWithRuleSourceObservedAllowedCallsAndReproduction() {
        Invocation vmig = Invocation.of("conform", "--driver", "U-4", "--only", "VMIG-FSM-006", "--seed", "5");
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lines())
                .contains(
                        "  observed   EINVAL, state STOP",
                        "  calls      1. source.setState(STOP)",
                        "             2. source.setState(STOP)",
                        "  reproduce  vmig conform --driver U-4 --features 7 --only VMIG-FSM-006 --seed 5");
    }

    @Test
    void documentHasAVerdictOfTheRuleAskedAbout() throws IOException {
        Invocation vmig = Invocation.of("conform", "--driver", "K-11", "--only", "VMIG-STR-002", "--json");
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.json().at("/rules/0/verdict").asText()).isEqualTo("violated");
        assertThat(vmig.json().at("/rules/0/calls")).hasSize(2);
        assertThat(vmig.json().at("/conforms").asBoolean()).isFalse();
    }

    @Test
    void eachFaultyDriverIsRejectedByTheRuleThatNamesItsDefect() {
        Invocation vmig = Invocation.of("conform", "--driver", "all-faulty", "--seed", "5");
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        int known = FaultyDriver.ALL.size() + FaultyVmm.ALL.size();
        assertThat(vmig.lastLine()).startsWith(known + " of " + known + " faulty drivers and VMMs rejected");
        assertThat(vmig.lines())
                .hasSize(1 + known + 2)
                .anyMatch(line -> line.matches("U-4 +VMIG-FSM-006 +2 .*source.setState\\(STOP\\).*"))
                .anyMatch(line -> line.matches("U-1 +VMIG-VMM-004 +3 .*"))
                .anyMatch(line -> line.matches("K-2 +VMIG-SES-002 .*\\(withheld\\)"))
                .anyMatch(line -> line.matches("K-7 +VMIG-SES-004 .*\\(withheld\\)"))
                .anyMatch(line -> line.matches("K-6 +VMIG-ERR-009 .*\\(withheld\\)"));
    }

    /** With two of them: the run above has asked all. */
    @Test
    void allFaultyIsADocumentToo() {
        ConformanceKit kit = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);
        AllFaulty some =
                AllFaulty.of(List.of(FaultyRun.of(kit, FaultyDriver.ALL.get(0), 1)), List.of(FaultyVmm.ALL.get(0)), 1);
        JsonNode document = new ObjectMapper().valueToTree(some.document());
        assertThat(document.get("rejected").asInt()).isEqualTo(2);
        assertThat(document.get("faulty").asInt()).isEqualTo(2);
        assertThat(document.get("rows")).hasSize(2);
    }

    @Test
    void reportOfAVmmHasACaseForEachRule(@TempDir Path folder) throws IOException {
        Path report = folder.resolve("vmm.xml");
        Invocation faulty = Invocation.of("conform", "--vmm", "U-1", "--report", "junit=" + report);
        assertThat(faulty.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(report)
                .content()
                .contains("tests=\"27\"", "<testcase classname=\"vmig.conform.VMM\" name=\"VMIG-VMM-004\"><failure ");
    }

    @Test
    void vmmIsHeldToTheRulesForVmms() throws IOException {
        Invocation sound = Invocation.of("conform", "--vmm", "reference");
        assertThat(sound.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(sound.lines().get(0)).startsWith("reference, seed 1: 27 held, 0 violated, 0 not judged; ");
        assertThat(sound.lines()).anyMatch(line -> line.matches("VMIG-VMM-016 +held +\\d+ times +At the source .*"));

        Invocation faulty = Invocation.of("conform", "--vmm", "U-1", "--json");
        assertThat(faulty.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(faulty.json().at("/rules/3/verdict").asText()).isEqualTo("violated");
        assertThat(faulty.json().at("/rules/3/calls")).isNotEmpty();

        Invocation withoutPreCopy = Invocation.of("conform", "--vmm", "reference", "--features", "3", "--complete");
        assertThat(withoutPreCopy.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(withoutPreCopy.lines()).anyMatch(line -> line.matches("VMIG-VMM-027 +not judged .*"));

        assertThat(Invocation.of("conform", "--vmm", "V-3", "--only", "VMIG-VMM-006")
                        .code())
                .isEqualTo(ExitCode.HOLDS);
        assertThat(Invocation.of("conform", "--vmm", "V-3", "--only", "VMIG-VMM-006", "--strict")
                        .code())
                .isEqualTo(ExitCode.DOES_NOT_HOLD);

        Invocation unknown = Invocation.of("conform", "--vmm", "nobody");
        assertThat(unknown.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unknown.err()).contains("--vmm: nobody (expected: one of reference, U-1,");
    }

    /** The table can fail. */
    @Test
    void defectThatWasNotNoticedIsNoSuccess() {
        StringWriter text = new StringWriter();
        List<FaultyRun> runs = List.of(new FaultyRun(FaultyDriver.ALL.get(0), Optional.empty()));
        AllFaulty all = AllFaulty.of(runs, List.of(), 1);
        all.print(new PrintWriter(text, true));
        assertThat(text.toString()).contains("NOT REJECTED", "0 of 1 faulty drivers and VMMs rejected");
        assertThat(all.exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
    }

    /** A skip is never a pass. */
    @Test
    void ruleThatSaysNothingAboutTheDriverIsNotHeld() {
        assertThat(Invocation.of("conform", "--features", "3", "--only", "VMIG-STR-002")
                        .code())
                .isEqualTo(ExitCode.INCONCLUSIVE);
    }

    /** Whatever the features of a shape, the command that reproduces a violation does so. */
    @Test
    void driverOfAnotherShapeIsNamedWithItsDeparture() {
        String[] reproduce = "conform --driver hisi+K-11 --features 5 --only VMIG-STR-002 --seed 1".split(" ");
        Invocation vmig = Invocation.of(reproduce);
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lines()).contains("  reproduce  vmig " + String.join(" ", reproduce));
        assertThat(Invocation.of("conform", "--driver", "hisi").code()).isEqualTo(ExitCode.HOLDS);
    }

    @Test
    void unknownNameIsBadUsage() {
        assertThat(Invocation.of("conform", "--driver", "nosuch").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Invocation.of("conform", "--only", "VMIG-XXX-001").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Invocation.of("conform", "--features", "5").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Invocation.of("rules", "show", "VMIG-XXX-001").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    /** What current kernels do wrong is named, not shown. */
    @Test
    void callsThatMakeCurrentKernelsFailAreNotShown() {
        Invocation vmig = Invocation.of("conform", "--driver", "K-2", "--only", "VMIG-SES-002");
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lines()).anyMatch(line -> line.endsWith("not shown: current kernels violate this rule"));
    }

    @Test
    void rulesAreListedAndShown() {
        assertThat(Invocation.of("rules", "list").lines()).anyMatch(line -> line.startsWith("VMIG-FSM-001  MUST"));
        assertThat(Invocation.of("rules", "show", "VMIG-STR-002").lines())
                .contains("VMIG-STR-002, MUST", "  features  5, 7", "  defects   K-11");
    }

    @Test
    void quietLeavesTheSummaryAndWhatIsViolated() {
        Invocation vmig = Invocation.of("conform", "--driver", "K-11", "--only", "str-002", "--quiet");
        assertThat(vmig.lines().get(0)).startsWith("K-11, features 7, seed 1: 0 held, 1 violated");
        assertThat(vmig.lines()).contains("  observed   success, 0").noneMatch(line -> line.contains("VIOLATED"));
    }

    /** The shorter calls are among the longer ones, so that the second violation may be no defect of its own. */
    @Test
    void ofSeveralViolationsTheOneThatExplainsTheOthersComesFirst() {
        List<Rule> rules = RuleCatalogue.bundled().rules();
        Call stop = new Call(Call.Kind.SET_STATE, Side.SOURCE, 1, 0);
        Call run = new Call(Call.Kind.SET_STATE, Side.SOURCE, 2, 0);
        Map<Rule, Verdict> verdicts = new LinkedHashMap<>();
        verdicts.put(rules.get(0), violated(rules.get(0), List.of(stop, run, stop)));
        verdicts.put(rules.get(1), violated(rules.get(1), List.of(run, stop)));
        verdicts.put(rules.get(2), violated(rules.get(2), List.of(run, run, run)));
        ConformanceReport report = new ConformanceReport(
                Drivers.named("contract", FeatureSet.of(7)).orElseThrow().shape(), 1, 1, verdicts, List.of(), 0, 0);

        RootCause causes = RootCause.of(report);

        assertThat(causes.inOrder()).containsExactly(rules.get(1), rules.get(2), rules.get(0));
        assertThat(causes.note(rules.get(1)))
                .hasValue("root cause these calls are among those that violate "
                        + rules.get(0).id());
        assertThat(causes.note(rules.get(0)))
                .hasValue("follows    " + rules.get(1).id() + ", whose calls are among these");
        assertThat(causes.note(rules.get(2))).isEmpty();
    }

    /** A driver of the user's own that violates a rule as current kernels do is shown its calls. */
    @Test
    void callsOfTheUsersOwnDriverAreShown() {
        RuleCatalogue catalogue = RuleCatalogue.bundled();
        Rule withheld = catalogue.find("VMIG-SES-002").orElseThrow();
        Testee known = Drivers.named("K-2", FeatureSet.of(7)).orElseThrow();
        Testee own = new Testee() {
            @Override
            public Shape shape() {
                return known.shape();
            }

            @Override
            public Bench open(long seed) {
                return known.open(seed);
            }
        };
        ConformanceKit kit = new ConformanceKit(catalogue, Scenarios.ALL);

        assertThat(described(kit.check(own, 1, List.of(withheld), script -> {}), withheld))
                .anyMatch(line -> line.startsWith("  calls      1. "));
        assertThat(described(kit.check(known, 1, List.of(withheld), script -> {}), withheld))
                .anyMatch(line -> line.endsWith("not shown: current kernels violate this rule"));
    }

    private static List<String> described(ConformanceReport report, Rule rule) {
        Verdict verdict = Objects.requireNonNull(report.verdicts().get(rule));
        assertThat(verdict).isInstanceOf(Verdict.Violated.class);
        return ((Verdict.Violated) verdict).violation().describe(rule);
    }

    private static Verdict violated(Rule rule, List<Call> calls) {
        return new Verdict.Violated(new Violation(rule.id(), "x", "y", "s", calls, calls.size(), 0, "again"));
    }
}
