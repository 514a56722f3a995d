package dev.vmig.device;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A simulated PF, the owner of the SR-IOV group, with its admin virtqueue and its VFs (Virtio 1.4, 2.12). It lives in the
 * time of the scheduler that it is given; two runs with the same configuration and the same calls are the same.
 */
public final class PhysicalFunction {
    private final SriovControl sriov;
    private final List<VirtualFunction> vfs;
    private final CommandDispatcher dispatcher;
    private final AdminVirtqueue adminQueue;

    /** An owner whose VFs are enabled and, as after a reset, RUNNING with default parts. */
    public PhysicalFunction(PfConfig config, EventScheduler scheduler) {
        this.sriov = new SriovControl(config.vfs());
        this.vfs = IntStream.range(0, config.vfs())
                .mapToObj(index -> new VirtualFunction(index, config, scheduler))
                .toList();
        this.dispatcher = new CommandDispatcher(config, sriov, vfs);
        this.adminQueue = new AdminVirtqueue(scheduler, config, dispatcher);
    }

    /** Where the owner's driver puts its commands. */
    public AdminVirtqueue adminQueue() {
        return adminQueue;
    }

    /**
     * A VF.
     *
     * @param index from 0; the member id is one more
     */
    public VirtualFunction vf(int index) {
        return vfs.get(index);
    }

    /** All VFs in the order of their index. */
    public List<VirtualFunction> vfs() {
        return vfs;
    }

    /** Device parts objects that are alive. */
    public int objects() {
        return dispatcher.objects();
    }

    /** Why the last command that the device refused was refused, for people; a planned fault leaves it alone. */
    public Optional<String> lastRefusal() {
        return dispatcher.lastRefusal();
    }

    /** NumVFs and its like. */
    public SriovControl sriov() {
        return sriov;
    }

    /** Sets or clears VF Enable: without it there is no SR-IOV group, and the VFs start anew with it. */
    public void vfEnable(boolean on) {
        sriov.vfEnable(on);
        if (!on) {
            vfs.forEach(vf -> vf.functionLevelReset(() -> {}));
        }
    }

    /**
     * Resets the owner: objects, LIST_USE and driver capabilities are gone, then every pending command is aborted. The VFs
     * keep their mode and their parts.
     */
    public void reset() {
        adminQueue.resetOwner();
    }
}
