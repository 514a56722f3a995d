package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code vmig conform --testee}, with {@code vmig testee} at the other end, and with what is no testee. */
class ConformTesteeTest {
    private static final String VMIG = "'%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s"
            .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path"),
                    Vmig.class.getName());

    @Test
    void driverInAProgramOfItsOwnIsHeldToTheRules() {
        String command = VMIG + " testee --driver K-11";
        Invocation vmig = Invocation.of("conform", "--testee", command, "--only", "VMIG-STR-002");
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lines())
                .contains("  observed   success, 0")
                .contains("  reproduce  vmig conform --testee '" + command.replace("'", "'\\''")
                        + "' --only VMIG-STR-002 --seed 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo nonsense | vmig: testee: line 1: no message of the protocol (is it a debug print?",
                "exit 4 | vmig: testee: the testee ended with exit code 4 when it was asked for hello",
                "head -c 100 /dev/urandom | vmig: testee: line 1: ",
                "cat | vmig: testee: line 1: answers: [] (expected: one of"
            })
    void programWithoutTheProtocolIsBadInput(String command, String err) {
        Invocation vmig = Invocation.of("conform", "--testee", command);
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(vmig.err()).startsWith(err).hasLineCount(1);
        assertThat(vmig.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--driver contract --testee true, --driver",
        "--features 3 --testee true, --features",
        "--timeout 3, --timeout",
        "--timeout 0 --testee true, --timeout",
        "--time -1, --time",
        "--time soon, '--time'",
        "--seed x, '--seed'"
    })
    void optionsThatDoNotGoTogetherAreBadUsage(String options, String named) {
        Invocation vmig = Invocation.of(("conform " + options).split(" "));
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(vmig.err()).contains(named);
        assertThat(vmig.out()).isEmpty();
    }

    /** Behind the protocol, too, a driver that comes with vmig does not show how current kernels fail. */
    @Test
    void driverOfVmigBehindTheProtocolKeepsItsCallsBack() {
        Invocation vmig =
                Invocation.of("conform", "--testee", VMIG + " testee --driver K-2", "--only", "SES-002", "--quiet");
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lines()).anyMatch(line -> line.endsWith("not shown: current kernels violate this rule"));
    }
}
