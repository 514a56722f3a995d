package dev.vmig.samples.shapes;

import static dev.vmig.conformance.rules.Trait.ENTERS_ERROR;
import static dev.vmig.conformance.rules.Trait.EXACT_COUNTERS;
import static dev.vmig.conformance.rules.Trait.IGNORES_SOME_BITS;
import static dev.vmig.conformance.rules.Trait.READS_WAIT;
import static dev.vmig.conformance.rules.Trait.SAME_STATE_SAME_BYTES;
import static dev.vmig.conformance.rules.Trait.TRACKS_CHANGES;

import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.rules.Port;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The drivers of this package, by name: {@code mlx5} follows the contract, {@code mlx5-linux} has all departures of
 * Linux, {@code mlx5+K-1} has one, and {@code mlx5+K-1+K-3} has two.
 */
public final class Shapes {
    private static final Set<Port> PORTS = EnumSet.complementOf(EnumSet.of(
            Port.STREAM_FORMAT, Port.DEVICE_MODE, Port.GUEST_WORK, Port.COMMANDS, Port.PERSONALITIES, Port.UAPI_CALLS));
    /** The ports of a driver that sends no commands: nothing to count, to wait for or to fail. */
    private static final Set<Port> WITHOUT_COMMANDS = EnumSet.of(Port.LEDGER, Port.GUEST, Port.GUEST_VIEW);

    static final List<Kind> ALL = List.of(
            new Kind(
                    "plain",
                    FeatureSet.STOP_COPY,
                    UapiVersion.V2,
                    Set.of(SAME_STATE_SAME_BYTES),
                    PORTS,
                    64,
                    List.of(),
                    (device, time, departures) -> new PlainDriver(device)),
            new Kind(
                    "pds",
                    FeatureSet.STOP_COPY_P2P,
                    UapiVersion.V2,
                    Set.of(SAME_STATE_SAME_BYTES, ENTERS_ERROR),
                    PORTS,
                    120,
                    List.of(DepartureSwitch.K_12),
                    (device, time, departures) -> new PdsDriver(device, departures)),
            new Kind(
                    "hisi",
                    FeatureSet.STOP_COPY_PRE_COPY,
                    UapiVersion.REINIT,
                    Set.of(SAME_STATE_SAME_BYTES, EXACT_COUNTERS),
                    PORTS,
                    160,
                    List.of(DepartureSwitch.K_11),
                    (device, time, departures) -> new HisiDriver(device, departures)),
            new Kind(
                    "mlx5",
                    FeatureSet.STOP_COPY_P2P_PRE_COPY,
                    UapiVersion.REINIT,
                    Set.of(SAME_STATE_SAME_BYTES, EXACT_COUNTERS, READS_WAIT, TRACKS_CHANGES, IGNORES_SOME_BITS),
                    PORTS,
                    200,
                    List.of(DepartureSwitch.K_1, DepartureSwitch.K_3, DepartureSwitch.K_13, DepartureSwitch.H_8),
                    Mlx5Driver::new),
            new Kind(
                    "mtty",
                    FeatureSet.STOP_COPY_P2P_PRE_COPY,
                    new UapiVersion(6, 12),
                    Set.of(SAME_STATE_SAME_BYTES, EXACT_COUNTERS),
                    WITHOUT_COMMANDS,
                    MttyDriver.PORTS_SIZE,
                    List.of(DepartureSwitch.K_11),
                    (device, time, departures) -> new MttyDriver(device, departures)));

    private static final String LINUX = "-linux";
    private static final String WITH = "+";

    private Shapes() {}

    /** All names that {@link #named} accepts, except those with several departures. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Kind kind : ALL) {
            names.add(kind.id());
            if (!kind.departures().isEmpty()) {
                names.add(kind.id() + LINUX);
            }
            kind.departures().forEach(departure -> names.add(kind.id() + WITH + departure.id()));
        }
        return List.copyOf(names);
    }

    /** The driver with a name. */
    public static Optional<Testee> named(String name) {
        return ALL.stream()
                .flatMap(kind -> departures(kind, name).map(with -> kind.testee(name, with)).stream())
                .map(Testee.class::cast)
                .findFirst();
    }

    /** The departures in a name of this kind; empty if the name is of another kind. */
    private static Optional<Set<DepartureSwitch>> departures(Kind kind, String name) {
        if (name.equals(kind.id())) {
            return Optional.of(Set.of());
        }
        if (name.equals(kind.id() + LINUX)) {
            return Optional.of(kind.departures().stream()
                    .filter(DepartureSwitch::isCurrent)
                    .collect(Collectors.toSet()));
        }
        return kind.departures().stream()
                .filter(departure -> name.endsWith(WITH + departure.id()))
                .findFirst()
                .flatMap(last -> departures(
                                kind,
                                name.substring(
                                        0,
                                        name.length()
                                                - WITH.length()
                                                - last.id().length()))
                        .map(others -> {
                            Set<DepartureSwitch> all = EnumSet.of(last);
                            all.addAll(others);
                            return all;
                        }));
    }
}
