package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffCommandTest {
    private static Invocation diff(String one, String other, int steps) {
        return Invocation.of("diff", "--driver", one, "--driver", other, "--steps", String.valueOf(steps));
    }

    @Test
    void driverDoesNotDifferFromItself() {
        Invocation vmig = diff("contract", "contract", 400);
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.lines())
                .containsExactly("contract and contract, seed 1: 400 calls in 10 walks, no unexplained difference");
    }

    @ParameterizedTest
    @CsvSource({
        "contract, linux, K-1",
        "contract, linux, K-9",
        "mtty, mtty-linux, K-11",
        "pds, pds-linux, K-12",
    })
    void knownDepartureIsCounted(String one, String other, String finding) {
        Invocation vmig = diff(one, other, 1000);
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.lines()).anyMatch(line -> line.startsWith("  " + finding + ", "));
    }

    @Test
    void differenceIsShrunk() {
        Invocation vmig = diff("contract", "F-FSM-010", 1000);
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lines().subList(1, vmig.lines().size()))
                .containsExactly(
                        "   1. source.setState(10)",
                        "  contract: EINVAL, state RUNNING",
                        "  F-FSM-010: EINVAL, state RUNNING_P2P");
    }

    @Test
    void departureOfAnotherDriverIsADifference() {
        Invocation vmig = diff("contract", "K-1", 1000);
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lines())
                .contains("   1. target.setState(RESUMING)", "   2. target.setState(STOP)")
                .anyMatch(line -> line.startsWith("  as in K-1, known of: virtio_vfio_pci 7.2"));
    }

    @ParameterizedTest
    @CsvSource({"F-SES-003", "F-STR-001"})
    void faultyDriverDiffers(String faulty) {
        assertThat(diff("contract", faulty, 2000).code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
    }

    @Test
    void differenceIsInTheDocument() {
        Invocation vmig =
                Invocation.of("diff", "--driver", "contract", "--driver", "F-FSM-010", "--steps", "1000", "--json");
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.out()).contains("\"difference\" : [ \"source.setState(10)\" ]", "EINVAL, state RUNNING_P2P");
    }

    @ParameterizedTest
    @CsvSource({
        "plain, contract, features 1 and 7",
        "contract, no-such-driver, no-such-driver",
    })
    void driversThatCannotBeComparedAreUsage(String one, String other, String message) {
        Invocation vmig = diff(one, other, 10);
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(vmig.err()).contains(message);
    }

    @Test
    void kernelThatCannotBeTalkedToIsInconclusive() {
        Invocation vmig = diff("agent:exit 5", "contract", 10);
        assertThat(vmig.code()).isEqualTo(ExitCode.INCONCLUSIVE);
    }
}
