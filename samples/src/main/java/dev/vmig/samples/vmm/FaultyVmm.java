package dev.vmig.samples.vmm;

import dev.vmig.conformance.vmmkit.ReferenceVmm;
import dev.vmig.conformance.vmmkit.VmmBench;
import dev.vmig.conformance.vmmkit.VmmUnderTest;
import dev.vmig.fsm.VfioDevice;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A VMM with a defect that the kit must find: the reference, which sees devices, link or guest through glasses.
 *
 * @param id of the defect in the documents; V- where it is of no story of a user
 * @param rule the id of the rule that names the defect
 * @param glasses what the reference sees, made of what there is
 */
public record FaultyVmm(String id, String rule, UnaryOperator<VmmBench> glasses) implements VmmUnderTest {
    /** All of them. */
    public static final List<FaultyVmm> ALL = List.of(
            of("U-1", "VMIG-VMM-004", source(BelievesItsState::new)),
            of("U-7", "VMIG-VMM-002", source(AsksAgain::new)),
            of("U-8", "VMIG-VMM-005", source(NeverResets::new)),
            of("U-9-VMM", "VMIG-VMM-011", source(DoneWhenStopped::new)),
            of("S-3", "VMIG-VMM-007", LinkLossEndsStream::on),
            of("V-1", "VMIG-VMM-001", source(GoesBackToPreCopy::new)),
            of("V-2", "VMIG-VMM-003", source(ReadsOnWhenStopped::new)),
            of("V-3", "VMIG-VMM-006", source(ResetsAtOnce::new)),
            of("V-4", "VMIG-VMM-008", source(SourceRunsOn::new)),
            of("V-5", "VMIG-VMM-009", target(IgnoresShortWrites::new)),
            of("V-6", "VMIG-VMM-010", source(FailsAtTemporaryEnd::new)),
            of("V-7", "VMIG-VMM-012", source(LeavesFilesOpen::new)),
            of("V-8", "VMIG-VMM-013", target(LeavesTargetResuming::new)),
            of("V-9", "VMIG-VMM-014", PausesLate::on),
            of("V-10", "VMIG-VMM-015", GoesOnEarly::on));

    private static FaultyVmm of(String id, String rule, UnaryOperator<VmmBench> glasses) {
        return new FaultyVmm(id, rule, glasses);
    }

    private static UnaryOperator<VmmBench> source(UnaryOperator<VfioDevice> glasses) {
        return bench -> bench.withSource(glasses.apply(bench.source()));
    }

    private static UnaryOperator<VmmBench> target(UnaryOperator<VfioDevice> glasses) {
        return bench -> bench.withTarget(glasses.apply(bench.target()));
    }

    @Override
    public String name() {
        return id;
    }

    @Override
    public void migrate(VmmBench bench) {
        new ReferenceVmm().migrate(glasses.apply(bench));
    }
}
