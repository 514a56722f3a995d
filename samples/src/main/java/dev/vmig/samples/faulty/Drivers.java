package dev.vmig.samples.faulty;

import dev.vmig.admin.DriverProfile;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.shapes.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The drivers that come with vmig, by name. */
public final class Drivers {
    private static final String CONTRACT = "contract";
    private static final String LINUX = "linux";

    private Drivers() {}

    /** The names: the reference, its linux profile, the drivers of other shapes, and each faulty driver. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of(CONTRACT, LINUX));
        names.addAll(Shapes.names());
        FaultyDriver.ALL.forEach(faulty -> names.add(faulty.id()));
        return names;
    }

    /**
     * Whether the driver with that name supports these features. Only the reference has a choice, and always has P2P.
     */
    public static boolean offers(String name, FeatureSet features) {
        return features.hasP2p() || !List.of(CONTRACT, LINUX).contains(name);
    }

    /**
     * The driver with a name.
     *
     * @param features of the reference, 3 or 7; the other drivers have fixed ones
     */
    public static Optional<Testee> named(String name, FeatureSet features) {
        return switch (name) {
            case CONTRACT -> Optional.of(SimulatedTestee.of(name, features, DriverProfile.CONTRACT));
            case LINUX -> Optional.of(SimulatedTestee.of(name, features, DriverProfile.LINUX));
            default ->
                FaultyDriver.ALL.stream()
                        .filter(faulty -> faulty.id().equals(name))
                        .map(FaultyDriver::testee)
                        .findFirst()
                        .or(() -> Shapes.named(name));
        };
    }
}
