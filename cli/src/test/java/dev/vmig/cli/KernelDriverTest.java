package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.FeatureSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drivers of real kernels on the command line, with programs in their place that need no kernel. */
class KernelDriverTest {
    private static final String ADAPTER =
            Path.of("..", "examples", "testee", "registers.py").toString();

    @TempDir
    Path folder;

    private static void needPython() throws IOException, InterruptedException {
        assumeTrue(new ProcessBuilder("sh", "-c", "python3 --version").start().waitFor() == 0, "no Python");
    }

    @Test
    void agentConforms() throws IOException, InterruptedException {
        needPython();
        Invocation vmig = Invocation.of("conform", "--driver", "agent:python3 " + ADAPTER, "--only", "VMIG-SES-001");
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
    }

    @Test
    void violationThatNoKernelIsKnownForIsOne() throws IOException, InterruptedException {
        needPython();
        String driver = "agent:python3 " + ADAPTER + " --fault";
        Invocation vmig = Invocation.of("conform", "--driver", driver, "--only", "VMIG-SES-001");
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.out()).contains("vmig conform --driver '" + driver + "' --only VMIG-SES-001 --seed 1");
    }

    /** The first program ends in the midst of the calls; the second one serves them all. */
    @Test
    void programThatEndsOnceIsNoVerdict() throws IOException, InterruptedException {
        needPython();
        // Not head -c, which passes nothing on until it has all.
        String first = "dd bs=1 count=3000 2>/dev/null | python3 " + ADAPTER;
        String once =
                "if mkdir %s/once 2>/dev/null; then %s; else exec python3 %s; fi".formatted(folder, first, ADAPTER);
        Invocation vmig = Invocation.of("conform", "--driver", "agent:" + once);
        assertThat(vmig.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(vmig.err())
                .contains(
                        "VMIG-FSM-013: no answer: the testee ended with exit code 0 once, but not when the same calls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mtty", "virtio"})
    void missingToolsAreReportedWithExitCode3(String driver) throws IOException {
        Path boot = folder.resolve("kernel").resolve("boot.sh");
        Files.createDirectory(boot.getParent());
        Files.writeString(boot, "#!/bin/sh\necho \"boot.sh: no kernel for $*\" >&2\nexit 3\n");
        assertThat(boot.toFile().setExecutable(true)).isTrue();
        String before = System.setProperty("vmig.home", folder.toString());
        try {
            Invocation vmig = Invocation.of("conform", "--driver", "linux-" + driver);
            assertThat(vmig.code()).isEqualTo(ExitCode.INCONCLUSIVE);
            assertThat(vmig.err())
                    .contains("linux-%s: boot.sh: no kernel for --driver %s --prepare".formatted(driver, driver));
        } finally {
            if (before == null) {
                System.clearProperty("vmig.home");
            } else {
                System.setProperty("vmig.home", before);
            }
        }
    }

    @Test
    void kernelsSayThemselvesWhatTheyOffer() {
        Invocation vmig = Invocation.of("conform", "--driver", "linux-mtty", "--features", "7");
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(vmig.err()).contains("a kernel says what it has");
    }

    @Test
    void quirksAreThoseOfTheSeries() {
        RuleCatalogue catalogue = RuleCatalogue.bundled();
        assertThat(KernelDriver.quirks(shape("mtty 6.12.117+deb12-amd64", "6.12"), catalogue))
                .extracting(quirk -> quirk.reason().substring(0, 4))
                .containsOnly("K-11", "K-16", "K-17", "K-18");
        assertThat(KernelDriver.quirks(shape("virtio_vfio_pci 7.2.13+deb14-amd64", "7.2"), catalogue))
                .extracting(quirk -> StringUtils.substringBefore(quirk.reason(), ":"))
                .containsOnly("K-1", "K-3", "K-4", "K-10");
        assertThat(KernelDriver.quirks(shape("mtty 6.11.2", "6.11"), catalogue)).isEmpty();
        assertThat(KernelDriver.quirks(shape("vfio 6.12.117", "6.12"), catalogue))
                .isEmpty();
    }

    private static Shape shape(String name, String uapi) {
        return new Shape(name, FeatureSet.STOP_COPY_P2P_PRE_COPY, UapiVersion.parse(uapi), Set.of(), Set.of());
    }
}
