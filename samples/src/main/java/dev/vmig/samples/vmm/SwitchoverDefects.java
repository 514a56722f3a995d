package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** Wrapped devices for VMMs that stop or start devices in the wrong order. */
final class SwitchoverDefects {
    private SwitchoverDefects() {}

    /** Does not bring the device to a P2P state, so that it is in PRE_COPY when the first one stops. */
    static VfioDevice leavesPeerRunning(VfioDevice source) {
        return new ForwardingDevice(source) {
            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                return isP2p(requested) && !isStopped(device.state()) ? Optional.empty() : device.setState(requested);
            }
        };
    }

    /** Does not bring the device to RUNNING_P2P, so that it is in RESUMING when the first one runs. */
    static VfioDevice leavesPeerResuming(VfioDevice target) {
        return new ForwardingDevice(target) {
            private boolean skipped;

            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                skipped = isP2p(requested);
                return skipped ? Optional.empty() : device.setState(requested);
            }

            @Override
            public MigrationState state() throws ErrnoException {
                MigrationState state = device.state();
                return skipped && state == MigrationState.RESUMING ? MigrationState.RUNNING_P2P : state;
            }
        };
    }

    /** Repeats a failed request of the switchover, and continues if that succeeds. */
    static VfioDevice retriesFailedStop(VfioDevice source) {
        return new ForwardingDevice(source) {
            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                try {
                    return device.setState(requested);
                } catch (ErrnoException e) {
                    boolean stops = isP2p(requested) || requested == MigrationState.STOP_COPY.value();
                    MigrationState state = stops ? device.state() : MigrationState.ERROR;
                    if (state == MigrationState.ERROR || state == MigrationState.RUNNING) {
                        throw e;
                    }
                    return device.setState(requested);
                }
            }
        };
    }

    /** Requests RUNNING of each device after a failure, whatever the state of its peers. */
    static VfioDevice restartsOneByOne(VfioDevice source) {
        return new ForwardingDevice(source) {
            private boolean stopped;

            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                return stopped && isP2p(requested) ? Optional.empty() : device.setState(requested);
            }

            @Override
            public MigrationState state() throws ErrnoException {
                MigrationState state = device.state();
                stopped = isStopped(state);
                return state;
            }
        };
    }

    /** Does not bring the source from STOP_COPY to STOP. */
    static VfioDevice leavesStopCopy(VfioDevice source) {
        return new ForwardingDevice(source) {
            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                return requested == MigrationState.STOP.value() ? Optional.empty() : device.setState(requested);
            }
        };
    }

    private static boolean isP2p(int requested) {
        return requested == MigrationState.RUNNING_P2P.value() || requested == MigrationState.PRE_COPY_P2P.value();
    }

    private static boolean isStopped(MigrationState state) {
        return state == MigrationState.STOP || state == MigrationState.STOP_COPY;
    }
}
