package dev.vmig.conformance.kit;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;

/** Questions for the pre-copy counters. */
final class InfoStep {
    private final Context context;

    InfoStep(Context context) {
        this.context = context;
    }

    void info(Subject subject, SessionFile file) {
        long commands = context.commands(subject);
        Answer<PrecopyInfo> answer = context.ask(file.file::precopyInfo);
        file.faulted |= context.hasFailed(subject);
        if (file.ended()) {
            Run.checkEnded(context, subject, "VMIG-SES-003", answer, commands);
        } else if (file.faulted && !answer.ok()) {
            return; // The session may have failed with the device.
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
        file.initial = info.initialBytes();
        // A counter that is not set says nothing about what can be read.
        file.unset |= !set;
        file.owed = file.unset || file.faulted ? SessionFile.UNKNOWN : info.initialBytes() + info.dirtyBytes();
    }
}
