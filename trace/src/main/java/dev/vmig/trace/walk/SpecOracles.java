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

/** Opens the modules of the specification as oracles, with constants to suit what is to be checked; each once. */
public final class SpecOracles implements AutoCloseable {
    private static final String CONFIG = "Generated.cfg";

    private final SpecFiles files;
    private final Map<String, Oracle> open = new HashMap<>();

    /** Over the given modules. */
    public SpecOracles(SpecFiles files) {
        this.files = withRuns(files);
    }

    /** Over the modules of this project. */
    public static SpecOracles bundled() {
        return new SpecOracles(SpecFiles.bundled());
    }

    /**
     * The vfio-virtio driver on its device.
     *
     * @param commandErrnos what admin commands may fail with
     * @param departures that the driver has, {@code K-1} for one
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
     * @param arcErrnos what arcs may fail with
     * @param imageErrnos what leaving RESUMING may fail with when the data are not whole
     */
    public Oracle vfioMigration(Collection<String> arcErrnos, Collection<String> imageErrnos) {
        return open("VfioMigration", "ArcErrnos = " + set(arcErrnos) + "\nImageErrnos = " + set(imageErrnos) + "\n");
    }

    /** The vfio-virtio driver in a recorded run: what it departs in and its system fails with are actions, too. */
    Oracle virtioRun() {
        Set<String> errnos = new TreeSet<>(Set.of(ContractEvents.ANY_ERRNO));
        Arrays.stream(Errno.values()).map(Enum::name).forEach(errnos::add);
        return open("VirtioRun", "RunSpec", "CommandErrnos = " + set(errnos) + "\n");
    }

    /** Any driver in a recorded run, the same. */
    Oracle contractRun() {
        String any = set(Set.of(ContractEvents.ANY_ERRNO));
        return open("ContractRun", "RunSpec", "ArcErrnos = " + any + "\nImageErrnos = " + any + "\n");
    }

    /** A device that moves between two hosts, its VM's memory left out. */
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
