package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waivers are strict. */
class ConformWaiversTest {
    private static final String RULE = "VMIG-STR-002";

    @TempDir
    Path folder;

    private Invocation conform(String driver, String waivers) throws IOException {
        Path file = folder.resolve("waivers.txt");
        Files.writeString(file, waivers);
        return Invocation.of(
                "conform",
                "--driver",
                driver,
                "--only",
                RULE,
                "--waivers",
                file.toString(),
                "--report",
                "ktap=" + folder.resolve("rules.tap"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"VMIG-STR-002 | bug #7", "VMIG-STR-002|bug #7| success, 0", "VMIG-STR-002 | bug #7 | succ"})
    void violationThatWasSaidInAdvanceIsAnExpectedFailure(String waiver) throws IOException {
        Invocation vmig = conform("K-11", "# known\n\n" + waiver + "\n");
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.lines().get(0)).contains("0 held, 0 violated, 1 violated as expected");
        assertThat(vmig.lines()).contains("VMIG-STR-002  expected failure  bug #7");
        assertThat(Files.readAllLines(folder.resolve("rules.tap")))
                .contains("  not ok 1 VMIG-STR-002 # XFAIL bug 7", "ok 1 VMIG-STR");
    }

    @Test
    void waivedRuleThatIsHeldIsAFailure() throws IOException {
        Invocation vmig = conform("contract", RULE + " | bug #7");
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lines()).contains("VMIG-STR-002: waived, but held; remove the waiver");
        assertThat(Files.readAllLines(folder.resolve("rules.tap")))
                .contains("  not ok 1 VMIG-STR-002 # observed: waived, but held", "not ok 1 VMIG-STR");
    }

    @Test
    void waivedRuleThatIsViolatedInAnotherWayIsAFailure() throws IOException {
        Invocation vmig = conform("K-11", RULE + " | bug #7 | EIO");
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lines())
                .contains("VMIG-STR-002: waived, but not violated as the waiver says")
                .contains("  observed   success, 0");
    }

    /** A waiver of a rule that is not decided would hide that it is not. */
    @Test
    void waivedRuleThatDoesNotApplyIsAFailure() throws IOException {
        Path file = Files.writeString(folder.resolve("waivers.txt"), RULE + " | bug #7");
        Invocation vmig = Invocation.of("conform", "--features", "3", "--only", RULE, "--waivers", file.toString());
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lines()).contains("VMIG-STR-002: waived, but not applicable; remove the waiver");
    }

    @Test
    void waiversOfRulesThatAreNotAskedAboutAreLeftAlone() throws IOException {
        assertThat(conform("contract", "VMIG-FSM-001 | another one").code()).isEqualTo(ExitCode.HOLDS);
        assertThat(conform("contract", "").code()).isEqualTo(ExitCode.HOLDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "VMIG-STR-002; line 2: VMIG-STR-002 (expected: rule | reason",
                "VMIG-STR-002 | ; line 2: VMIG-STR-002 |",
                "VMIG-STR-002 |  | success; line 2: VMIG-STR-002 |  | success (expected: rule | reason",
                "VMIG-STR-999 | x; line 2: rule: VMIG-STR-999 (expected: one of vmig rules list)",
                "vmig-str-002 | x; line 2: rule: vmig-str-002 (expected",
                "VMIG-STR-002 | x%VMIG-STR-002 | y; line 3: rule: VMIG-STR-002 again, after line 2",
                "{\"rule\": 1}; line 2: {\"rule\": 1} (expected: rule | reason"
            })
    void malformedFileIsRefusedWithItsLine(String line, String what) throws IOException {
        Invocation vmig = conform("contract", "# first\n" + line.replace('%', '\n') + "\n");
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(vmig.err())
                .startsWith("vmig: " + folder.resolve("waivers.txt"))
                .contains(what);
        assertThat(vmig.out()).isEmpty();
    }

    @Test
    void fileThatIsNotThereOrNoTextIsRefused() throws IOException {
        Invocation missing =
                Invocation.of("conform", "--waivers", folder.resolve("none").toString());
        assertThat(missing.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(missing.err()).contains("none does not exist");
        assertThat(Invocation.of("conform", "--waivers", folder.toString()).code())
                .isEqualTo(ExitCode.BAD_INPUT);
        Path binary = Files.write(folder.resolve("binary"), new byte[] {'a', 0, 'b'});
        assertThat(Invocation.of("conform", "--waivers", binary.toString()).code())
                .isEqualTo(ExitCode.BAD_INPUT);
        Path latin = Files.write(folder.resolve("latin"), new byte[] {'#', ' ', (byte) 0xe4, '\n'});
        assertThat(Invocation.of("conform", "--waivers", latin.toString()).code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }
}
