package dev.vmig.trace.qemu;

import dev.vmig.trace.TextLines;
import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.qemu.MigrationReport.End;
import dev.vmig.trace.qemu.MigrationReport.Migration;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.qemu.QemuReport.VmReport;
import dev.vmig.trace.walk.SpecOracles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks two logs of QEMU as the two ends of migrations, against {@code LiveMigration}. */
public final class MigrationChecker {
    private final SpecOracles oracles;
    private final QemuChecker checker;

    /** A checker that opens what it needs. */
    public MigrationChecker(SpecOracles oracles) {
        this.oracles = oracles;
        this.checker = new QemuChecker(oracles);
    }

    /** Checks both logs, and then both together; which device is which is told by the logs. */
    public MigrationReport check(String sourceFile, String source, String targetFile, String target)
            throws TraceFormatException {
        return check(sourceFile, source, targetFile, target, Map.of());
    }

    /**
     * Checks both logs, and then both together.
     *
     * @param pairs devices of the source with their counterparts at the target, as far as the logs are not to tell
     * @throws TraceFormatException if a log cannot be read, or does not hold its end of a migration
     */
    public MigrationReport check(
            String sourceFile, String source, String targetFile, String target, Map<String, String> pairs)
            throws TraceFormatException {
        QemuReport atSource = checker.check(sourceFile, source);
        return check(sourceFile, atSource, targetFile, checker.check(targetFile, target), pairs);
    }

    /** Reads both logs to their ends and checks them, as {@link #check(String, String, String, String, Map)} does. */
    public MigrationReport check(TextLines source, TextLines target, Map<String, String> pairs) throws IOException {
        QemuReport atSource = checker.check(source, QemuChecker.NOTHING);
        return check(source.name(), atSource, target.name(), checker.check(target, QemuChecker.NOTHING), pairs);
    }

    private MigrationReport check(
            String sourceFile, QemuReport atSource, String targetFile, QemuReport atTarget, Map<String, String> pairs)
            throws TraceFormatException {
        VmReport sourceVm = only(sourceFile, atSource);
        VmReport targetVm = only(targetFile, atTarget);
        if (!atSource.holds() || !atTarget.holds()) {
            return new MigrationReport(atSource, atTarget, List.of(), List.of(), List.of());
        }
        if (sourceVm.attempts().isEmpty()) {
            throw new TraceFormatException(sourceFile, "never comes to PRE_COPY or STOP_COPY (is no source)");
        } else if (targetVm.devices().stream().noneMatch(MigrationChecker::loads)) {
            throw new TraceFormatException(targetFile, "never comes to RESUMING (is no target)");
        }
        Pairing pairing = Pairing.of(sourceVm, targetVm, pairs);
        boolean seesBytes = prints(atSource, "vfio_save_") && prints(atTarget, "vfio_load_");
        PairRules rules = new PairRules(seesBytes);
        List<Migration> migrations = new ArrayList<>();
        for (Map.Entry<String, String> pair : pairing.pairs().entrySet()) {
            List<Attempt> attempts = Attempt.of(
                    sourceVm,
                    device(sourceVm, pair.getKey()),
                    atSource.complete(),
                    device(targetVm, pair.getValue()),
                    atTarget.complete(),
                    seesBytes);
            for (Attempt attempt : attempts) {
                Optional<String> lost = rules.judge(pair.getKey(), attempt);
                migrations.add(check(pair.getKey(), pair.getValue(), attempt, lost));
            }
        }
        return new MigrationReport(atSource, atTarget, migrations, rules.judgements(), pairing.unpaired());
    }

    private static boolean prints(QemuReport report, String prefix) {
        return report.events().stream().anyMatch(event -> event.event().startsWith(prefix));
    }

    private static VmReport only(String file, QemuReport report) throws TraceFormatException {
        if (report.vms().size() != 1) {
            throw new TraceFormatException(
                    file,
                    "holds the logs of " + report.vms().size() + " VMs (expected, for --migration: one; they are "
                            + String.join(
                                    ", ",
                                    report.vms().stream().map(VmReport::name).toList()) + ")");
        }
        return report.vms().get(0);
    }

    private static boolean loads(DeviceReport device) {
        return device.moments().stream().anyMatch(moment -> moment.state().equals("RESUMING"));
    }

    private static DeviceReport device(VmReport vm, String name) {
        return vm.devices().stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Migration check(String device, String counterpart, Attempt attempt, Optional<String> lost) {
        if (lost.isPresent() || attempt.isSnapshot()) {
            End end = lost.isPresent() ? End.OPEN : End.SNAPSHOT;
            return new Migration(device, counterpart, attempt.lines(), List.of(), end, lost, List.of(), List.of());
        }
        Interleaving search = new Interleaving(oracles.liveMigration(), attempt);
        boolean found = search.search();
        return new Migration(
                device,
                counterpart,
                attempt.lines(),
                search.order(),
                found ? end(search, attempt) : End.OPEN,
                found
                        ? Optional.empty()
                        : Optional.of("no order of what both ends did is a behaviour of LiveMigration"),
                found ? List.of() : search.before(),
                found ? List.of() : search.allowed());
    }

    private static End end(Interleaving search, Attempt attempt) {
        End end = search.end();
        boolean whole = Interleaving.blocks(attempt.target()).size()
                        == Interleaving.blocks(attempt.source()).size()
                || attempt.hidesFinalData();
        boolean paused = end == End.OPEN && attempt.ofPausedVm() && attempt.isCompleted() && attempt.targetIsAll();
        return paused && whole ? End.PAUSED_AT_THE_TARGET : end;
    }
}
