package dev.vmig.cli;

import dev.vmig.cli.TraceResult.CheckedMigration;
import dev.vmig.cli.TraceResult.CheckedQemu;
import dev.vmig.cli.TraceText.Options;
import dev.vmig.trace.qemu.MigrationReport.End;
import dev.vmig.trace.qemu.MigrationReport.Migration;
import dev.vmig.trace.qemu.QemuReport;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.qemu.QemuReport.PathStep;
import dev.vmig.trace.qemu.QemuReport.Rejected;
import dev.vmig.trace.qemu.QemuReport.Taken;
import dev.vmig.trace.qemu.QemuReport.VmReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The text report of a QEMU log: device by device, then the events. */
final class QemuText {
    private static final String INDENT = "  ";

    private QemuText() {}

    static void print(PrintWriter out, CheckedQemu result, String verdict, Options options) {
        out.println(verdict);
        print(out, result, options);
    }

    private static void print(PrintWriter out, CheckedQemu result, Options options) {
        QemuReport report = result.report();
        out.println(result.file() + ": trace log of QEMU" + versions(report));
        for (VmReport vm : report.vms()) {
            if (!vm.name().isEmpty()) {
                out.println(INDENT + "VM " + vm.name());
            }
            for (DeviceReport device : vm.devices()) {
                print(out, device, options.explain());
            }
            QemuRulesText.print(out, vm);
        }
        printEvents(out, report, options.verbose());
        if (report.cut()) {
            out.println(INDENT + "the last line lacks its end and was left out");
        }
        out.println();
    }

    static void print(PrintWriter out, CheckedMigration result, String verdict, Options options) {
        out.println(verdict);
        print(out, new CheckedQemu("source", result.report().source()), options);
        print(out, new CheckedQemu("target", result.report().target()), options);
        boolean several = result.report().migrations().stream()
                        .map(Migration::device)
                        .distinct()
                        .count()
                > 1;
        result.report().migrations().forEach(migration -> print(out, migration, several, options.explain()));
        QemuRulesText.print(out, result.report().rules());
        result.report().unpaired().forEach(device -> out.println(INDENT + "incomplete: " + device));
        out.println();
    }

    private static void print(PrintWriter out, Migration migration, boolean several, boolean explain) {
        out.println("migration: " + migration.lines()
                + (several ? ", " + migration.device() + " to " + migration.counterpart() : ""));
        if (explain) {
            migration.order().forEach(step -> out.println(INDENT + step));
        }
        if (migration.objection().isEmpty()) {
            out.println(INDENT + "a behaviour of LiveMigration: " + words(migration.end()));
            return;
        }
        out.println(INDENT + "REJECTED: " + migration.objection().get());
        migration.before().forEach(state -> out.println(INDENT + INDENT + "possible before: " + state));
        if (!migration.before().isEmpty()) {
            out.println(INDENT + INDENT + "the spec allows: "
                    + (migration.allowed().isEmpty() ? "nothing" : String.join(", or ", migration.allowed())));
        }
    }

    private static String words(End end) {
        return switch (end) {
            case AT_THE_TARGET -> "completed, the VM runs at the target";
            case PAUSED_AT_THE_TARGET -> "completed, the VM is paused at the target, as it was before";
            case SNAPSHOT -> "a snapshot, the VM goes on at the source";
            case AT_THE_SOURCE -> "given up, the VM runs on at the source";
            case OPEN -> "not ended in the logs, neither runs the VM for certain";
        };
    }

    static String counts(QemuReport report) {
        long rejected = report.devices().stream()
                .filter(device -> device.rejected().isPresent())
                .count();
        return report.accepted() + " events accepted" + (rejected == 0 ? "" : ", " + devices(rejected) + " rejected")
                + rules(report);
    }

    /** The violated rules besides the rejected events, each of which violates a rule. */
    private static String rules(QemuReport report) {
        long broken = report.vms().stream()
                .flatMap(vm -> vm.rules().stream())
                .filter(rule -> !rule.holds())
                .filter(rule -> report.devices().stream()
                        .flatMap(device -> device.rejected().stream())
                        .noneMatch(
                                rejected -> rejected.rule().equals(rule.rule().id())))
                .count();
        int departures = report.departures().size();
        return (broken == 0 ? "" : ", " + broken + (broken == 1 ? " rule" : " rules") + " violated")
                + (departures == 0 ? "" : ", " + departures + (departures == 1 ? " departure" : " departures"));
    }

    private static String devices(long count) {
        return count + (count == 1 ? " device" : " devices");
    }

    private static String versions(QemuReport report) {
        return report.versions().isEmpty()
                ? " (no one version is known to print all of its events)"
                : new TreeSet<>(report.versions())
                        .stream().map(String::valueOf).collect(Collectors.joining(" or ", " ", ""));
    }

    private static void print(PrintWriter out, DeviceReport device, boolean explain) {
        out.println(INDENT
                + device.name()
                + device.features().map(flags -> ", features " + flags).orElse("")
                + (device.migrates() ? "" : ", does not migrate"));
        List<List<String>> rows = new ArrayList<>();
        device.walk()
                .forEach(step -> rows.add(List.of(
                        INDENT + INDENT + "line " + step.line(),
                        step.state(),
                        step.how().equals("asked") ? "" : step.how())));
        Columns.print(out, rows);
        device.bytes()
                .forEach(bytes -> out.println(INDENT + INDENT + bytes.phase() + ": "
                        + (bytes.bytes() == 0 ? "bytes" : bytes.bytes() + " bytes") + " in " + bytes.blocks()
                        + (bytes.phase().equals("RESUMING") ? " write" : " read") + (bytes.blocks() == 1 ? "" : "s")));
        if (explain) {
            List<String> states = List.of();
            for (PathStep step : device.path()) {
                boolean same = step.states().equals(states);
                out.println(INDENT + INDENT + "line " + step.line() + ": " + step.event()
                        + (same ? "" : "  -> " + String.join(" | ", step.states())));
                states = step.states();
            }
        }
        device.rejected().ifPresent(rejection -> print(out, rejection));
        device.incomplete().ifPresent(reason -> out.println(INDENT + INDENT + "incomplete: " + reason));
    }

    private static void print(PrintWriter out, Rejected rejection) {
        out.println(INDENT + INDENT + "line " + rejection.line() + ": REJECTED: " + rejection.event());
        out.println(INDENT + INDENT + INDENT + "which says: "
                + rejection.rejection().reason());
        out.println(INDENT + INDENT + INDENT + "possible before: " + String.join(" | ", rejection.before()));
        out.println(INDENT + INDENT + INDENT + "the spec allows: "
                + (rejection.rejection().allowed().isEmpty()
                        ? "nothing"
                        : String.join(", or ", rejection.rejection().allowed())));
    }

    /** Prints the number of events, and those that no rule concerns; every kind if {@code all}. */
    private static void printEvents(PrintWriter out, QemuReport report, boolean all) {
        out.println(INDENT + "vfio events: " + report.count(Taken.MAPPED) + " mapped, "
                + report.count(Taken.ANNOUNCES) + " announce others, " + report.count(Taken.WITHOUT_STATE)
                + " not judged, " + report.count(Taken.UNKNOWN) + " unknown, "
                + report.count(Taken.OTHER) + " not about migration");
        List<List<String>> rows = new ArrayList<>();
        report.events().stream()
                .filter(event -> event.taken() != Taken.OTHER
                        && (all || report.unjudged().contains(event)))
                .forEach(event -> rows.add(List.of(
                        INDENT + INDENT + event.event(),
                        String.valueOf(event.count()),
                        words(event.taken(), event.why()))));
        Columns.print(out, rows);
    }

    private static String words(Taken taken, String why) {
        return switch (taken) {
            case MAPPED -> "mapped";
            case ANNOUNCES -> "announces: " + why;
            case WITHOUT_STATE -> "not judged: " + why;
            case OTHER -> "not about migration";
            case UNKNOWN -> "UNKNOWN" + (why.isEmpty() ? "" : ": " + why);
        };
    }
}
