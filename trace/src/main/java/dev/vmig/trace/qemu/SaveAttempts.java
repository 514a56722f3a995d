package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.qemu.LogStep.How;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the attempts of a log: each begins where the first device begins to be saved, and ends when QEMU is done with all
 * of them. What lies before, between and after them belongs to no migration.
 */
final class SaveAttempts {
    private static final Set<EventKind> OF_SAVING = Set.of(
            EventKind.SAVE_SETUP,
            EventKind.ITERATE_START,
            EventKind.SAVE_BLOCK,
            EventKind.SAVE_EMPTY,
            EventKind.SAVE_ITERATE,
            EventKind.COMPLETE_START,
            EventKind.SAVE_COMPLETE,
            EventKind.THREAD_END);

    /** What may come of an attempt that is over: QEMU's word on it, and its errors. */
    private static final Set<EventKind> AFTERWARDS = Set.of(
            EventKind.NOTIFIER,
            EventKind.STATUS,
            EventKind.SAVE_CLEANUP,
            EventKind.SAVE_FAILED,
            EventKind.DIRTY_FAILED);

    private final Timeline timeline;
    private final List<LogStep> steps;
    private final VmRuns runs;
    private final List<SaveAttempt> found = new ArrayList<>();
    private final Map<String, LogStep> lastOf = new HashMap<>();

    /** Where the stop, the setup or the tracking began that a next attempt may belong to; -1 if none. */
    private int prelude = -1;

    private int from = -1;
    private Set<String> devices = new LinkedHashSet<>();
    private Set<String> setUp = new HashSet<>();
    private Set<String> done = new HashSet<>();

    private SaveAttempts(Timeline timeline, VmRuns runs) {
        this.timeline = timeline;
        this.steps = timeline.steps();
        this.runs = runs;
    }

    static List<SaveAttempt> of(Timeline timeline, VmRuns runs) {
        SaveAttempts attempts = new SaveAttempts(timeline, runs);
        for (int i = 0; i < attempts.steps.size(); i++) {
            attempts.take(i);
        }
        if (attempts.from >= 0) {
            attempts.close(attempts.steps.size(), attempts.isOver());
        }
        return attempts.found;
    }

    private void take(int index) {
        LogStep step = steps.get(index);
        boolean saving = isOfSaving(step);
        if (from >= 0 && endsBefore(step, saving)) {
            close(index, true);
        }
        if (from < 0) {
            notePrelude(index, step);
            if (saving) {
                from = prelude >= 0 ? prelude : index;
            }
        }
        if (from >= 0 && !step.device().isEmpty()) {
            note(step, saving);
        }
        if (!step.device().isEmpty()) {
            lastOf.put(step.device(), step);
        }
    }

    private boolean isOfSaving(LogStep step) {
        boolean came = step.how() != How.NONE
                && step.after().filter(MigrationState::inSavingGroup).isPresent();
        boolean asks = step.is(EventKind.REQUEST)
                && step.asked().filter(MigrationState.PRE_COPY::equals).isPresent();
        return OF_SAVING.contains(step.kind()) || came || asks;
    }

    /** Whether a step is of the next attempt, or of none. */
    private boolean endsBefore(LogStep step, boolean saving) {
        if (step.is(EventKind.INIT)) {
            return devices.contains(step.device());
        }
        if (step.is(EventKind.SAVE_SETUP) && setUp.contains(step.device())) {
            return true;
        }
        boolean again = step.is(EventKind.REQUEST) || step.is(EventKind.REACHED);
        boolean begins =
                again && step.asked().filter(MigrationState.PRE_COPY::equals).isPresent();
        if (begins && done.contains(step.device())) {
            return true;
        }
        return isOver() && !isAfterwards(step, saving);
    }

    private boolean isAfterwards(LogStep step, boolean saving) {
        if (AFTERWARDS.contains(step.kind())) {
            return true;
        }
        if (!step.kind().isOfState() || saving) {
            return step.kind().isError();
        }
        Optional<MigrationState> asked = step.asked().or(step::after);
        boolean stops =
                asked.filter(MigrationState.STOP::equals).isPresent() && step.isBefore(MigrationState.STOP_COPY);
        LogStep last = lastOf.get(step.device());
        boolean notified = last != null
                && (last.is(EventKind.NOTIFIER) || (last.is(EventKind.REQUEST) && step.is(EventKind.RESULT)));
        boolean leaves = step.before().filter(MigrationState::inSavingGroup).isPresent();
        boolean runs = asked.filter(MigrationState.RUNNING::equals).isPresent() && (notified || leaves);
        return stops || runs || (step.is(EventKind.RESULT) && notified);
    }

    /** A stop, QEMU's setup and the beginning of dirty tracking come before the first device is saved. */
    private void notePrelude(int index, LogStep step) {
        boolean stops = step.is(EventKind.REQUEST) || step.is(EventKind.REACHED) || step.is(EventKind.SET_FAILED);
        boolean leaves = stops
                && step.isBefore(MigrationState.RUNNING)
                && step.asked()
                        .filter(it -> it == MigrationState.RUNNING_P2P || it == MigrationState.STOP)
                        .isPresent();
        boolean sets = step.is(EventKind.DIRTY_START)
                || (step.is(EventKind.NOTIFIER) && step.event().field("state").equals("setup"));
        if ((leaves || sets) && prelude < 0) {
            prelude = index;
        }
        boolean starts = step.is(EventKind.VM_CHANGE) && step.vmRuns().orElse(false);
        boolean paused = step.is(EventKind.VM_CHANGE)
                && !step.vmRuns().orElse(true)
                && !step.event().field("reason").equals(VmRuns.SWITCHOVER);
        if (starts || paused || step.reaches(MigrationState.RUNNING) || step.is(EventKind.INIT)) {
            prelude = -1;
        }
    }

    private void note(LogStep step, boolean saving) {
        String device = step.device();
        boolean fails = step.fails() && step.asked().isPresent();
        if ((saving || fails) && timeline.device(device).migrates()) {
            devices.add(device);
            done.remove(device);
        }
        if (step.is(EventKind.SAVE_SETUP)) {
            setUp.add(device);
        }
        boolean out = step.kind().isOfState()
                && !step.is(EventKind.REQUEST)
                && step.after().filter(it -> !it.inSavingGroup()).isPresent();
        boolean left =
                out && (step.before().filter(MigrationState::inSavingGroup).isPresent() || step.how() == How.RECOVERED);
        if (step.is(EventKind.SAVE_CLEANUP) || (left && !timeline.traces(EventKind.SAVE_CLEANUP))) {
            done.add(device);
        }
    }

    private boolean isOver() {
        return !devices.isEmpty() && done.containsAll(devices);
    }

    private void close(int end, boolean ended) {
        Optional<LogStep> next = steps.stream()
                .skip(end)
                .filter(step -> step.is(EventKind.VM_CHANGE))
                .findFirst();
        found.add(new SaveAttempt(from, List.copyOf(steps.subList(from, end)), devices, ended, next, runs));
        from = -1;
        prelude = -1;
        devices = new LinkedHashSet<>();
        setUp = new HashSet<>();
        done = new HashSet<>();
    }
}
