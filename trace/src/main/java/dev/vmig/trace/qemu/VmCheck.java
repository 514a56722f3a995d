package dev.vmig.trace.qemu;

import dev.vmig.trace.qemu.QemuReport.AttemptReport;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.qemu.QemuReport.VmReport;
import dev.vmig.trace.walk.SpecMoves;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Judges the log of one VM by all rules. */
final class VmCheck {
    private static final List<EventKind> LOADS =
            List.of(EventKind.LOAD_DATA, EventKind.LOAD_BUFFER, EventKind.LOAD_FRAME);

    private final SpecMoves moves;
    private final WalkStarts start;
    private final Timeline timeline;
    private final Judge judge = new Judge();

    VmCheck(SpecMoves moves, WalkStarts start, Timeline timeline) {
        this.moves = moves;
        this.start = start;
        this.timeline = timeline;
    }

    VmReport check(String name) {
        List<DeviceReport> devices = walk();
        VmRuns runs = new VmRuns(timeline.steps());
        List<SaveAttempt> attempts = SaveAttempts.of(timeline, runs);
        Barrier.judge(timeline, attempts, runs, judge);
        RunRules.judge(timeline, judge);
        LoadRules.judge(timeline, judge);
        FileRules.judge(timeline, attempts, judge);
        SizeRules.judge(timeline, judge);
        for (SaveAttempt attempt : attempts) {
            FailureRules.judge(timeline, judge, attempt);
            SwitchoverRules.judge(timeline, judge, attempt);
            EndRules.judge(timeline, judge, attempt);
        }
        announced(attempts);
        neverSeen();
        return new VmReport(
                name, devices, attempts.stream().map(VmCheck::report).toList(), judge.judgements(), judge.open());
    }

    /** Each device that can migrate against the spec; the others are named only. */
    private List<DeviceReport> walk() {
        Map<String, DeviceWalk> walks = new LinkedHashMap<>();
        boolean printsRequests = timeline.traces(EventKind.REQUEST);
        boolean printsLoads = LOADS.stream().anyMatch(timeline::traces);
        for (LogStep step : timeline.steps()) {
            if (!step.device().isEmpty() && timeline.device(step.device()).migrates()) {
                boolean opens = step.is(EventKind.INIT) || step.is(EventKind.REALIZE);
                walks.computeIfAbsent(
                                step.device(),
                                device ->
                                        new DeviceWalk(device, moves, start, opens, printsRequests, printsLoads, judge))
                        .take(step.event());
            } else if (step.is(EventKind.LOAD_GIVEN_UP)) {
                walks.values().forEach(DeviceWalk::giveUpLoad);
            }
        }
        List<DeviceReport> reports = new ArrayList<>();
        for (Timeline.Device device : timeline.devices()) {
            DeviceWalk walk = walks.get(device.name());
            reports.add(walk != null ? walk.report() : DeviceReport.notMigrating(device.name(), device.flags()));
        }
        return reports;
    }

    /** A migration that QEMU has set up, and whose first device is not in the log yet. */
    private void announced(List<SaveAttempt> attempts) {
        int last = attempts.isEmpty() ? 0 : attempts.get(attempts.size() - 1).lastLine();
        boolean open = false;
        for (LogStep step : timeline.steps()) {
            if (step.is(EventKind.NOTIFIER) && step.line() > last) {
                open = step.event().field("state").equals("setup");
            } else if (step.is(EventKind.SAVE_CLEANUP) || step.is(EventKind.INIT)) {
                open = false;
            }
        }
        if (open) {
            judge.isOpen("the log ends within a migration, which QEMU has announced to the devices");
        }
    }

    /** What no log of one QEMU can show. */
    private void neverSeen() {
        judge.cannotSee(LogRule.VMM_002, "QEMU never reads the state, or does not print that it does");
        judge.cannotSee(LogRule.VMM_007, "judged on both logs as one migration (--migration)");
        judge.cannotSee(LogRule.VMM_008, "judged on both logs as one migration (--migration)");
        judge.cannotSee(LogRule.VMM_013, "a destination that is given up ends, and prints nothing about it");
    }

    private static AttemptReport report(SaveAttempt attempt) {
        Optional<LogStep> failure =
                attempt.failedRequest().or(attempt::failedResult).or(attempt::reset);
        return new AttemptReport(
                attempt.firstLine(),
                attempt.lastLine(),
                attempt.isSnapshot() ? "snapshot" : "migration",
                attempt.outcome().name().toLowerCase(Locale.ROOT),
                attempt.runs().before(attempt.from()).isStopped(),
                List.copyOf(attempt.devices()),
                failure.map(step -> "line " + step.line() + ": " + step.event().text())
                        .orElse(""));
    }
}
