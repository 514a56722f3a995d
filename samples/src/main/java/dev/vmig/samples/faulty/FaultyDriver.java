package dev.vmig.samples.faulty;

import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.Quirk;
import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.VfioDevice;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A driver with a defect that the kit must find: the defect of a real driver, or one that only the named rule detects.
 *
 * @param id of the defect in the documents and on the command line, such as {@code H-1}; {@code F-} and the rule if no
 *     known driver has it
 * @param rule the id of the rule that names the defect
 * @param with ids of further rules that the defect necessarily violates
 * @param testee the driver
 */
public record FaultyDriver(String id, String rule, Set<String> with, Testee testee) {
    private static final String PREFIX = "VMIG-";

    /** All faulty drivers, known defects first. */
    public static final List<FaultyDriver> ALL = Stream.of(
                    KnownDefects.ALL,
                    RequestMistakes.ALL,
                    SessionMistakes.ALL,
                    StreamMistakes.ALL,
                    CounterMistakes.ALL,
                    OtherMistakes.ALL,
                    UnseenMistakes.ALL,
                    UapiMistakes.ALL,
                    RaceMistakes.ALL)
            .flatMap(List::stream)
            .toList();

    /** Wraps the reference with all features. Rules have short names, such as {@code FSM-003}. */
    static FaultyDriver faulty(String id, String rule, UnaryOperator<VfioDevice> wrong, String... with) {
        return ofBench(id, rule, bench -> bench.wrap(wrong), with);
    }

    /** A defect without a known driver, named after its rule. */
    static FaultyDriver mistake(String rule, UnaryOperator<VfioDevice> wrong, String... with) {
        return faulty("F-" + rule, rule, wrong, with);
    }

    /** Such a defect around another correct driver. */
    static FaultyDriver mistakeOf(Testee sound, String rule, UnaryOperator<VfioDevice> wrong, String... with) {
        return on(sound, "F-" + rule, rule, bench -> bench.wrap(wrong), with);
    }

    /** A defect of the reference that shows only if two threads call. */
    static FaultyDriver race(String id, String rule, UnaryOperator<VfioDevice> wrong) {
        return new FaultyDriver(
                id,
                PREFIX + rule,
                Set.of(),
                reference(FeatureSet.STOP_COPY_P2P_PRE_COPY)
                        .wrapped(shape -> shape.named(id), bench -> bench.wrap(wrong)));
    }

    /** Wraps any correct driver; the defect may change the ports too. The wrappers are for one thread. */
    private static FaultyDriver on(Testee sound, String id, String rule, UnaryOperator<Bench> wrong, String... with) {
        return new FaultyDriver(
                id,
                PREFIX + rule,
                Stream.of(with).map(PREFIX::concat).collect(Collectors.toUnmodifiableSet()),
                sound.wrapped(shape -> shape.named(id).without(Trait.CALLS_FROM_THREADS), wrong));
    }

    /** Wraps the reference and its ports. */
    static FaultyDriver ofBench(String id, String rule, UnaryOperator<Bench> wrong, String... with) {
        return on(reference(FeatureSet.STOP_COPY_P2P_PRE_COPY), id, rule, wrong, with);
    }

    /** Enables a departure of the reference. */
    static FaultyDriver quirk(Quirk quirk, String rule, String... with) {
        DriverProfile profile = new DriverProfile(Set.of(quirk), false);
        Testee departing = SimulatedTestee.of(quirk.id(), FeatureSet.STOP_COPY_P2P_PRE_COPY, profile);
        return on(departing, quirk.id(), rule, UnaryOperator.identity(), with);
    }

    static SimulatedTestee reference(FeatureSet features) {
        return SimulatedTestee.of("reference", features, DriverProfile.CONTRACT);
    }
}
