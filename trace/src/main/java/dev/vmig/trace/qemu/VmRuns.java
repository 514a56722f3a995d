package dev.vmig.trace.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the VM runs, after each step of its log. */
final class VmRuns {
    /** The stop that QEMU makes for a switchover; the VM goes back to what it was before if the migration fails. */
    static final String SWITCHOVER = "finish-migrate";

    /** The stop that QEMU makes for a snapshot. */
    static final String SNAPSHOT = "save-vm";

    /**
     * A stretch in which the VM runs or not.
     *
     * @param running empty if the log does not tell
     * @param reason of a stop; empty if none is known
     */
    record Run(Optional<Boolean> running, String reason) {
        boolean isRunning() {
            return running.orElse(false);
        }

        boolean isStopped() {
            return !running.orElse(true);
        }
    }

    private final List<Run> after = new ArrayList<>();
    private final Run first;

    VmRuns(List<LogStep> steps) {
        // What the VM does first tells what it was before.
        Optional<Boolean> change =
                steps.stream().flatMap(step -> step.vmRuns().stream()).findFirst();
        first = new Run(change.map(runs -> !runs), "");
        Run now = first;
        for (LogStep step : steps) {
            Optional<Boolean> runs = step.vmRuns();
            // A VM that is about to start does not run yet; one that is about to stop does not run any more.
            if (runs.isPresent() && (step.is(EventKind.VM_CHANGE) || !runs.get())) {
                now = new Run(runs, runs.get() ? "" : step.event().field("reason"));
            }
            after.add(now);
        }
    }

    /** Whether the log shows that the user has paused the VM before a step, and has not continued it since. */
    boolean pausedBefore(int index) {
        Run run = before(index);
        return run.isStopped() && !run.reason().isEmpty() && !run.reason().equals(SWITCHOVER);
    }

    /** Before a step. */
    Run before(int index) {
        return index == 0 ? first : after.get(index - 1);
    }

    /** After the last of the steps below an index. */
    Run at(int end) {
        return before(end);
    }
}
