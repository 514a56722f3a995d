package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.LinkLostException;
import dev.vmig.vmm.Vcpus;
import dev.vmig.vmm.VirtualMachine;
import java.util.Optional;

/** VMs as VMMs see them that handle the guest or the link wrongly. */
final class VmDefects {
    private VmDefects() {}

    /** S-3: takes a stream that was cut off for one that has ended. */
    static VirtualMachine linkLossEndsStream(VirtualMachine machine) {
        boolean[] lost = {false};
        return machine.withWire(bytes -> {
                    try {
                        machine.wire().carry(bytes);
                    } catch (LinkLostException e) {
                        lost[0] = true;
                    }
                })
                .withDevices(pair ->
                        pair.withSource(source -> StreamDefects.withFiles(source, opened -> new ForwardingFile(opened) {
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
                .withVcpus(new Vcpus() {
                    @Override
                    public void goOnAtSource() {
                        guest.goOnAtSource();
                    }

                    @Override
                    public void goOnAtTarget() {
                        guest.goOnAtTarget();
                    }
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

    /** Lets the guest go on at the target before its device is in RUNNING. */
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
}
