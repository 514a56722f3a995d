package dev.vmig.samples.vmm;

import dev.vmig.conformance.vmmkit.ReferenceVmm;
import dev.vmig.conformance.vmmkit.VmmUnderTest;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.VirtualMachine;
import dev.vmig.vmm.VirtualTime;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A VMM with a defect that the kit must find: the reference, run against a wrapped VM.
 *
 * @param id of the defect in the documents; V- where it is not from a report of a user
 * @param rule the id of the rule that names the defect
 * @param wrapper the VM that the reference gets instead of the one that it is to migrate
 */
public record FaultyVmm(String id, String rule, UnaryOperator<VirtualMachine> wrapper) implements VmmUnderTest {
    // spotless:off
    /** All of them. */
    public static final List<FaultyVmm> ALL = List.of(
            of("U-1", "VMIG-VMM-004", source(RequestDefects::keepsStateOfLastRequest)),
            of("U-7", "VMIG-VMM-002", source(RequestDefects::repeatsFailedRequest)),
            of("U-8", "VMIG-VMM-005", source(RequestDefects::neverResets)),
            of("U-9-VMM", "VMIG-VMM-011", source(RequestDefects::abandonsStoppedSource)),
            of("S-3", "VMIG-VMM-007", VmDefects::linkLossEndsStream),
            of("V-1", "VMIG-VMM-001", source(RequestDefects::goesBackToPreCopy)),
            of("V-2", "VMIG-VMM-003", source(StreamDefects::readsAfterStop)),
            of("V-3", "VMIG-VMM-006", source(RequestDefects::resetsWithoutRequest)),
            of("V-4", "VMIG-VMM-008", source(RequestDefects::restartsSource)),
            of("V-5", "VMIG-VMM-009", target(files(StreamDefects::ignoresShortWrites))),
            of("V-6", "VMIG-VMM-010", source(files(StreamDefects::failsAtTemporaryEnd))),
            of("V-7", "VMIG-VMM-012", source(files(StreamDefects::leavesOpen))),
            of("V-8", "VMIG-VMM-013", target(RequestDefects::leavesTargetResuming)),
            of("V-9", "VMIG-VMM-014", VmDefects::pausesLate),
            of("V-10", "VMIG-VMM-015", VmDefects::goesOnEarly));
    // spotless:on

    private static FaultyVmm of(String id, String rule, UnaryOperator<VirtualMachine> wrapper) {
        return new FaultyVmm(id, rule, wrapper);
    }

    private static UnaryOperator<VirtualMachine> source(UnaryOperator<VfioDevice> wrapper) {
        return machine -> machine.withDevices(pair -> pair.withSource(wrapper));
    }

    private static UnaryOperator<VirtualMachine> target(UnaryOperator<VfioDevice> wrapper) {
        return machine -> machine.withDevices(pair -> pair.withTarget(wrapper));
    }

    private static UnaryOperator<VfioDevice> files(UnaryOperator<DataFile> wrapper) {
        return device -> StreamDefects.withFiles(device, wrapper);
    }

    @Override
    public String name() {
        return id;
    }

    @Override
    public void migrate(VirtualMachine machine, VirtualTime time) {
        new ReferenceVmm().migrate(wrapper.apply(machine), time);
    }
}
