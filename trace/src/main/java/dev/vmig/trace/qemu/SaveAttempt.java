package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.qemu.LogStep.How;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One attempt to save a VM: a migration, a snapshot or what CPR does, with all devices of the VM.
 *
 * @param from index of its first step in the timeline
 * @param steps of all devices, and of the VM
 * @param devices those that take part
 * @param ended whether it is over before the log is
 * @param next the first change of the VM after it; empty if the log has none
 * @param runs whether the VM ran, over the whole log
 */
record SaveAttempt(
        int from, List<LogStep> steps, Set<String> devices, boolean ended, Optional<LogStep> next, VmRuns runs) {
    private static final Set<String> DONE = Set.of("completed");
    private static final Set<String> FAILED = Set.of("failed", "cancelled", "cancelling", "failing");
    /** Events of QEMU's handlers: where one is traced, the end of the data is. */
    private static final Set<EventKind> OF_HANDLERS =
            Set.of(EventKind.SAVE_SETUP, EventKind.SAVE_COMPLETE, EventKind.THREAD_END);

    private static final Set<MigrationState> OF_SWITCHOVER = Set.of(
            MigrationState.PRE_COPY_P2P, MigrationState.RUNNING_P2P, MigrationState.STOP, MigrationState.STOP_COPY);

    SaveAttempt {
        devices = new LinkedHashSet<>(devices);
    }

    /** How it went. */
    enum Outcome {
        COMPLETED,
        FAILED,
        OPEN
    }

    int firstLine() {
        return steps.get(0).line();
    }

    int lastLine() {
        return steps.get(steps.size() - 1).line();
    }

    Stream<LogStep> of(EventKind kind) {
        return steps.stream().filter(step -> step.is(kind));
    }

    Stream<LogStep> of(String device, EventKind kind) {
        return of(kind).filter(step -> step.device().equals(device));
    }

    /** Whether the VM was stopped for a snapshot. */
    boolean isSnapshot() {
        return runs.at(from).reason().equals(VmRuns.SNAPSHOT)
                || of(EventKind.VM_CHANGE)
                        .anyMatch(step -> step.event().field("reason").equals(VmRuns.SNAPSHOT));
    }

    /** The line at which QEMU says that it is completed. */
    Optional<LogStep> saysDone() {
        return steps.stream()
                .filter(step -> told(step).filter(DONE::contains).isPresent())
                .findFirst();
    }

    /** The line at which QEMU says that it failed, or was cancelled. */
    Optional<LogStep> saysFailed() {
        return steps.stream()
                .filter(step -> told(step).filter(FAILED::contains).isPresent())
                .findFirst();
    }

    /** A device's data have been read to their end. */
    static boolean isComplete(LogStep step) {
        return (step.is(EventKind.SAVE_COMPLETE) && (int) step.event().number("ret") == 0)
                || (step.is(EventKind.THREAD_END) && step.event().number("ret") != 0);
    }

    /** Reading a device's data to their end has failed. */
    static boolean isIncomplete(LogStep step) {
        return (step.is(EventKind.SAVE_COMPLETE) || step.is(EventKind.THREAD_END)) && !isComplete(step);
    }

    /** The first request that failed and that the switchover, or the beginning, cannot do without. */
    Optional<LogStep> failedRequest() {
        return steps.stream()
                .filter(LogStep::fails)
                .filter(step -> step.how() == How.OUT_OF_SYNC
                        || step.asked()
                                .filter(it -> OF_SWITCHOVER.contains(it) || it == MigrationState.PRE_COPY)
                                .isPresent())
                .filter(step -> step.asked().filter(MigrationState.STOP::equals).isEmpty() || !isCleanup(step))
                .findFirst();
    }

    /** What else failed: data that could not be read, dirty pages, the configuration. */
    Optional<LogStep> failedResult() {
        return steps.stream()
                .filter(step -> isIncomplete(step) || step.is(EventKind.SAVE_FAILED) || step.is(EventKind.DIRTY_FAILED))
                .findFirst();
    }

    /** The first reset of a device that had a session. */
    Optional<LogStep> reset() {
        return steps.stream()
                .filter(step -> step.how() == How.RESET
                        && step.before().filter(MigrationState::inSavingGroup).isPresent())
                .findFirst();
    }

    /** The VM starts again, for good: no switchover stops it afterwards. */
    Optional<LogStep> restart() {
        Optional<LogStep> last = Optional.empty();
        for (LogStep step : steps) {
            if (step.vmRuns().isPresent() && step.is(EventKind.VM_CHANGE)) {
                last = step.vmRuns().get() ? last.or(() -> Optional.of(step)) : Optional.empty();
            }
        }
        return last;
    }

    /** Whether QEMU has closed the data file of each device. */
    boolean isCleanedUp() {
        return devices.stream()
                .allMatch(device -> of(device, EventKind.SAVE_CLEANUP).findAny().isPresent());
    }

    /** Whether something that the attempt needs has failed. */
    boolean hasFailure() {
        return failedRequest().isPresent() || failedResult().isPresent();
    }

    /** Index of the first step after it. */
    int end() {
        return from + steps.size();
    }

    /** Whether the VM starts after the attempt, and nothing else is said of its run before. */
    boolean startsAfterwards() {
        return next.flatMap(LogStep::vmRuns).orElse(false);
    }

    Outcome outcome() {
        if (saysDone().isPresent()) {
            return Outcome.COMPLETED;
        }
        boolean restarted = (restart().isPresent() && !isSnapshot() && (ended || switchedOver()))
                || (ended && hasFailure() && startsAfterwards());
        if (saysFailed().isPresent() || restarted) {
            return Outcome.FAILED;
        }
        boolean complete = !devices.isEmpty() && devices.stream().allMatch(this::isRead);
        if (complete && devices.stream().noneMatch(this::endsRunning)) {
            return Outcome.COMPLETED;
        }
        boolean back = devices.stream().allMatch(this::endsRunning);
        return ended && back && !devices.isEmpty() ? Outcome.FAILED : Outcome.OPEN;
    }

    /** Whether QEMU stopped the VM for the switchover. */
    boolean switchedOver() {
        return steps.stream()
                .anyMatch(step -> step.vmRuns().filter(runs -> !runs).isPresent()
                        && step.event().field("reason").equals(VmRuns.SWITCHOVER));
    }

    /** Whether a device's data were read to their end, as far as the log tells. */
    boolean isRead(String device) {
        boolean told = tracesHandlers();
        return told
                ? steps.stream().anyMatch(step -> step.device().equals(device) && isComplete(step))
                : steps.stream()
                        .anyMatch(step -> step.device().equals(device)
                                && step.reaches(MigrationState.STOP)
                                && step.isBefore(MigrationState.STOP_COPY));
    }

    /** Whether what QEMU's handlers do is traced, so that the end of the data would show. */
    boolean tracesHandlers() {
        return steps.stream().anyMatch(step -> OF_HANDLERS.contains(step.kind()));
    }

    private boolean endsRunning(String device) {
        return stateAtEnd(device).filter(MigrationState.RUNNING::equals).isPresent();
    }

    /** The state that a device is left in. */
    Optional<MigrationState> stateAtEnd(String device) {
        return steps.stream()
                .filter(step -> step.device().equals(device))
                .reduce((one, next) -> next)
                .flatMap(LogStep::after);
    }

    /** STOP_COPY>STOP when all is done: that it fails undoes nothing. */
    private static boolean isCleanup(LogStep step) {
        return step.isBefore(MigrationState.STOP_COPY);
    }

    private static Optional<String> told(LogStep step) {
        return step.is(EventKind.NOTIFIER) || step.is(EventKind.STATUS)
                ? Optional.of(step.event().field("state"))
                : Optional.empty();
    }
}
