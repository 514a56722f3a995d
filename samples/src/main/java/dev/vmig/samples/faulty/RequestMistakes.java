package dev.vmig.samples.faulty;

import static dev.vmig.fsm.MigrationState.ERROR;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.RUNNING_P2P;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.List;
import java.util.Optional;

/** Mistakes in how requests are answered: one for each rule of the family FSM that no known defect violates. */
final class RequestMistakes {
    static final List<FaultyDriver> ALL = List.of(
            FaultyDriver.mistake(
                    "FSM-003",
                    device -> Mistake.inRequests(
                            device, (sound, to) -> to == ERROR.value() ? Optional.empty() : sound.setState(to))),
            FaultyDriver.mistake(
                    "FSM-004",
                    FeatureSet.STOP_COPY_P2P,
                    device -> Mistake.inRequests(device, (sound, to) -> {
                        if (to == PRE_COPY.value()) {
                            throw new ErrnoException(Errno.EOPNOTSUPP, "no such state");
                        }
                        return sound.setState(to);
                    })),
            FaultyDriver.mistake("FSM-005", device -> refusing(device, STOP_COPY, PRE_COPY, Errno.EBUSY)),
            FaultyDriver.mistake(
                    "FSM-007",
                    device -> Mistake.inRequests(device, (sound, to) -> {
                        if (asks(sound, RUNNING_P2P, RUNNING_P2P, to)) {
                            sound.stopCopyLength();
                        }
                        return sound.setState(to);
                    }),
                    "RST-001",
                    "FSM-006"),
            FaultyDriver.mistake("FSM-008", device -> refusing(device, PRE_COPY, RUNNING, Errno.EBUSY), "ERR-010"),
            FaultyDriver.mistake(
                    "FSM-009",
                    device -> Mistake.inRequests(
                            device,
                            (sound, to) ->
                                    asks(sound, RUNNING, RUNNING_P2P, to) ? Optional.empty() : sound.setState(to))),
            FaultyDriver.mistake(
                    "FSM-010",
                    device -> Mistake.inRequests(device, (sound, to) -> {
                        if (sound.state() == RUNNING && MigrationState.of(to).isEmpty()) {
                            sound.setState(RUNNING_P2P.value());
                        }
                        return sound.setState(to);
                    })),
            FaultyDriver.mistake(
                    "FSM-011",
                    device -> Mistake.inRequests(device, (sound, to) -> {
                        boolean forgets = asks(sound, RUNNING_P2P, STOP_COPY, to);
                        return sound.setState(to).filter(file -> !forgets);
                    })),
            FaultyDriver.mistake("FSM-012", ChangesWhenLookedAtTwice::new),
            FaultyDriver.mistake(
                    "FSM-014",
                    device -> Mistake.inRequests(device, (sound, to) -> {
                        if (asks(sound, RUNNING_P2P, STOP_COPY, to)) {
                            sound.setState(RUNNING.value());
                            throw new ErrnoException(Errno.EIO, "stopping failed");
                        }
                        return sound.setState(to);
                    }),
                    "FSM-008",
                    "ERR-010"));

    private RequestMistakes() {}

    private static VfioDevice refusing(VfioDevice device, MigrationState from, MigrationState target, Errno errno) {
        return Mistake.inRequests(device, (sound, to) -> {
            if (asks(sound, from, target, to)) {
                throw new ErrnoException(errno, "not now");
            }
            return sound.setState(to);
        });
    }

    private static boolean asks(VfioDevice sound, MigrationState from, MigrationState target, int requested)
            throws ErrnoException {
        return requested == target.value() && sound.state() == from;
    }

    /** It is in RUNNING_P2P for as long as nobody asks again. */
    private static final class ChangesWhenLookedAtTwice extends ForwardingDevice {
        private boolean looked;

        ChangesWhenLookedAtTwice(VfioDevice device) {
            super(device);
        }

        @Override
        public MigrationState state() throws ErrnoException {
            MigrationState state = device.state();
            boolean again = looked;
            looked = true;
            return again && state == RUNNING_P2P ? RUNNING : state;
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            looked = false;
            return device.setState(requested);
        }

        @Override
        public long stopCopyLength() throws ErrnoException {
            looked = false;
            return device.stopCopyLength();
        }

        @Override
        public void reset() {
            looked = false;
            device.reset();
        }
    }
}
