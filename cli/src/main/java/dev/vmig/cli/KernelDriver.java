package dev.vmig.cli;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.Waiver;
import dev.vmig.conformance.kit.WaiverFile;
import dev.vmig.conformance.rules.Port;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.testee.ProcessTestee;
import dev.vmig.samples.faulty.VirtioStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.Strings;

/**
 * A migration driver of a Linux kernel behind the agent of kernel/, in a virtual machine started here or behind a
 * command. Known violations of its kernel version are expected failures.
 */
final class KernelDriver implements Testee, AutoCloseable {
    private static final String LINUX = "linux-";
    /** The sample driver mtty of a stock kernel, in a virtual machine. */
    static final String LINUX_MTTY = LINUX + "mtty";
    /** The driver vfio-virtio on Debian's newest kernel, in a virtual machine, on a simulated admin virtqueue. */
    static final String LINUX_VIRTIO = LINUX + "virtio";
    /** The prefix of a command that starts an agent. */
    static final String AGENT = "agent:";

    private static final String MTTY = "mtty";
    private static final String VIRTIO = "virtio_vfio_pci";
    private static final String BOOT = "kernel/boot.sh";
    /** A virtual machine takes some seconds to boot; on a busy computer a few minutes. */
    private static final Duration TO_START = Duration.ofMinutes(5);
    /** The same computer is no reason to take a call for one that never returns. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private final String name;
    private final ProcessTestee process;
    private final Testee testee;
    private final boolean guarded;

    private KernelDriver(String name, ProcessTestee process, boolean acceptCrashes) {
        this.name = name;
        this.process = process;
        boolean virtio = process.shape().name().startsWith(VIRTIO);
        this.guarded = virtio && !acceptCrashes;
        this.testee = virtio ? ofVirtio(process, guarded) : process;
    }

    /** Its stream is that of the simulated driver. */
    private static Testee ofVirtio(Testee testee, boolean guarded) {
        Testee virtio = testee.wrapped(
                KernelDriver::withFormat, bench -> bench.with(bench.ports().with(new VirtioStream())));
        return guarded ? virtio.wrapped(shape -> shape, CrashGuard::of) : virtio;
    }

    private static Shape withFormat(Shape shape) {
        Set<Port> ports = EnumSet.of(Port.STREAM_FORMAT);
        ports.addAll(shape.ports());
        return new Shape(shape.name(), shape.features(), shape.uapi(), shape.traits(), ports);
    }

    static boolean isNamed(String driver) {
        return driver.equals(LINUX_MTTY) || driver.equals(LINUX_VIRTIO) || driver.startsWith(AGENT);
    }

    /**
     * Starts the driver with that name.
     *
     * @param limit timeout of an answer
     * @param acceptCrashes whether to make calls that may crash the kernel of a driver
     * @param err receives the progress of a build
     * @throws dev.vmig.conformance.kit.TesteeException if the driver cannot be reached
     */
    static KernelDriver start(String driver, Duration limit, boolean acceptCrashes, PrintWriter err) {
        String command = driver.startsWith(AGENT) ? driver.substring(AGENT.length()) : prepared(driver, err);
        return new KernelDriver(driver, ProcessTestee.start(command, TO_START, limit), acceptCrashes);
    }

    @Override
    public Shape shape() {
        return testee.shape();
    }

    @Override
    public Bench open(long seed) {
        return testee.open(seed);
    }

    @Override
    public Optional<String> lacks(Rule rule) {
        return guarded && rule.withheld() ? Optional.of(CrashGuard.REASON) : testee.lacks(rule);
    }

    /** Reports withhold the calls by which current kernels violate a rule. */
    @Override
    public boolean limitsCalls() {
        return true;
    }

    @Override
    public boolean comesWithVmig() {
        return true;
    }

    @Override
    public String reproduce(String rule, long seed) {
        return "vmig conform --driver %s --only %s --seed %d".formatted(ProcessTestee.quoted(name), rule, seed);
    }

    /** The driver's name in traces, which selects its departures; empty for a command. */
    Optional<String> traceName() {
        return Optional.of(shape().name()).filter(full -> full.startsWith(MTTY));
    }

    /** The report with the known violations of this kernel version as expected failures. */
    ConformanceReport withQuirks(ConformanceReport report, RuleCatalogue catalogue) {
        ConformanceReport known = report;
        for (Waiver quirk : quirks(shape(), catalogue)) {
            ConformanceReport with = known.waived(List.of(quirk));
            known = with.stale().isEmpty() ? with : known;
        }
        return known;
    }

    /** The known violations in the file of driver and kernel series, such as mtty-6.12.txt; empty without a file. */
    static List<Waiver> quirks(Shape shape, RuleCatalogue catalogue) {
        String file = "quirks/%s-%s.txt".formatted(StringUtils.substringBefore(shape.name(), " "), shape.uapi());
        try (InputStream in = KernelDriver.class.getResourceAsStream(file)) {
            return in == null
                    ? List.of()
                    : WaiverFile.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8), catalogue);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that boots the kernel, after its script has built missing files. */
    private static String prepared(String driver, PrintWriter err) {
        Path boot = script(driver);
        String chosen = Strings.CS.removeStart(driver, LINUX);
        StringBuilder said = new StringBuilder();
        try {
            Process build = new ProcessBuilder(boot.toString(), "--driver", chosen, "--prepare")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader lines = build.errorReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.endsWith("...")) {
                        err.println("vmig: " + line);
                        err.flush();
                    } else {
                        said.append(said.isEmpty() ? "" : System.lineSeparator())
                                .append(line);
                    }
                }
            }
            if (build.waitFor() != 0) {
                throw missing(driver, said.toString());
            }
        } catch (IOException e) {
            throw missing(driver, boot + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing(driver, boot + ": interrupted");
        }
        return "exec %s --driver %s".formatted(ProcessTestee.quoted(boot.toString()), chosen);
    }

    /** The script in the clone of the launcher, or of the current directory. */
    private static Path script(String driver) {
        String home = System.getProperty("vmig.home");
        return Stream.iterate(
                        Path.of(home == null ? "" : home).toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(BOOT))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        missing(driver, BOOT + " is not there (expected: a clone of vmig, or --driver agent:CMD)"));
    }

    private static CommandFailure missing(String driver, String reason) {
        return new CommandFailure(ExitCode.INCONCLUSIVE, "--driver: " + driver + ": " + reason);
    }

    /** Ends the virtual machine. */
    @Override
    public void close() {
        process.close();
    }
}
