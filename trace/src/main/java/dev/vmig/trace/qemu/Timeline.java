package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.qemu.LogStep.How;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the log of one VM tells, from its first event to its last, with the state of each device before and after
 * each event. It takes the events as they are; whether a device could do that is {@link DeviceWalk}'s question.
 */
final class Timeline {
    private final List<LogStep> steps = new ArrayList<>();
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Set<EventKind> kinds;
    private final Set<Integer> versions;
    private final boolean tracesAll;

    private Timeline(Set<EventKind> kinds, Set<Integer> versions, boolean tracesAll) {
        this.kinds = kinds;
        this.versions = versions;
        this.tracesAll = tracesAll;
    }

    /**
     * Of the events of one VM.
     *
     * @param versions of QEMU whose events these can be
     * @param tracesAll whether all vfio_ events are traced, so that a device that is unplugged would show
     */
    static Timeline of(List<QemuEvent> events, Set<Integer> versions, boolean tracesAll) {
        Timeline timeline = new Timeline(QemuLog.kinds(events), versions, tracesAll);
        events.forEach(timeline::add);
        return timeline;
    }

    List<LogStep> steps() {
        return steps;
    }

    /** Whether events of a kind are in the log, so that their absence somewhere tells something. */
    boolean traces(EventKind kind) {
        return kinds.contains(kind);
    }

    /** Whether a device that is unplugged would show. */
    boolean tracesAll() {
        return tracesAll;
    }

    /** Whether these can be the events of a QEMU that notifies of a failure although it leaves the VM stopped: 10.2. */
    boolean mayLeaveStopped() {
        return versions.contains(10) && !traces(EventKind.INIT);
    }

    Device device(String name) {
        return devices.computeIfAbsent(name, Device::new);
    }

    List<Device> devices() {
        return List.copyOf(devices.values());
    }

    /** Those that take part in the stops and starts of the VM. */
    List<Device> migrating() {
        return devices.values().stream().filter(Device::migrates).toList();
    }

    private void add(QemuEvent event) {
        if (event.device().isEmpty()) {
            steps.add(new LogStep(event, Optional.empty(), Optional.empty(), Optional.empty(), How.NONE));
            return;
        }
        Device device = device(event.device());
        if (event.kind() == EventKind.SET_FAILED && device.blame(event, steps)) {
            return;
        }
        device.place(event.line());
        steps.add(device.take(event, steps.size()));
    }

    /** What is known of one device. */
    static final class Device {
        private final String name;
        private Optional<Integer> flags = Optional.empty();
        private Optional<MigrationState> believed = Optional.empty();
        private Optional<MigrationState> state = Optional.empty();
        private Optional<QemuEvent> request = Optional.empty();
        private boolean hasStates;
        private boolean hasP2p;
        private boolean hasPreCopy;
        private boolean refused;
        private int answered = -1;
        private int first = Integer.MAX_VALUE;
        private int last;
        private int unplugged = Integer.MAX_VALUE;

        private Device(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        /** Whether it can migrate, and the log tells of its state. */
        boolean migrates() {
            return hasStates && flags.map(it -> (it & 1) != 0).orElse(true);
        }

        /** Whether it has P2P, as far as the log tells. */
        boolean hasP2p() {
            return flags.map(it -> (it & 2) != 0).orElse(hasP2p);
        }

        boolean hasPreCopy() {
            return flags.map(it -> (it & 4) != 0).orElse(hasPreCopy);
        }

        Optional<Integer> flags() {
            return flags;
        }

        /** Whether it is there at a line of the log: it has come, and has not been detached. */
        boolean isThere(int line) {
            return first <= line && line < unplugged;
        }

        /** The first line that tells of it. */
        int first() {
            return first;
        }

        /** The last line that tells of it. */
        int last() {
            return last;
        }

        private void place(int line) {
            first = Math.min(first, line);
            last = line;
        }

        private LogStep take(QemuEvent event, int index) {
            Optional<MigrationState> before = state;
            Optional<MigrationState> asked = Optional.empty();
            How how = How.NONE;
            hasStates |= event.kind().isOfState();
            switch (event.kind()) {
                case INIT -> {
                    flags = Optional.of((int) event.number("mig_flags"));
                    how = open();
                }
                case REALIZE -> how = flags.isEmpty() ? open() : How.NONE;
                case UNPLUG -> unplugged = event.line();
                // QEMU prepares a change of the VM for devices with P2P only.
                case VM_PREPARE -> hasP2p = true;
                case REQUEST -> {
                    ask(event);
                    asked = event.state("new_state");
                }
                case RESULT -> {
                    asked = request.flatMap(it -> it.state("new_state"));
                    how = answer(event);
                    answered = index;
                }
                case REACHED -> {
                    asked = event.state("state");
                    note(asked);
                    how = come(asked, How.ASKED);
                    answered = index;
                }
                case RESET -> how = reset();
                case RESET_RESULT -> how = event.field("result").equals("Success") ? reset() : How.NONE;
                case SET_FAILED -> {
                    asked = event.state("new_state");
                    how = failUnseen(event);
                }
                case OUT_OF_SYNC -> how = How.OUT_OF_SYNC;
                case RECOVER_FAILED -> how = come(Optional.of(MigrationState.RUNNING), How.FAILED_AND_RESET);
                default -> {}
            }
            return new LogStep(event, before, state, asked, how);
        }

        private How open() {
            unplugged = Integer.MAX_VALUE;
            request = Optional.empty();
            return come(Optional.of(MigrationState.RUNNING), How.START);
        }

        private void ask(QemuEvent event) {
            request = Optional.of(event);
            refused = false;
            note(event.state("new_state"));
            if (believed.isPresent() && believed.equals(event.state("new_state"))) {
                request = Optional.empty();
            }
        }

        private void note(Optional<MigrationState> asked) {
            hasP2p |= asked.filter(it -> it == MigrationState.RUNNING_P2P || it == MigrationState.PRE_COPY_P2P)
                    .isPresent();
            hasPreCopy |= asked.filter(it -> it == MigrationState.PRE_COPY).isPresent();
        }

        private How answer(QemuEvent event) {
            Optional<MigrationState> now = event.state("state");
            Optional<MigrationState> asked = request.flatMap(it -> it.state("new_state"));
            Optional<MigrationState> recover = request.flatMap(it -> it.state("recover_state"));
            request = Optional.empty();
            if (asked.isEmpty()) {
                return come(now, How.ASKED);
            }
            if (now.equals(asked) && !refused) {
                return come(now, How.ASKED);
            }
            boolean recovered = now.equals(recover) && recover.get() != MigrationState.ERROR;
            return come(now, recovered ? How.RECOVERED : How.FAILED_AND_RESET);
        }

        private How come(Optional<MigrationState> now, How how) {
            believed = now;
            state = now;
            return how;
        }

        private How reset() {
            // QEMU believes what it has believed.
            state = Optional.of(MigrationState.RUNNING);
            return How.RESET;
        }

        /**
         * An error line tells that a request failed: the one that waits for its answer, or the last one, whose answer
         * says where QEMU recovered to.
         *
         * @return whether such a request is in the log
         */
        private boolean blame(QemuEvent error, List<LogStep> steps) {
            Optional<MigrationState> failed = error.state("new_state");
            if (request.isPresent() && request.get().state("new_state").equals(failed)) {
                refused = true;
                return true;
            }
            if (answered < 0 || !steps.get(answered).asked().equals(failed)) {
                return false;
            }
            LogStep answer = steps.get(answered);
            if (answer.fails()) {
                return true;
            }
            boolean reset = failed.equals(Optional.of(MigrationState.RUNNING)) && answer.is(EventKind.RESULT);
            if (reset) {
                steps.set(answered, answer.with(answer.after(), How.FAILED_AND_RESET));
            }
            return reset;
        }

        /** QEMU before 9.1 prints no request; what failed shows in its error line only. */
        private How failUnseen(QemuEvent error) {
            Optional<MigrationState> recover = error.state("recover_state").filter(it -> it != MigrationState.ERROR);
            note(error.state("new_state"));
            hasStates = true;
            if (believed.isPresent() && believed.equals(error.state("new_state"))) {
                return How.FAILED;
            }
            return recover.isPresent()
                    ? come(recover, How.RECOVERED)
                    : come(Optional.of(MigrationState.RUNNING), How.FAILED_AND_RESET);
        }
    }

    /** The names of devices, for messages. */
    static String names(List<Device> devices) {
        return devices.stream().map(Device::name).collect(Collectors.joining(", "));
    }
}
