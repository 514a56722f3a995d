package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.faulty.FaultyDriver;
import dev.vmig.conformance.faulty.FaultyRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConformCommandTest {
    @Test
    void theReferenceConforms() {
        Invocation vmig = Invocation.of("conform", "--features", "3");
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.lastLine()).contains("contract, features 3, seed 1", " 0 violated", " 0 not observable");
    }

    @Test
    void aViolationIsToldWithRuleSourceObservedAllowedCallsAndHowToSeeItAgain() {
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
    void theDocumentHasAVerdictOfTheRuleAskedAbout() throws IOException {
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
        int known = FaultyDriver.ALL.size();
        assertThat(vmig.lastLine()).startsWith(known + " of " + known + " faulty drivers rejected");
        assertThat(vmig.lines())
                .hasSize(1 + known + 2)
                .anyMatch(line -> line.matches("U-4 +VMIG-FSM-006 +2 .*source.setState\\(STOP\\).*"))
                .anyMatch(line -> line.matches("K-6 +VMIG-ERR-009 .*\\(withheld\\)"));
    }

    /** The table can fail. */
    @Test
    void aDefectThatWasNotNoticedIsNoSuccess() {
        StringWriter text = new StringWriter();
        List<FaultyRun> runs = List.of(new FaultyRun(FaultyDriver.ALL.get(0), Optional.empty()));
        AllFaulty.print(new PrintWriter(text, true), runs, 1);
        assertThat(text.toString()).contains("NOT REJECTED", "0 of 1 faulty drivers rejected");
        assertThat(AllFaulty.exitCode(runs)).isEqualTo(ExitCode.DOES_NOT_HOLD);
    }

    /** A skip is never a pass. */
    @Test
    void aRuleThatSaysNothingAboutTheDriverIsNotHeld() {
        assertThat(Invocation.of("conform", "--features", "3", "--only", "VMIG-STR-002")
                        .code())
                .isEqualTo(ExitCode.INCONCLUSIVE);
    }

    /** Whatever the features of a shape, the command that reproduces a violation does so. */
    @Test
    void aDriverOfAnotherShapeIsNamedWithItsDeparture() {
        String[] reproduce = "conform --driver hisi+K-11 --features 5 --only VMIG-STR-002 --seed 1".split(" ");
        Invocation vmig = Invocation.of(reproduce);
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lines()).contains("  reproduce  vmig " + String.join(" ", reproduce));
        assertThat(Invocation.of("conform", "--driver", "hisi").code()).isEqualTo(ExitCode.HOLDS);
    }

    @Test
    void whatIsNotThereIsBadUsage() {
        assertThat(Invocation.of("conform", "--driver", "K-2").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Invocation.of("conform", "--only", "VMIG-XXX-001").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Invocation.of("conform", "--features", "5").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Invocation.of("rules", "show", "VMIG-XXX-001").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void rulesAreListedAndShown() {
        assertThat(Invocation.of("rules", "list").lines()).anyMatch(line -> line.startsWith("VMIG-FSM-001  MUST"));
        assertThat(Invocation.of("rules", "show", "VMIG-STR-002").lines())
                .contains("VMIG-STR-002, MUST", "  features  5, 7", "  defects   K-11");
    }
}
