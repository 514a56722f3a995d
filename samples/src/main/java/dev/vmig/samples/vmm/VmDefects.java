package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.EmulatedState;
import dev.vmig.vmm.LinkLostException;
import dev.vmig.vmm.Vcpus;
import dev.vmig.vmm.VirtualMachine;
import dev.vmig.vmm.VmMemory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Wrapped VMs for VMMs that handle the guest or the link wrongly. */
final class VmDefects {
    private VmDefects() {}

    /** S-3: takes a truncated stream for a complete one. */
    static VirtualMachine linkLossEndsStream(VirtualMachine machine) {
        boolean[] lost = {false};
        return machine.withWire(bytes -> {
                    try {
                        machine.wire().carry(bytes);
                    } catch (LinkLostException e) {
                        lost[0] = true;
                    }
                })
                .withDevices(pair -> pair.withSource(source ->
                        StreamDefects.inStopCopy(source, opened -> new ForwardingFile(opened) {
                            @Override
                            public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                                return lost[0] ? 0 : file.read(buffer, offset, length);
                            }
                        })));
    }

    /** Pauses the guest after its device has reached STOP_COPY. */
    static VirtualMachine pausesLate(VirtualMachine machine) {
        Vcpus guest = machine.vcpus();
        return machine.withDevices(pair -> pair.withSource(source -> pausesLate(source, guest)))
                .withVcpus(new ForwardingVcpus(guest) {
                    @Override
                    public void pause() {}
                });
    }

    private static VfioDevice pausesLate(VfioDevice source, Vcpus guest) {
        return new ForwardingDevice(source) {
            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                boolean stops = requested == MigrationState.STOP_COPY.value();
                if (stops && device.state() == MigrationState.RUNNING) {
                    throw new ErrnoException(Errno.EIO, "the guest has reset the device");
                }
                Optional<DataFile> file = device.setState(requested);
                if (stops) {
                    guest.pause();
                }
                return file;
            }
        };
    }

    /** Resumes the guest at the target before its device is in RUNNING. */
    static VirtualMachine goesOnEarly(VirtualMachine machine) {
        return machine.withDevices(pair -> pair.withTarget(target -> new ForwardingDevice(target) {
            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                if (requested == MigrationState.RUNNING.value()) {
                    machine.vcpus().goOnAtTarget();
                }
                return device.setState(requested);
            }
        }));
    }

    /** Resumes the guest at the source before its devices have recovered. */
    static VirtualMachine goesOnBeforeRecovery(VirtualMachine machine) {
        return machine.withDevices(pair -> pair.withTarget(target -> new ForwardingDevice(target) {
            @Override
            public void reset() {
                if (machine.vcpus().isRunning()) {
                    machine.vcpus().goOnAtSource();
                }
                device.reset();
            }
        }));
    }

    /** Reads the dirty bitmaps for the last time when the guest is paused, while the devices may still start DMA. */
    static VirtualMachine readsBitmapBeforeStop(VirtualMachine machine) {
        List<BitSet> last = new ArrayList<>();
        Vcpus guest = machine.vcpus();
        return machine.withMemory(memory -> new ForwardingMemory(memory) {
                    @Override
                    public BitSet takeGuestDirty() throws ErrnoException {
                        return last.isEmpty() ? memory.takeGuestDirty() : last.get(0);
                    }

                    @Override
                    public BitSet takeDeviceDirty() throws ErrnoException {
                        return last.isEmpty() ? memory.takeDeviceDirty() : new BitSet();
                    }
                })
                .withVcpus(new ForwardingVcpus(guest) {
                    @Override
                    public void pause() {
                        vcpus.pause();
                        machine.memory().ifPresent(memory -> last.add(both(memory)));
                    }
                });
    }

    private static BitSet both(VmMemory memory) {
        try {
            BitSet dirty = memory.takeGuestDirty();
            dirty.or(memory.takeDeviceDirty());
            return dirty;
        } catch (ErrnoException e) {
            return new BitSet();
        }
    }

    /** U-10: takes a failed read of a bitmap for an empty bitmap. */
    static VmMemory ignoresBitmapFailure(VmMemory wrapped) {
        return new ForwardingMemory(wrapped) {
            @Override
            public BitSet takeDeviceDirty() {
                try {
                    return memory.takeDeviceDirty();
                } catch (ErrnoException e) {
                    return new BitSet();
                }
            }
        };
    }

    /** U-14: loads the configuration of a device before the interrupt controller. */
    static VirtualMachine loadsConfigurationFirst(VirtualMachine machine) {
        return machine.withEmulated(new EmulatedState() {
            @Override
            public void loadConfiguration(String device) {
                machine.emulated().loadConfiguration(device);
                machine.emulated().loadInterruptController();
            }
        });
    }

    /** Migrates a paused VM like a running one. */
    static VirtualMachine ignoresPause(VirtualMachine machine) {
        return machine.withVcpus(new ForwardingVcpus(machine.vcpus()) {
            @Override
            public boolean isRunning() {
                return true;
            }
        });
    }

    /** U-13: while the guest runs, reads from the first device only. */
    static VirtualMachine starvesPeers(VirtualMachine machine) {
        boolean[] paused = {false};
        return machine.withVcpus(new ForwardingVcpus(machine.vcpus()) {
                    @Override
                    public void pause() {
                        paused[0] = true;
                        vcpus.pause();
                    }
                })
                .withDevices(pair -> pair.equals(machine.devices().get(0))
                        ? pair
                        : pair.withSource(source ->
                                StreamDefects.withFiles(source, opened -> new ForwardingFile(opened) {
                                    @Override
                                    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                                        if (!paused[0]) {
                                            throw new ErrnoException(Errno.ENOMSG, "not its turn");
                                        }
                                        return file.read(buffer, offset, length);
                                    }
                                })));
    }
}
