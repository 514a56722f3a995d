package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Trait;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import java.time.Duration;

/** Calls of VFIO_MIG_GET_PRECOPY_INFO. */
final class InfoStep {
    /** Twice the interval after which a driver queries its device again. */
    private static final Duration REFRESH = Duration.ofSeconds(2);

    private final Context context;

    InfoStep(Context context) {
        this.context = context;
    }

    void info(Subject subject, SessionFile file) {
        long commands = context.commands(subject);
        Answer<PrecopyInfo> answer = context.ask(file.file::precopyInfo);
        file.faulted |= context.hasFailed(subject);
        if (file.ended()) {
            Run.checkEnded(context, subject, file, "VMIG-SES-003", file.refusal(false, Errno.ENOTTY), answer, commands);
        } else if (file.faulted && !answer.ok()) {
            return; // The device failure may have ended the session.
        } else if (!file.saving()) {
            if (file.standing == SessionFile.Standing.ALIVE) {
                context.check("VMIG-SES-007", answer.is(Errno.ENOTTY), answer, Errno.ENOTTY);
            }
        } else if (!context.features().hasPreCopy()) {
            context.check("VMIG-CNT-008", answer.is(Errno.ENOTTY), answer, Errno.ENOTTY);
        } else if (subject.state == MigrationState.STOP_COPY) {
            context.check("VMIG-CNT-005", answer.is(Errno.EINVAL), answer, Errno.EINVAL);
        } else if (!subject.wasReset) {
            if (!file.faulted) {
                context.checkClaim(subject, "VMIG-FSM-008", answer, "pre-copy info");
            }
            if (answer.ok()) {
                counters(subject, file, answer.get());
            }
        }
    }

    private void counters(Subject subject, SessionFile file, PrecopyInfo info) {
        boolean grew = file.initial != SessionFile.UNKNOWN && info.initialBytes() > file.initial;
        String observed = "initial_bytes " + info.initialBytes() + " after " + file.initial;
        context.check("VMIG-CNT-002", !grew, observed, "at most " + file.initial);
        context.check("VMIG-CNT-003", !grew || info.reinit(), observed, "at most " + file.initial);
        context.check("VMIG-CNT-004", !info.reinit() || subject.optedIn, "REINIT", "no REINIT");
        boolean untouched = file.read.length() == 0 && file.initial == SessionFile.UNKNOWN;
        boolean set = info.dirtyBytes() >= 0 && (!untouched || info.dirtyBytes() == 0);
        context.check("VMIG-CNT-006", set, "dirty_bytes " + info.dirtyBytes(), untouched ? "0" : "0 or more");
        boolean reported = file.owed == SessionFile.UNKNOWN || info.initialBytes() + info.dirtyBytes() >= file.owed;
        context.check(
                "VMIG-CNT-009", reported, info, "at least the " + file.owed + " bytes reported and not read since");
        checkInitial(file, info);
        checkRefresh(subject, info);
        file.initial = info.initialBytes();
        file.readSince = 0;
        // An unset counter does not tell what can be read.
        file.unset |= !set;
        file.owed = file.unset || file.faulted ? SessionFile.UNKNOWN : info.initialBytes() + info.dirtyBytes();
    }

    /** initial_bytes falls by the bytes read, and is 0 after a read that found nothing. */
    private void checkInitial(SessionFile file, PrecopyInfo info) {
        if (info.reinit()) {
            file.foundNothing = false;
            return;
        }
        String observed = "initial_bytes " + info.initialBytes();
        if (file.foundNothing) {
            context.check("VMIG-CNT-010", info.initialBytes() == 0, observed + " after everything was read", "0");
        }
        boolean exact = context.shape.traits().contains(Trait.EXACT_COUNTERS) && !file.unset && !file.faulted;
        if (exact && file.initial != SessionFile.UNKNOWN && file.read.length() > 0) {
            long left = Math.max(0, file.initial - file.readSince);
            context.check(
                    "VMIG-CNT-011",
                    info.initialBytes() == left,
                    observed + " after " + file.initial + " and " + file.readSince + " bytes read",
                    left);
        }
    }

    /** Checks that a change of the state shows in the counters, however often a VMM polls them. */
    private void checkRefresh(Subject subject, PrecopyInfo info) {
        if (subject.state != MigrationState.PRE_COPY || subject.changedNanos < 0) {
            return;
        }
        boolean shown = info.initialBytes() + info.dirtyBytes() > 0;
        if (shown || subject.changedNanos >= REFRESH.toNanos()) {
            String observed = "nothing to read, and the state changed "
                    + Duration.ofNanos(subject.changedNanos).toMillis() + " ms ago";
            context.check("VMIG-CNT-012", shown, observed, "what has changed");
            subject.changedNanos = -1;
        }
    }
}
