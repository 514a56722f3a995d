package dev.vmig.vmm;

import dev.vmig.admin.DevicePartsOwner;
import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.VirtioDriver;
import dev.vmig.admin.legacy.LegacyIoDevice;
import dev.vmig.device.PfConfig;
import dev.vmig.device.PhysicalFunction;
import dev.vmig.fsm.ErrnoException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A host with one simulated PF and a driver for each of its VFs: composes driver and device. */
public final class Host {
    private final PhysicalFunction owner;
    private final SimulatedAdminQueue queue;
    private final DevicePartsOwner parts;
    private final List<VirtioDriver> drivers;
    private final List<SimulatedFunction> functions;

    /**
     * Sets up the PF and opens all VFs.
     *
     * @param observer receives all admin commands, including those of the handshake
     */
    public Host(
            PfConfig config, DriverProfile profile, DriverOptions options, VirtualTime time, HostObserver observer) {
        this.owner = new PhysicalFunction(config, time);
        this.queue = new SimulatedAdminQueue(owner, time, observer);
        this.parts = DevicePartsOwner.setUp(queue, profile);
        queue.afterReset(parts::setUpAgain);
        this.functions =
                owner.vfs().stream().map(vf -> new SimulatedFunction(vf, time)).toList();
        this.drivers = IntStream.range(0, config.vfs())
                .mapToObj(vf -> new VirtioDriver(parts, vf, functions.get(vf), time, options))
                .toList();
    }

    /** The driver of a VF, from 0. */
    public VirtioDriver driver(int vf) {
        return drivers.get(vf);
    }

    /** The simulated owner. */
    public PhysicalFunction owner() {
        return owner;
    }

    /** The owner as the drivers share it. */
    public DevicePartsOwner parts() {
        return parts;
    }

    /** The drivers, in the order of their VFs. */
    public List<VirtioDriver> drivers() {
        return drivers;
    }

    /**
     * Resets the owner and sets it up again, as an administrator does when the owner does not answer. Pending commands fail
     * with EIO; the VFs keep their modes, and sessions lose their objects.
     */
    public void resetOwner() {
        queue.resetOwner();
    }

    /** Fails the next command for a VF, from 0, without effect. */
    public void failNext(int vf) {
        queue.failNext(vf + 1L);
    }

    /** Whether {@link #failNext} has not failed a command yet. */
    public boolean isFailing(int vf) {
        return queue.isFailing(vf + 1L);
    }

    /**
     * The legacy device of a VF, if driver and device support it.
     *
     * @throws ErrnoException if LEGACY_NOTIFY_INFO fails or names no doorbell
     */
    public Optional<LegacyIoDevice> legacy(int vf) throws ErrnoException {
        SimulatedFunction function = functions.get(vf);
        Optional<LegacyIoDevice> legacy = LegacyIoDevice.probe(parts, vf, function);
        legacy.ifPresent(device -> function.afterReset(device::functionWasReset));
        return legacy;
    }
}
