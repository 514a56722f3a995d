package dev.vmig.trace.walk;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.spec.Departures;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecFiles;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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
        this.files = files;
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

    /** A device that moves between two hosts, its VM's memory left out. */
    public Oracle liveMigration() {
        return open("LiveMigration", "Pages = {}\nMaxWrites = 1\nMaxWire = 3\nRecovery = \"QEMU\"\n");
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

    private Oracle open(String module, String constants) {
        return open.computeIfAbsent(
                module + "\n" + constants,
                key -> Oracle.open(
                        files.withFile(CONFIG, "SPECIFICATION Spec\nCONSTANTS\n" + constants), module, CONFIG));
    }

    private static String set(Collection<String> values) {
        return new TreeSet<>(values)
                .stream().map(value -> '"' + value + '"').collect(Collectors.joining(", ", "{", "}"));
    }
}
