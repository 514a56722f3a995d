package dev.vmig.conformance.faulty;

import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.Quirk;
import dev.vmig.fsm.FeatureSet;
import java.util.Set;

/** The defects that the kit must find, under the ids of the documents. */
public enum FaultyDriver {
    H_1("H-1", "VMIG-FSM-013", Set.of(), LookupSpins::new),
    H_7("H-7", "VMIG-RST-002", Set.of(), (device, budget) -> new FilesOutliveReset(device)),
    K_1("K-1", "VMIG-ERR-002", Set.of(Quirk.K_1), SimulatedTestee.Defect.NONE),
    K_3("K-3", "VMIG-CNT-006", Set.of(), (device, budget) -> new CounterEchoed(device)),
    K_5("K-5", "VMIG-RST-005", Set.of(Quirk.K_5), SimulatedTestee.Defect.NONE),
    K_10("K-10", "VMIG-CNT-001", Set.of(Quirk.K_10), SimulatedTestee.Defect.NONE),
    K_11("K-11", "VMIG-STR-002", Set.of(), (device, budget) -> new TemporaryEndIsZero(device)),
    K_12("K-12", "VMIG-SES-001", Set.of(), (device, budget) -> new EndedSessionIsZero(device)),
    K_13("K-13", "VMIG-SES-010", Set.of(), (device, budget) -> new FailedArcTakesFiles(device)),
    U_2("U-2", "VMIG-FSM-001", Set.of(), (device, budget) -> new OpensAnywhere(device)),
    U_3("U-3", "VMIG-RST-001", Set.of(), (device, budget) -> new ResetKeepsState(device)),
    U_4("U-4", "VMIG-FSM-006", Set.of(), (device, budget) -> new SameStateRefused(device)),
    U_6("U-6", "VMIG-FSM-002", Set.of(), (device, budget) -> new RangeOffByOne(device)),
    U_9("U-9", "VMIG-MIG-006", Set.of(), (device, budget) -> new StopCopyIsFinal(device));

    private final String id;
    private final String rule;
    private final Set<Quirk> quirks;
    private final SimulatedTestee.Defect defect;

    FaultyDriver(String id, String rule, Set<Quirk> quirks, SimulatedTestee.Defect defect) {
        this.id = id;
        this.rule = rule;
        this.quirks = quirks;
        this.defect = defect;
    }

    /** The id of the defect, such as {@code H-1}; on the command line the driver has this name too. */
    public String id() {
        return id;
    }

    /** The id of the rule that names the defect. */
    public String rule() {
        return rule;
    }

    /** The driver, with all features. */
    public SimulatedTestee testee() {
        return SimulatedTestee.of(id, FeatureSet.STOP_COPY_P2P_PRE_COPY, new DriverProfile(quirks, false), defect);
    }
}
