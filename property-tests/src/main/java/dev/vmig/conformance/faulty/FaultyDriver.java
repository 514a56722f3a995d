package dev.vmig.conformance.faulty;

import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.Quirk;
import dev.vmig.conformance.faulty.SimulatedTestee.Defect;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.fsm.FeatureSet;
import java.util.List;
import java.util.Set;

/**
 * A defect that the kit must find.
 *
 * @param id of the defect in the documents, such as {@code H-1}, or {@code F-} and the rule if nobody is known to have made it; on the command line the driver has this name too
 * @param rule the id of the rule that names the defect
 * @param testee the driver, with all features
 */
public record FaultyDriver(String id, String rule, Testee testee) {
    /** All of them. */
    public static final List<FaultyDriver> ALL = List.of(
            wrapped("H-1", "VMIG-FSM-013", LookupSpins::new),
            wrapped("H-2", "VMIG-STR-014", (device, budget) -> new GarbageInRecords(device)),
            wrapped("H-4", "VMIG-CNT-009", (device, budget) -> new UnreadForgotten(device)),
            wrapped("H-7", "VMIG-RST-002", (device, budget) -> new FilesOutliveReset(device)),
            wrapped("H-8", "VMIG-CNT-001", (device, budget) -> new HeaderNotCounted(device)),
            quirk("VMIG-ERR-002", Quirk.K_1),
            wrapped("K-3", "VMIG-CNT-006", (device, budget) -> new CounterEchoed(device)),
            quirk("VMIG-RST-005", Quirk.K_5),
            wrapped("K-6", "VMIG-ERR-009", (device, budget) -> RefusalForgotten.ofSizes(device)),
            wrapped("K-8", "VMIG-STR-015", (device, budget) -> new HeaderReadableFirst(device)),
            quirk("VMIG-STR-012", Quirk.K_9),
            quirk("VMIG-CNT-001", Quirk.K_10),
            wrapped("K-11", "VMIG-STR-002", (device, budget) -> new TemporaryEndIsZero(device)),
            wrapped("K-12", "VMIG-SES-001", (device, budget) -> new EndedSessionIsZero(device)),
            wrapped("K-13", "VMIG-SES-010", (device, budget) -> new FailedArcTakesFiles(device)),
            quirk("VMIG-FSM-015", Quirk.K_14),
            quirk("VMIG-FSM-016", Quirk.K_15),
            wrapped("U-2", "VMIG-FSM-001", (device, budget) -> new OpensAnywhere(device)),
            wrapped("U-3", "VMIG-RST-001", (device, budget) -> new ResetKeepsState(device)),
            wrapped("U-4", "VMIG-FSM-006", (device, budget) -> new SameStateRefused(device)),
            wrapped("U-5", "VMIG-FSM-008", (device, budget) -> new TableChanged(device)),
            wrapped("U-6", "VMIG-FSM-002", (device, budget) -> new RangeOffByOne(device)),
            wrapped("U-9", "VMIG-MIG-006", (device, budget) -> new StopCopyIsFinal(device)),
            wrapped("F-STR-011", "VMIG-STR-011", (device, budget) -> new OptionalRefused(device)),
            wrapped("F-STR-013", "VMIG-STR-013", (device, budget) -> RefusalForgotten.ofKinds(device)));

    private static FaultyDriver wrapped(String id, String rule, Defect defect) {
        return new FaultyDriver(id, rule, testee(id, DriverProfile.CONTRACT, defect));
    }

    /** The reference has the defect itself, as a switch. */
    private static FaultyDriver quirk(String rule, Quirk quirk) {
        DriverProfile profile = new DriverProfile(Set.of(quirk), false);
        return new FaultyDriver(quirk.id(), rule, testee(quirk.id(), profile, Defect.NONE));
    }

    private static Testee testee(String id, DriverProfile profile, Defect defect) {
        return SimulatedTestee.of(id, FeatureSet.STOP_COPY_P2P_PRE_COPY, profile, defect);
    }
}
