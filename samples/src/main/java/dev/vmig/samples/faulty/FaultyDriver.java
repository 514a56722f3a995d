package dev.vmig.samples.faulty;

import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.Quirk;
import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.samples.faulty.SimulatedTestee.Defect;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A defect that the kit must find: one that was found in a real driver, or a mistake that only the rule in question notices.
 *
 * @param id of the defect in the documents, such as {@code H-1}, or {@code F-} and the rule if nobody is known to have made it; on the command line the driver has this name too
 * @param rule the id of the rule that names the defect
 * @param with ids of further rules that cannot be kept with it
 * @param testee the driver; all features, as a rule
 */
public record FaultyDriver(String id, String rule, Set<String> with, Testee testee) {
    private static final String PREFIX = "VMIG-";

    private static final List<FaultyDriver> KNOWN = List.of(
            wrapped("H-1", "VMIG-FSM-013", LookupSpins::new),
            wrapped("H-2", "VMIG-STR-014", (device, budget) -> new GarbageInRecords(device), "CNT-006"),
            wrapped("H-4", "VMIG-CNT-009", (device, budget) -> new UnreadForgotten(device), "CNT-001", "CNT-003"),
            new FaultyDriver(
                    "H-5",
                    "VMIG-SES-011",
                    ids("RST-004"),
                    new WrappedTestee(
                            testee("", DriverProfile.CONTRACT, Defect.NONE),
                            "H-5",
                            bench -> Hoarder.bench(bench, Hoarder.When.NOT_OPENED))),
            wrapped("H-7", "VMIG-RST-002", (device, budget) -> new FilesOutliveReset(device)),
            wrapped("H-8", "VMIG-CNT-001", (device, budget) -> new HeaderNotCounted(device)),
            quirk("VMIG-ERR-002", Quirk.K_1, "ERR-003", "ERR-004"),
            wrapped("K-3", "VMIG-CNT-006", (device, budget) -> new CounterEchoed(device), "CNT-001"),
            quirk("VMIG-ERR-010", Quirk.K_4),
            quirk("VMIG-RST-005", Quirk.K_5),
            wrapped("K-6", "VMIG-ERR-009", (device, budget) -> RefusalForgotten.ofSizes(device)),
            wrapped("K-8", "VMIG-STR-015", (device, budget) -> new HeaderReadableFirst(device)),
            quirk("VMIG-STR-012", Quirk.K_9),
            quirk("VMIG-CNT-001", Quirk.K_10, "CNT-009"),
            wrapped("K-11", "VMIG-STR-002", (device, budget) -> new ErrnoIsZero(device, Errno.ENOMSG)),
            wrapped(
                    "K-12",
                    "VMIG-SES-001",
                    (device, budget) -> new ErrnoIsZero(device, Errno.ENODEV),
                    "RST-002",
                    "STR-002"),
            wrapped(
                    "K-13",
                    "VMIG-SES-010",
                    (device, budget) -> new FailedArcTakesFiles(device),
                    "CNT-001",
                    "ERR-010",
                    "FSM-008",
                    "STR-004",
                    "STR-005"),
            quirk("VMIG-FSM-015", Quirk.K_14),
            quirk("VMIG-FSM-016", Quirk.K_15),
            wrapped(
                    "U-2",
                    "VMIG-FSM-001",
                    (device, budget) -> new OpensAnywhere(device),
                    "FSM-006",
                    "FSM-007",
                    "FSM-010",
                    "FSM-014"),
            wrapped(
                    "U-3",
                    "VMIG-RST-001",
                    (device, budget) -> new ResetKeepsState(device),
                    "RST-002",
                    "RST-004",
                    "SES-002",
                    "SES-003",
                    "SES-004"),
            wrapped("U-4", "VMIG-FSM-006", (device, budget) -> new SameStateRefused(device)),
            wrapped("U-5", "VMIG-FSM-008", (device, budget) -> new TableChanged(device), "ERR-010"),
            wrapped("U-6", "VMIG-FSM-002", (device, budget) -> new RangeOffByOne(device)),
            wrapped(
                    "U-9",
                    "VMIG-MIG-006",
                    (device, budget) -> new StopCopyIsFinal(device),
                    "ERR-006",
                    "ERR-010",
                    "FSM-008"),
            wrapped("F-STR-011", "VMIG-STR-011", (device, budget) -> new OptionalRefused(device), "ERR-005", "MIG-001"),
            wrapped("F-STR-013", "VMIG-STR-013", (device, budget) -> RefusalForgotten.ofKinds(device)));

    /** All of them, the known defects first. */
    public static final List<FaultyDriver> ALL = Stream.of(
                    KNOWN,
                    RequestMistakes.ALL,
                    SessionMistakes.ALL,
                    StreamMistakes.ALL,
                    CounterMistakes.ALL,
                    OtherMistakes.ALL)
            .flatMap(List::stream)
            .toList();

    private static FaultyDriver wrapped(String id, String rule, Defect defect, String... with) {
        return new FaultyDriver(id, rule, ids(with), testee(id, DriverProfile.CONTRACT, defect));
    }

    /** A driver that does not keep the rule of a known defect, in a way of its own. */
    static FaultyDriver known(String id, String rule, UnaryOperator<VfioDevice> wrong, String... with) {
        return wrapped(id, PREFIX + rule, (device, budget) -> wrong.apply(device), with);
    }

    /** A mistake that nobody is known to have made. Its rule is named in short, as in {@code FSM-003}. */
    static FaultyDriver mistake(String rule, UnaryOperator<VfioDevice> wrong, String... with) {
        return mistake(rule, FeatureSet.STOP_COPY_P2P_PRE_COPY, wrong, with);
    }

    static FaultyDriver mistake(String rule, FeatureSet features, UnaryOperator<VfioDevice> wrong, String... with) {
        return mistake(rule, features, UapiVersion.REINIT, wrong, with);
    }

    static FaultyDriver mistake(String rule, UapiVersion uapi, UnaryOperator<VfioDevice> wrong, String... with) {
        return mistake(rule, FeatureSet.STOP_COPY_P2P_PRE_COPY, uapi, wrong, with);
    }

    /** A mistake of a driver of another shape. */
    static FaultyDriver mistakeOf(Testee sound, String rule, UnaryOperator<VfioDevice> wrong, String... with) {
        return mistake(
                sound,
                rule,
                bench -> new Bench(wrong.apply(bench.source()), wrong.apply(bench.target()), bench.ports()),
                with);
    }

    /** A mistake that shows in the ports, too. */
    static FaultyDriver mistakeOfBoth(String rule, UnaryOperator<Bench> wrong, String... with) {
        return mistake(testee("", DriverProfile.CONTRACT, Defect.NONE), rule, wrong, with);
    }

    private static FaultyDriver mistake(Testee sound, String rule, UnaryOperator<Bench> wrong, String... with) {
        String id = "F-" + rule;
        return new FaultyDriver(id, PREFIX + rule, ids(with), new WrappedTestee(sound, id, wrong));
    }

    private static FaultyDriver mistake(
            String rule, FeatureSet features, UapiVersion uapi, UnaryOperator<VfioDevice> wrong, String... with) {
        String id = "F-" + rule;
        SimulatedTestee testee =
                SimulatedTestee.of(id, features, uapi, DriverProfile.CONTRACT, (device, budget) -> wrong.apply(device));
        return new FaultyDriver(id, PREFIX + rule, ids(with), testee);
    }

    /** The reference has the defect itself, as a switch. */
    private static FaultyDriver quirk(String rule, Quirk quirk, String... with) {
        DriverProfile profile = new DriverProfile(Set.of(quirk), false);
        return new FaultyDriver(quirk.id(), rule, ids(with), testee(quirk.id(), profile, Defect.NONE));
    }

    private static Set<String> ids(String... rules) {
        return Stream.of(rules).map(PREFIX::concat).collect(Collectors.toUnmodifiableSet());
    }

    private static Testee testee(String id, DriverProfile profile, Defect defect) {
        return SimulatedTestee.of(id, FeatureSet.STOP_COPY_P2P_PRE_COPY, profile, defect);
    }
}
