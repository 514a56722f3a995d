package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Drivers of stock kernels, in a virtual machine: {@code mvn -Pkernel -pl cli -am verify}. */
@Tag("kernel")
class RealKernelTest {
    private static final Path BOOT = Path.of("..", "kernel", "boot.sh").toAbsolutePath();

    /** Skipped aloud, as a profile that runs nothing must not pass for one that holds. */
    private static void prepare(String driver, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(BOOT.toString(), "--driver", driver, "--prepare"));
        command.addAll(List.of(options));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code == ExitCode.INCONCLUSIVE) {
            System.err.println(
                    "RealKernelTest: SKIPPED: " + driver + " was not checked; see above for what is missing");
        }
        assumeTrue(code != ExitCode.INCONCLUSIVE, "the machine lacks something");
        assertThat(code).isZero();
    }

    @Test
    void mttyIsViolatedAsKnownAndNotOtherwise() throws IOException, InterruptedException {
        prepare("mtty");
        Invocation vmig = Invocation.of("conform", "--driver", "linux-mtty");
        assertThat(vmig.code()).as(vmig.out() + vmig.err()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.lines().get(0)).contains("mtty ", "features 7", " 0 violated,", " 8 violated as expected");
        assertThat(Stream.of("K-11", "K-16", "K-17", "K-18")).allMatch(vmig.out()::contains);
    }

    @Test
    void virtioIsViolatedAsKnownAndNotOtherwise() throws IOException, InterruptedException {
        prepare("virtio");
        Invocation vmig = Invocation.of("conform", "--driver", "linux-virtio");
        assertThat(vmig.code()).as(vmig.out() + vmig.err()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.lines().get(0)).contains("virtio_vfio_pci ", "features 7", " 0 violated,");
        assertThat(Stream.of("K-1", "K-3", "K-4", "K-10")).allMatch(vmig.out()::contains);
    }

    /** Every feature set and every number up to the first that is no state; H-1 ends the rows before its call. */
    @Test
    void nextStatesOfTheStockKernelAreThoseOfTheTable() throws IOException, InterruptedException {
        prepare("nextstate");
        assertNextStates(BOOT.toString(), "--driver", "nextstate");
    }

    @Test
    void nextStatesOfTheNewestKernelAreThoseOfTheTable() throws IOException, InterruptedException {
        prepare("nextstate", "--newest");
        assertNextStates(BOOT.toString(), "--driver", "nextstate", "--newest");
    }

    private static void assertNextStates(String... command) throws IOException {
        Process machine = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> rows;
        try (BufferedReader lines = machine.inputReader(StandardCharsets.UTF_8)) {
            rows = lines.lines().toList();
        }
        List<String> table = Invocation.of("table", "--format", "csv").lines();
        assertThat(rows).hasSize(1 + 8 * 8 * 9).containsAll(table);
        assertThat(rows).filteredOn(row -> !table.contains(row)).allMatch(row -> row.endsWith(",,EINVAL"));
    }

    @Test
    void machineThatIsKilledIsNoVerdictAndLeavesNoProcess() throws IOException, InterruptedException {
        prepare("mtty");
        Thread killer = new Thread(RealKernelTest::killMachine);
        killer.start();
        Invocation vmig = Invocation.of("conform", "--driver", "linux-mtty", "--only", "VMIG-FSM-013");
        killer.join();
        assertThat(vmig.code()).as(vmig.out() + vmig.err()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(vmig.err()).contains("the testee ended with exit code 137");
        assertThat(machines()).isEmpty();
    }

    /** The first machine, once it has used so much time that it answers calls. */
    private static void killMachine() {
        Optional<ProcessHandle> machine = Optional.empty();
        while (machine.isEmpty()) {
            machine = machines().stream()
                    .filter(one -> one.info().totalCpuDuration().orElseThrow().toSeconds() >= 8)
                    .findFirst();
            Thread.onSpinWait();
        }
        machine.get().destroyForcibly();
    }

    private static List<ProcessHandle> machines() {
        return ProcessHandle.current()
                .descendants()
                .filter(one -> one.info().command().orElse("").contains("qemu-system"))
                .toList();
    }
}
