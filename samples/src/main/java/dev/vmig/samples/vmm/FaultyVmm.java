package dev.vmig.samples.vmm;

import dev.vmig.conformance.vmmkit.ReferenceVmm;
import dev.vmig.conformance.vmmkit.VmmUnderTest;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.DevicePair;
import dev.vmig.vmm.VirtualMachine;
import dev.vmig.vmm.VirtualTime;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A VMM with a defect that the kit must find: the reference, run against a wrapped VM.
 *
 * @param id of the defect in the documents; V- if no user has reported it
 * @param rule the id of the rule that names the defect
 * @param wrapper of the VM that the reference migrates
 */
public record FaultyVmm(String id, String rule, UnaryOperator<VirtualMachine> wrapper) implements VmmUnderTest {
    // spotless:off
    /** All faulty VMMs. */
    public static final List<FaultyVmm> ALL = List.of(
            of("U-1", "VMIG-VMM-004", source(RequestDefects::keepsStateOfLastRequest)),
            of("U-7", "VMIG-VMM-002", source(RequestDefects::repeatsFailedRequest)),
            of("U-8", "VMIG-VMM-005", source(RequestDefects::neverResets)),
            of("U-9-VMM", "VMIG-VMM-011", source(RequestDefects::abandonsStoppedSource)),
            of("S-3", "VMIG-VMM-007", VmDefects::linkLossEndsStream),
            of("V-1", "VMIG-VMM-001", whileRunning(source(RequestDefects::goesBackToPreCopy))),
            of("V-2", "VMIG-VMM-003", source(StreamDefects::readsAfterStop)),
            of("V-3", "VMIG-VMM-006", source(RequestDefects::resetsWithoutRequest)),
            of("V-4", "VMIG-VMM-008", whileRunning(source(RequestDefects::restartsSource))),
            of("V-5", "VMIG-VMM-009", target(files(StreamDefects::ignoresShortWrites))),
            of("V-6", "VMIG-VMM-010", source(files(StreamDefects::failsAtTemporaryEnd))),
            of("V-7", "VMIG-VMM-012", source(files(StreamDefects::leavesOpen))),
            of("V-8", "VMIG-VMM-013", target(RequestDefects::leavesTargetResuming)),
            of("V-9", "VMIG-VMM-014", VmDefects::pausesLate),
            of("V-10", "VMIG-VMM-015", VmDefects::goesOnEarly),
            of("V-11", "VMIG-VMM-016", peers(pair -> pair.withSource(SwitchoverDefects::leavesPeerRunning))),
            of("V-12", "VMIG-VMM-017", peers(pair -> pair.withTarget(SwitchoverDefects::leavesPeerResuming))),
            of("V-13", "VMIG-VMM-018", VmDefects::goesOnBeforeRecovery),
            of("V-14", "VMIG-VMM-019", source(device -> StreamDefects.inStopCopy(device, StreamDefects::endsAtEnomsg))),
            of("V-15", "VMIG-VMM-020", target(RequestDefects::keepsStateOfLastRequest)),
            of("V-16", "VMIG-VMM-021", VmDefects::readsBitmapBeforeStop),
            of("U-10-VMM", "VMIG-VMM-021", machine -> machine.withMemory(VmDefects::ignoresBitmapFailure)),
            of("U-14-VMM", "VMIG-VMM-022", VmDefects::loadsConfigurationFirst),
            of("V-17", "VMIG-VMM-023", source(SwitchoverDefects::retriesFailedStop)),
            of("V-18", "VMIG-VMM-024", source(SwitchoverDefects::restartsOneByOne)),
            of("V-19", "VMIG-VMM-025", VmDefects::ignoresPause),
            of("V-20", "VMIG-VMM-026", whileRunning(source(SwitchoverDefects::leavesStopCopy))),
            of("U-13-VMM", "VMIG-VMM-027", whileRunning(VmDefects::starvesPeers)));
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

    /** Wraps only VMs that run when the migration begins. */
    private static UnaryOperator<VirtualMachine> whileRunning(UnaryOperator<VirtualMachine> wrapper) {
        return machine -> machine.vcpus().isRunning() ? wrapper.apply(machine) : machine;
    }

    /** Wraps all devices but the first. */
    private static UnaryOperator<VirtualMachine> peers(UnaryOperator<DevicePair> wrapper) {
        return machine ->
                machine.withDevices(pair -> pair.equals(machine.devices().get(0)) ? pair : wrapper.apply(pair));
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
