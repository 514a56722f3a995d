package dev.vmig.trace.qemu;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.trace.qemu.LogStep.How;
import dev.vmig.trace.qemu.Timeline.Device;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stops and starts of the VM, and what its devices are in then; and which requests are allowed. */
final class RunRules {
    private static final List<MigrationState> STOPPED = List.of(MigrationState.STOP, MigrationState.STOP_COPY);

    private final Timeline timeline;
    private final Judge judge;
    private final DeviceStates states;
    /** The event about the VM's run that each device saw last. */
    private final Map<String, LogStep> lastRun = new HashMap<>();

    /** Devices that were started in the start that is under way, with the state that they were in before. */
    private final Map<String, LogStep> started = new HashMap<>();

    /** Devices that were asked for a P2P state, and the change of the VM that it is for has not come yet. */
    private final Set<String> quiescing = new HashSet<>();

    private final Set<String> loaded = new HashSet<>();
    private final Set<String> spoiled = new HashSet<>();
    private Optional<LogStep> start = Optional.empty();

    private RunRules(Timeline timeline, Judge judge) {
        this.timeline = timeline;
        this.judge = judge;
        this.states = new DeviceStates(timeline);
    }

    static void judge(Timeline timeline, Judge judge) {
        RunRules rules = new RunRules(timeline, judge);
        List<LogStep> steps = timeline.steps();
        if (!timeline.traces(EventKind.VM_CHANGE)) {
            for (LogRule rule : List.of(LogRule.VMM_014, LogRule.VMM_015, LogRule.VMM_018)) {
                judge.cannotSee(rule, "no vfio_vmstate_change is traced");
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            rules.take(steps, i);
        }
        rules.endStart(true);
        if (!steps.isEmpty()) {
            rules.endsWithin(steps.get(steps.size() - 1));
        }
    }

    private void take(List<LogStep> steps, int index) {
        LogStep step = steps.get(index);
        if (step.how() == How.START) {
            lastRun.remove(step.device());
            started.remove(step.device());
            loaded.remove(step.device());
        }
        if (step.is(EventKind.REQUEST)) {
            allowed(step);
        }
        if (isStop(step)) {
            isPaused(steps, index);
        }
        if (step.reaches(MigrationState.RESUMING)) {
            loaded.add(step.device());
            spoiled.remove(step.device());
        } else if (step.reaches(MigrationState.PRE_COPY) || step.reaches(MigrationState.STOP_COPY)) {
            loaded.remove(step.device());
        }
        boolean loses = step.how() == How.RESET || step.how() == How.FAILED_AND_RESET;
        if (loses && step.isBefore(MigrationState.RESUMING)) {
            spoiled.add(step.device());
        }
        if (step.how() == How.FAILED_AND_RESET) {
            resets(step);
        }
        states.take(step);
        if (step.vmRuns().isPresent()) {
            agrees(step);
            run(step);
        } else if (step.kind().isOfState() && !isOfStart(step)) {
            endStart(false);
        }
        if (step.kind().isOfState() && isOfP2p(step)) {
            quiescing.add(step.device());
        } else if (step.kind().isOfState() || step.is(EventKind.VM_CHANGE)) {
            quiescing.remove(step.device());
        }
    }

    /** Only a stop or a start of the VM asks for a P2P state. */
    private static boolean isOfP2p(LogStep step) {
        return step.asked()
                .filter(it -> it == MigrationState.RUNNING_P2P || it == MigrationState.PRE_COPY_P2P)
                .isPresent();
    }

    /** What is asked for is allowed from the state that QEMU knows the device to be in. */
    private void allowed(LogStep step) {
        Device device = timeline.device(step.device());
        Optional<FeatureSet> features = features(device);
        if (features.isEmpty() || step.before().isEmpty() || step.asked().isEmpty()) {
            return;
        }
        MigrationState before = step.before().get();
        MigrationState asked = step.asked().get();
        boolean fits = before == asked || TransitionTable.of(features.get()).allows(before, asked);
        judge.judge(
                LogRule.VMM_001,
                fits,
                step,
                "asks for " + asked + " from " + before,
                "a request that the uAPI allows from " + before);
    }

    /** QEMU resets at once where it names no state to recover to. */
    private void resets(LogStep step) {
        judge.judge(
                LogRule.VMM_006,
                step.asked().filter(MigrationState.RUNNING::equals).isPresent(),
                step,
                "the device is reset since it refused "
                        + step.asked().map(Enum::name).orElse("a state"),
                "a request for RUNNING first");
    }

    private static Optional<FeatureSet> features(Device device) {
        return device.flags()
                .filter(flags -> (flags & FeatureSet.FLAG_STOP_COPY) != 0)
                .map(flags -> FeatureSet.of(flags & 7));
    }

    private static boolean isStop(LogStep step) {
        return step.how() == How.ASKED
                && step.after().filter(STOPPED::contains).isPresent()
                && step.before().filter(it -> !it.isStopped()).isPresent();
    }

    /** The VM is told to stop before the device does, or the next thing that QEMU says of the device is that. */
    private void isPaused(List<LogStep> steps, int index) {
        LogStep step = steps.get(index);
        if (!timeline.traces(EventKind.VM_CHANGE)) {
            return;
        }
        Optional<LogStep> next = steps.stream()
                .skip(index + 1L)
                .filter(it -> it.device().equals(step.device()) && it.vmRuns().isPresent())
                .findFirst();
        LogStep last = lastRun.get(step.device());
        boolean before = last != null && !last.vmRuns().orElseThrow();
        boolean after = next.isPresent() && !next.get().vmRuns().orElseThrow();
        if (last == null && next.isEmpty()) {
            judge.cannotSee(LogRule.VMM_014, "no vfio_vmstate_change of " + step.device() + " is traced");
            return;
        }
        if (!before && timeline.device(step.device()).last() == step.line()) {
            judge.isOpen("the log ends while the VM stops: " + step.device());
            return;
        }
        judge.judge(
                LogRule.VMM_014,
                before || after,
                step,
                "stops in " + step.after().orElseThrow() + " while the VM runs",
                "vfio_vmstate_change with running 0");
    }

    /** QEMU prints what it asked the device for, so that the words of one event agree with each other. */
    private void agrees(LogStep step) {
        boolean runs = step.vmRuns().orElseThrow();
        String asked = step.event().field("dev_state");
        boolean p2p = asked.endsWith("P2P");
        boolean fits = step.is(EventKind.VM_PREPARE) ? p2p : isOfChange(step, runs, asked);
        LogStep last = lastRun.get(step.device());
        boolean asks = timeline.device(step.device()).migrates();
        if (!asks && timeline.device(step.device()).first() == step.line()) {
            judge.cannotSee(LogRule.AGREES, "the log begins with a change of the VM");
            return;
        }
        if (!asks) {
            judge.breaks(
                    LogRule.AGREES,
                    step.line(),
                    step.device(),
                    "the VM's change asks the device for " + asked + ", and no request of the device is in the log",
                    "vfio_migration_set_state of the device first");
            return;
        }
        boolean follows = last == null
                || !timeline.traces(EventKind.VM_CHANGE)
                || !last.is(EventKind.VM_PREPARE)
                || (step.is(EventKind.VM_CHANGE)
                        && last.vmRuns().equals(step.vmRuns())
                        && last.event().field("reason").equals(step.event().field("reason")));
        judge.judge(
                LogRule.AGREES,
                fits && follows,
                step,
                fits
                        ? "does not follow from line " + (last == null ? 0 : last.line())
                                + ", which prepares another change"
                        : "running " + step.event().field("running") + " with device state " + asked,
                fits ? "the change that was prepared" : "RUNNING if the VM runs, STOP or STOP_COPY if not");
        lastRun.put(step.device(), step);
    }

    /** RUNNING of a start; of a stop STOP or STOP_COPY, whichever the device came to if it came to one. */
    private static boolean isOfChange(LogStep step, boolean runs, String asked) {
        if (runs) {
            return asked.equals(MigrationState.RUNNING.name());
        }
        boolean stops = STOPPED.stream().anyMatch(state -> state.name().equals(asked));
        return stops
                && step.before()
                        .filter(STOPPED::contains)
                        .map(state -> state.name().equals(asked))
                        .orElse(true);
    }

    private void run(LogStep step) {
        boolean runs = step.vmRuns().orElseThrow();
        if (!runs || step.is(EventKind.VM_PREPARE)) {
            endStart(false);
            return;
        }
        start = start.or(() -> Optional.of(step));
        started.put(step.device(), step);
    }

    /** A request for RUNNING is of the start that is under way. */
    private boolean isOfStart(LogStep step) {
        return step.asked()
                .or(step::after)
                .filter(MigrationState.RUNNING::equals)
                .isPresent();
    }

    /** All devices have been started, and the guest goes on. */
    /** The log ends while the VM stops or starts: a device waits for the change, or for its turn. */
    private void endsWithin(LogStep lastStep) {
        List<String> waiting = new ArrayList<>();
        for (Device device : timeline.migrating()) {
            LogStep last = lastRun.get(device.name());
            boolean prepared = last != null && last.is(EventKind.VM_PREPARE) && timeline.traces(EventKind.VM_CHANGE);
            boolean turns = lastStep.is(EventKind.VM_CHANGE)
                    && last != null
                    && !last.vmRuns().equals(lastStep.vmRuns());
            if (device.isThere(lastStep.line()) && (prepared || turns || quiescing.contains(device.name()))) {
                waiting.add(device.name());
            }
        }
        if (!waiting.isEmpty()) {
            judge.isOpen("the log ends while the VM stops or starts: " + String.join(", ", waiting));
        }
    }

    private void endStart(boolean atEnd) {
        if (start.isEmpty()) {
            return;
        }
        LogStep first = start.get();
        List<Device> waiting = timeline.migrating().stream()
                .filter(device -> device.isThere(first.line()) && !started.containsKey(device.name()))
                .filter(device -> device.last() > first.line())
                .filter(device -> states.of(device.name())
                        .filter(it -> it != MigrationState.RUNNING)
                        .isPresent())
                .toList();
        boolean destination = started.keySet().stream().anyMatch(loaded::contains);
        LogRule rule = destination ? LogRule.VMM_015 : LogRule.VMM_018;
        if (!waiting.isEmpty() && atEnd) {
            judge.isOpen("the log ends while the VM starts: " + Timeline.names(waiting));
        } else {
            for (LogStep step : started.values()) {
                if (step.before().isEmpty()) {
                    judge.cannotSee(rule, "the log begins while the VM starts");
                    continue;
                }
                boolean isRunning = step.isBefore(MigrationState.RUNNING);
                judge.judge(
                        rule,
                        isRunning && waiting.isEmpty(),
                        step,
                        isRunning
                                ? "the guest goes on although " + Timeline.names(waiting) + " does not run"
                                : "the guest goes on with its device in "
                                        + step.before().get(),
                        "RUNNING of each device first");
                keepsState(step);
            }
        }
        loaded.removeAll(started.keySet());
        started.clear();
        start = Optional.empty();
    }

    /** A device that was reset after its data came in has lost them. */
    private void keepsState(LogStep step) {
        if (loaded.contains(step.device())) {
            judge.judge(
                    LogRule.VMM_020,
                    !spoiled.contains(step.device()),
                    step,
                    "the guest goes on although its device was reset after RESUMING, and has lost what was loaded",
                    "an end of the migration");
        }
    }
}
