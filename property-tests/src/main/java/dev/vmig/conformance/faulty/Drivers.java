package dev.vmig.conformance.faulty;

import dev.vmig.admin.DriverProfile;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The drivers that come with vmig, by name. */
public final class Drivers {
    private static final String CONTRACT = "contract";
    private static final String LINUX = "linux";

    private Drivers() {}

    /** The names: the reference, the reference as Linux does it, and each faulty driver. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of(CONTRACT, LINUX));
        FaultyDriver.ALL.forEach(faulty -> names.add(faulty.id()));
        return names;
    }

    /**
     * The driver with a name.
     *
     * @param features what it offers, 3 or 7; a faulty driver has all
     */
    public static Optional<Testee> named(String name, FeatureSet features) {
        return switch (name) {
            case CONTRACT -> Optional.of(SimulatedTestee.of(name, features, DriverProfile.CONTRACT));
            case LINUX -> Optional.of(SimulatedTestee.of(name, features, DriverProfile.LINUX));
            default ->
                FaultyDriver.ALL.stream()
                        .filter(faulty -> faulty.id().equals(name))
                        .map(FaultyDriver::testee)
                        .findFirst();
        };
    }
}
