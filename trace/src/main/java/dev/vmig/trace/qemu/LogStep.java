package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import java.util.Optional;

/**
 * An event with what it changes of its device.
 *
 * @param before the state of the device before it, resets included; empty if the log does not tell
 * @param after the state after it
 * @param asked the state that the request was for that the event answers or fails
 * @param how the state was come to
 */
record LogStep(
        QemuEvent event,
        Optional<MigrationState> before,
        Optional<MigrationState> after,
        Optional<MigrationState> asked,
        How how) {
    /** How a device came to a state. */
    enum How {
        /** Nothing changes. */
        NONE,
        /** It was opened. */
        START,
        /** It was asked for it, and came. */
        ASKED,
        /** It was asked for something else, which failed, and then for this. */
        RECOVERED,
        /** It was asked for something, which failed, and was reset. */
        FAILED_AND_RESET,
        /** It came to the state, but QEMU gave up the request since it holds an older data file. */
        OUT_OF_SYNC,
        /** An error line tells of a failure that no request of the log explains. */
        FAILED,
        /** It was reset. */
        RESET
    }

    int line() {
        return event.line();
    }

    String device() {
        return event.device();
    }

    EventKind kind() {
        return event.kind();
    }

    boolean is(EventKind kind) {
        return event.kind() == kind;
    }

    /** Whether the device came to this state as it was asked to. */
    boolean reaches(MigrationState state) {
        return how == How.ASKED && after.filter(state::equals).isPresent();
    }

    boolean isBefore(MigrationState state) {
        return before.filter(state::equals).isPresent();
    }

    boolean isAfter(MigrationState state) {
        return after.filter(state::equals).isPresent();
    }

    /** Whether a request of the device failed. */
    boolean fails() {
        return how == How.RECOVERED || how == How.FAILED_AND_RESET || how == How.OUT_OF_SYNC || how == How.FAILED;
    }

    /** Whether the VM stops (false) or starts (true), or is about to; empty if the event is of something else. */
    Optional<Boolean> vmRuns() {
        return is(EventKind.VM_PREPARE) || is(EventKind.VM_CHANGE)
                ? Optional.of(event.number("running") != 0)
                : Optional.empty();
    }

    LogStep with(Optional<MigrationState> now, How other) {
        return new LogStep(event, before, now, asked, other);
    }
}
