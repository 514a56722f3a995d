package dev.vmig.samples.faulty;

import static dev.vmig.fsm.MigrationState.ERROR;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.RUNNING_P2P;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static dev.vmig.samples.faulty.FaultyDriver.mistake;
import static dev.vmig.samples.faulty.FaultyDriver.mistakeOf;
import static dev.vmig.samples.faulty.FaultyDriver.reference;
import static dev.vmig.samples.faulty.Mistake.asks;
import static dev.vmig.samples.faulty.Mistake.inRequests;
import static dev.vmig.samples.faulty.Mistake.refuses;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.List;
import java.util.Optional;

/** Mistakes in the answers to requests: one for each rule of the family FSM that no known defect violates. */
final class RequestMistakes {
    static final List<FaultyDriver> ALL = List.of(
            mistake(
                    "FSM-003",
                    device -> inRequests(
                            device, (sound, to) -> to == ERROR.value() ? Optional.empty() : sound.setState(to))),
            mistakeOf(
                    reference(FeatureSet.STOP_COPY_P2P),
                    "FSM-004",
                    device -> inRequests(device, (sound, to) -> {
                        if (to == PRE_COPY.value()) {
                            throw new ErrnoException(Errno.EOPNOTSUPP, "no such state");
                        }
                        return sound.setState(to);
                    })),
            mistake("FSM-005", device -> refuses(device, STOP_COPY, PRE_COPY, Errno.EBUSY)),
            mistake(
                    "FSM-007",
                    device -> inRequests(device, (sound, to) -> {
                        if (asks(sound, RUNNING_P2P, RUNNING_P2P, to)) {
                            sound.stopCopyLength();
                        }
                        return sound.setState(to);
                    }),
                    "RST-001",
                    "FSM-006"),
            mistake("FSM-008", device -> refuses(device, PRE_COPY, RUNNING, Errno.EBUSY), "ERR-010"),
            mistake(
                    "FSM-009",
                    device -> inRequests(
                            device,
                            (sound, to) ->
                                    asks(sound, RUNNING, RUNNING_P2P, to) ? Optional.empty() : sound.setState(to)),
                    "FSM-019"),
            mistake(
                    "FSM-010",
                    device -> inRequests(device, (sound, to) -> {
                        if (sound.state() == RUNNING && MigrationState.of(to).isEmpty()) {
                            sound.setState(RUNNING_P2P.value());
                        }
                        return sound.setState(to);
                    })),
            mistake(
                    "FSM-011",
                    device -> inRequests(device, (sound, to) -> {
                        boolean forgets = asks(sound, RUNNING_P2P, STOP_COPY, to);
                        return sound.setState(to).filter(file -> !forgets);
                    })),
            mistake("FSM-012", ChangesWhenLookedAtTwice::new),
            mistake(
                    "FSM-014",
                    device -> inRequests(device, (sound, to) -> {
                        if (asks(sound, RUNNING_P2P, STOP_COPY, to)) {
                            sound.setState(RUNNING.value());
                            throw new ErrnoException(Errno.EIO, "stopping failed");
                        }
                        return sound.setState(to);
                    }),
                    "FSM-008",
                    "ERR-010"));

    private RequestMistakes() {}

    /** RUNNING_P2P is reported once; the second GET answers RUNNING. */
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
