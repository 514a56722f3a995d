package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Wrapped devices for VMMs that request the wrong state, or do not read the state that they rely on. */
final class RequestDefects {
    private RequestDefects() {}

    /** U-1: takes the last requested state for the state of the device, unless that request failed. */
    static VfioDevice keepsStateOfLastRequest(VfioDevice source) {
        return new ForwardingDevice(source) {
            private @Nullable MigrationState last;

            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                last = null;
                Optional<DataFile> file = device.setState(requested);
                last = MigrationState.of(requested).orElse(null);
                return file;
            }

            @Override
            public MigrationState state() throws ErrnoException {
                return last == null ? device.state() : last;
            }
        };
    }

    /** U-7: after a failed request reads on from its data file, and repeats the request, without reading the state. */
    static VfioDevice repeatsFailedRequest(VfioDevice source) {
        return new ForwardingDevice(source) {
            private @Nullable DataFile held;

            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                try {
                    Optional<DataFile> file = device.setState(requested);
                    held = file.orElse(held);
                    return file;
                } catch (ErrnoException e) {
                    if (held != null) {
                        held.read(new byte[1], 0, 1);
                    }
                    return device.setState(requested);
                }
            }
        };
    }

    /** U-8: recovers by request only, and never resets. */
    static VfioDevice neverResets(VfioDevice source) {
        return new ForwardingDevice(source) {
            @Override
            public void reset() {}
        };
    }

    /** Recovers by reset without a request for RUNNING, and loses the state of the device. */
    static VfioDevice resetsWithoutRequest(VfioDevice source) {
        return new ForwardingDevice(source) {
            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                if (requested == MigrationState.RUNNING.value()) {
                    device.reset();
                    return Optional.empty();
                }
                return device.setState(requested);
            }
        };
    }

    /** U-9: sends no request to the source after it has reached STOP. */
    static VfioDevice abandonsStoppedSource(VfioDevice source) {
        return new ForwardingDevice(source) {
            private boolean stopped;

            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                if (stopped) {
                    return Optional.empty();
                }
                Optional<DataFile> file = device.setState(requested);
                stopped = requested == MigrationState.STOP.value();
                return file;
            }
        };
    }

    /** Requests PRE_COPY in STOP_COPY, before it requests STOP. */
    static VfioDevice goesBackToPreCopy(VfioDevice source) {
        return new ForwardingDevice(source) {
            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                if (requested == MigrationState.STOP.value()) {
                    try {
                        return device.setState(MigrationState.PRE_COPY);
                    } catch (ErrnoException e) {
                        return device.setState(requested);
                    }
                }
                return device.setState(requested);
            }
        };
    }

    /** Sets the source to RUNNING as soon as it has reached STOP. */
    static VfioDevice restartsSource(VfioDevice source) {
        return new ForwardingDevice(source) {
            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                Optional<DataFile> file = device.setState(requested);
                if (requested == MigrationState.STOP.value()) {
                    device.setState(MigrationState.RUNNING);
                }
                return file;
            }
        };
    }

    /** Leaves an aborted target in RESUMING. */
    static VfioDevice leavesTargetResuming(VfioDevice target) {
        return new ForwardingDevice(target) {
            private boolean loads;

            @Override
            public Optional<DataFile> setState(int requested) throws ErrnoException {
                Optional<DataFile> file = device.setState(requested);
                loads = requested == MigrationState.RESUMING.value();
                return file;
            }

            @Override
            public void reset() {
                if (!loads) {
                    device.reset();
                }
            }
        };
    }
}
