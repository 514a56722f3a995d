package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.qemu.LogStep.How;
import dev.vmig.trace.qemu.SaveAttempt.Outcome;
import dev.vmig.trace.qemu.Timeline.Device;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The peer-to-peer barrier among the devices of one VM, as {@code DeviceBarrier} has it: no device is stopped or loaded while
 * another may still write to it, and none runs before all others can take writes.
 *
 * <p>A device takes part if it can migrate, has P2P, is there, and the log tells of its state. A device that a failed
 * request has reset, or that was opened or reset while the VM does not run, is quiescent until it or the VM is started. After a migration that failed QEMU sets each device to
 * RUNNING by itself, which no barrier holds together: that is {@link LogRule#NOTIFIER}.
 */
final class Barrier {

    private static final List<MigrationState> SAVED = List.of(MigrationState.STOP, MigrationState.STOP_COPY);

    private final Timeline timeline;
    private final List<SaveAttempt> attempts;
    private final VmRuns runs;
    private final Judge judge;
    private final DeviceStates states;
    private final Set<String> quiescent = new HashSet<>();
    private final Map<String, LogStep> lastOf = new HashMap<>();
    private final Map<String, LogStep> notified = new HashMap<>();

    private Barrier(Timeline timeline, List<SaveAttempt> attempts, VmRuns runs, Judge judge) {
        this.timeline = timeline;
        this.attempts = attempts;
        this.runs = runs;
        this.judge = judge;
        this.states = new DeviceStates(timeline);
    }

    static void judge(Timeline timeline, List<SaveAttempt> attempts, VmRuns runs, Judge judge) {
        Barrier barrier = new Barrier(timeline, attempts, runs, judge);
        attempts.forEach(barrier::requireP2p);
        for (int i = 0; i < timeline.steps().size(); i++) {
            barrier.take(i, timeline.steps().get(i));
        }
    }

    private void take(int index, LogStep step) {
        if (step.is(EventKind.REQUEST) || step.is(EventKind.REACHED)) {
            LogStep last = lastOf.get(step.device());
            if (last != null && (last.is(EventKind.NOTIFIER) || isOfUntracedNotifier(index, step))) {
                notified.put(step.device(), last);
            } else {
                notified.remove(step.device());
            }
        }
        if (step.how() == How.FAILED_AND_RESET) {
            quiescent.add(step.device());
        }
        if (step.is(EventKind.VM_CHANGE) && step.vmRuns().orElse(false)) {
            quiescent.clear();
        }
        boolean opened = step.how() == How.START || step.how() == How.RESET;
        if (opened && !runs.before(index).isRunning()) {
            quiescent.add(step.device());
        } else if (step.how() == How.ASKED
                && step.after().filter(MigrationState::isStopped).isPresent()) {
            stops(step);
        } else if (step.how() == How.ASKED
                && step.after().filter(MigrationState::isRunning).isPresent()) {
            runs(index, step);
            quiescent.remove(step.device());
        }
        states.take(step);
        if (!step.device().isEmpty()) {
            lastOf.put(step.device(), step);
        }
    }

    /** A stop or start of the VM takes a device with P2P by way of its P2P state; only the notifier goes straight. */
    private boolean isOfUntracedNotifier(int index, LogStep step) {
        return !timeline.traces(EventKind.NOTIFIER)
                && (attempts.stream().anyMatch(attempt -> attempt.from() <= index)
                        || !timeline.traces(EventKind.VM_CHANGE))
                && timeline.device(step.device()).hasP2p()
                && step.asked().filter(MigrationState.RUNNING::equals).isPresent()
                && step.before()
                        .filter(it -> it == MigrationState.STOP || it.inSavingGroup())
                        .isPresent();
    }

    private void stops(LogStep step) {
        boolean ran = step.before().filter(it -> !it.isStopped()).isPresent();
        if (ran && takesPart(step) && hasPeers(step)) {
            List<Device> running = peersIn(step, MigrationState::isRunning).stream()
                    .filter(device -> !quiescent.contains(device.name()))
                    .toList();
            judge.judge(
                    LogRule.VMM_016,
                    running.isEmpty(),
                    step,
                    "goes to " + step.after().orElseThrow() + " while " + stateOf(running) + " (the P2P barrier)",
                    "RUNNING_P2P or PRE_COPY_P2P of every device first");
        }
    }

    private void runs(int index, LogStep step) {
        boolean begins = quiescent.contains(step.device())
                || step.before().filter(it -> !it.isRunning()).isPresent();
        if (!begins) {
            return;
        }
        boolean wasStopped = step.before().filter(MigrationState::isStopped).isPresent();
        boolean departs =
                notified.containsKey(step.device()) && !runs.before(index).isRunning();
        if (!departs && isAfterFailure(index) && takesPart(step) && hasPeers(step)) {
            List<Device> stopped = peersIn(step, SAVED::contains);
            judge.judge(
                    LogRule.VMM_024,
                    stopped.isEmpty(),
                    step,
                    "goes to RUNNING after a failed migration while " + stateOf(stopped),
                    "RUNNING_P2P of every device first");
        }
        if (notified.containsKey(step.device())) {
            if (wasStopped && departs) {
                judge.breaks(
                        LogRule.NOTIFIER,
                        step.line(),
                        step.device(),
                        "QEMU's migration notifier sets the device to RUNNING although the VM does not run",
                        "the device stays stopped until the VM is continued");
            }
            return;
        }
        if (takesPart(step) && hasPeers(step)) {
            List<Device> stopped = peersIn(step, MigrationState::isStopped);
            judge.judge(
                    LogRule.VMM_017,
                    stopped.isEmpty(),
                    step,
                    "goes to " + step.after().orElseThrow() + " while " + stateOf(stopped) + " (the P2P barrier)",
                    "RUNNING_P2P of every device first");
        }
    }

    /** Whether a step is of an attempt that has failed, or of the start of the VM after it. */
    private boolean isAfterFailure(int index) {
        SaveAttempt last = null;
        for (SaveAttempt attempt : attempts) {
            last = attempt.from() <= index ? attempt : last;
        }
        return last != null && last.outcome() == Outcome.FAILED;
    }

    private boolean takesPart(LogStep step) {
        return timeline.device(step.device()).hasP2p();
    }

    private boolean hasPeers(LogStep step) {
        return timeline.migrating().stream()
                .anyMatch(device -> !device.name().equals(step.device())
                        && device.hasP2p()
                        && isPeer(device, step)
                        && states.of(device.name()).isPresent());
    }

    private List<Device> peersIn(LogStep step, Predicate<MigrationState> in) {
        return states.othersIn(step, in)
                .filter(device -> device.hasP2p() && isPeer(device, step))
                .toList();
    }

    /**
     * Whether another device is there. One that the log does not tell of any more may have been unplugged, if that is
     * not traced, unless it takes part in the attempt.
     */
    private boolean isPeer(Device device, LogStep step) {
        if (!device.isThere(step.line())) {
            return false;
        }
        return device.last() >= step.line()
                || timeline.tracesAll()
                || attempts.stream()
                        .anyMatch(attempt -> attempt.firstLine() <= step.line()
                                && step.line() <= attempt.lastLine()
                                && attempt.devices().contains(device.name()));
    }

    private String stateOf(List<Device> devices) {
        return devices.stream()
                .map(device ->
                        device.name() + " is in " + states.of(device.name()).orElseThrow())
                .reduce((one, next) -> one + " and " + next)
                .orElse("");
    }

    private void requireP2p(SaveAttempt attempt) {
        List<Device> all = attempt.devices().stream().map(timeline::device).toList();
        if (all.size() < 2 || all.stream().anyMatch(device -> device.flags().isEmpty() && !device.hasP2p())) {
            return;
        }
        List<Device> without = all.stream().filter(device -> !device.hasP2p()).toList();
        if (without.isEmpty()) {
            judge.holds(LogRule.ALL_P2P);
        } else {
            judge.breaks(
                    LogRule.ALL_P2P,
                    attempt.firstLine(),
                    without.get(0).name(),
                    Timeline.names(without) + " of " + all.size() + " devices cannot be made P2P quiescent",
                    "QEMU since 8.2 refuses to migrate several devices unless all have P2P; the uAPI leaves it to the"
                            + " VMM that no peer-to-peer DMA is under way");
        }
    }
}
