package dev.vmig.conformance.kit;

import dev.vmig.fsm.MigrationState;
import java.time.Duration;
import org.apache.commons.lang3.StringUtils;

/** Resets, including those during a call. */
final class ResetStep {
    private static final int EXCERPT = 100;

    private final Context context;

    ResetStep(Context context) {
        this.context = context;
    }

    void reset(Subject subject) {
        context.run(subject.device::reset);
        subject.wasReset = true;
        settle(subject);
    }

    void later(Subject subject, Duration delay) {
        context.bench.ports().scheduler().ifPresent(time -> {
            subject.resetDue = true;
            time.after(delay, () -> {
                subject.resetDue = false;
                subject.wasReset = true;
                subject.device.reset();
            });
        });
    }

    /** Updates what is known of the device after a reset during a call. */
    void settle(Subject subject) {
        if (!subject.wasReset || subject.closed || context.isOver()) {
            return;
        }
        subject.wasReset = false;
        subject.endSession(SessionFile.Standing.ENDED_BY_RESET);
        subject.forgetState();
        MigrationState now = context.look(subject);
        context.check("VMIG-RST-001", now == MigrationState.RUNNING, now, MigrationState.RUNNING);
        subject.state = now;
        subject.guestWorks = false;
        subject.changedNanos = -1;
        context.checkHoldings(subject, "VMIG-RST-004");
        context.checkObjects(subject);
        context.checkMode(subject);
        String view = context.view(subject);
        if (!view.isEmpty()) {
            String differ = StringUtils.abbreviate(StringUtils.difference(subject.viewAfterOpen, view), EXCERPT);
            context.check(
                    "VMIG-RST-007", view.equals(subject.viewAfterOpen), "reads differ: " + differ, "as after open");
        }
        subject.unused = true;
    }
}
