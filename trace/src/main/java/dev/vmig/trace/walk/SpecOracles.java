package dev.vmig.trace.walk;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.spec.Departures;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Opens the modules of the specification as oracles, with constants that fit the input; each once. */
public final class SpecOracles implements AutoCloseable {
    private static final String CONFIG = "Generated.cfg";

    private final SpecFiles files;
    private final Map<String, Oracle> open = new HashMap<>();

    /** Uses the given modules. */
    public SpecOracles(SpecFiles files) {
        this.files = withRuns(files);
    }

    /** Uses the modules of this project. */
    public static SpecOracles bundled() {
        return new SpecOracles(SpecFiles.bundled());
    }

    /**
     * The vfio-virtio driver on its device.
     *
     * @param commandErrnos errnos of admin commands
     * @param departures of the driver, such as {@code K-1}
     */
    public Oracle virtioVf(Collection<String> commandErrnos, Collection<String> departures) {
        String constants = "CommandErrnos = " + set(commandErrnos) + "\n";
        if (departures.isEmpty()) {
            return open("VirtioVf", constants);
        }
        Departures all = Departures.of(files, "VirtioVf");
        return open(all.module(), constants + String.join("\n", all.substitutions(departures)) + "\n");
    }

    /**
     * Any driver.
     *
     * @param arcErrnos errnos of arcs
     * @param imageErrnos errnos of RESUMING→STOP with incomplete data
     */
    public Oracle vfioMigration(Collection<String> arcErrnos, Collection<String> imageErrnos) {
        return open("VfioMigration", "ArcErrnos = " + set(arcErrnos) + "\nImageErrnos = " + set(imageErrnos) + "\n");
    }

    /** The vfio-virtio driver in a recorded run, with actions for departures and failures outside the driver. */
    Oracle virtioRun() {
        Set<String> errnos = new TreeSet<>(Set.of(ContractEvents.ANY_ERRNO));
        Arrays.stream(Errno.values()).map(Enum::name).forEach(errnos::add);
        return open("VirtioRun", "RunSpec", "CommandErrnos = " + set(errnos) + "\n");
    }

    /** Any driver in a recorded run, with the same actions. */
    Oracle contractRun() {
        String any = set(Set.of(ContractEvents.ANY_ERRNO));
        return open("ContractRun", "RunSpec", "ArcErrnos = " + any + "\nImageErrnos = " + any + "\n");
    }

    /** A device that migrates between two hosts, without guest memory. */
    public Oracle liveMigration() {
        return open("LiveMigration", "Pages = {}\nMaxWrites = 1\nMaxWire = 3\nRecovery = \"QEMU\"\n");
    }

    /** The barrier among devices of one VM, all with P2P and PRE_COPY. */
    public Oracle deviceBarrier(Collection<String> devices) {
        return open("DeviceBarrier", "Devices = " + set(devices) + "\n");
    }

    @Override
    public void close() {
        open.values().forEach(Oracle::close);
        open.clear();
    }

    /** The features as the specification names them. */
    public static Set<String> featureNames(FeatureSet features) {
        Set<String> names = new TreeSet<>(Set.of("STOP_COPY"));
        if (features.hasP2p()) {
            names.add("P2P");
        }
        if (features.hasPreCopy()) {
            names.add("PRE_COPY");
        }
        return names;
    }

    /** The modules of the specification and those about runs. */
    public static SpecFiles withRuns(SpecFiles files) {
        return files.withFile("ContractRun.tla", bundledRun("ContractRun"))
                .withFile("VirtioRun.tla", bundledRun("VirtioRun"));
    }

    private static String bundledRun(String module) {
        try (InputStream in = SpecOracles.class.getResourceAsStream(module + ".tla")) {
            return new String(Objects.requireNonNull(in, module).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(module, e);
        }
    }

    private Oracle open(String module, String constants) {
        return open(module, "Spec", constants);
    }

    private Oracle open(String module, String specification, String constants) {
        return open.computeIfAbsent(
                module + "\n" + constants,
                key -> Oracle.open(
                        files.withFile(CONFIG, "SPECIFICATION " + specification + "\nCONSTANTS\n" + constants),
                        module,
                        CONFIG));
    }

    private static String set(Collection<String> values) {
        return new TreeSet<>(values)
                .stream().map(value -> '"' + value + '"').collect(Collectors.joining(", ", "{", "}"));
    }
}
