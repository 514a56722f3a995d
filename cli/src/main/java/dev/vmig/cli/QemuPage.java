package dev.vmig.cli;

import dev.vmig.cli.TraceResult.CheckedMigration;
import dev.vmig.cli.TraceResult.CheckedQemu;
import dev.vmig.cli.page.DiagramBuilder;
import dev.vmig.cli.page.ReportPage.Chart;
import dev.vmig.cli.page.ReportPage.Diagram;
import dev.vmig.cli.page.ReportPage.Mood;
import dev.vmig.cli.page.ReportPage.Row;
import dev.vmig.cli.page.ReportPage.Section;
import dev.vmig.cli.page.ReportPage.Span;
import dev.vmig.cli.page.ReportPage.Table;
import dev.vmig.cli.page.ReportPage.Track;
import dev.vmig.trace.qemu.Judgement;
import dev.vmig.trace.qemu.LogRule;
import dev.vmig.trace.qemu.MigrationReport;
import dev.vmig.trace.qemu.QemuReport;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.qemu.QemuReport.Taken;
import dev.vmig.trace.qemu.QemuReport.VmReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;

/** Checked logs of QEMU as a part of a page: the states over time, the events in lanes, the rules and the events. */
final class QemuPage {
    private static final List<String> RULE_COLUMNS =
            List.of("rule", "verdict", "level", "text", "where it is broken, or what it lacks", "judged");

    private QemuPage() {}

    static TracePage.Part of(CheckedQemu qemu, TraceInput input) throws IOException {
        LogTimes times = times(qemu.report(), input);
        List<Track> tracks = new ArrayList<>();
        List<Diagram> diagrams = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        for (VmReport vm : qemu.report().vms()) {
            tracks.addAll(tracks(vm, times, prefix(vm)));
            diagrams.add(
                    new QemuStory(vm, times, qemu.file() + ": " + (vm.name().isEmpty() ? "all events" : vm.name()))
                            .diagram());
            sections.addAll(tables(vm, vm.name().isEmpty() ? "" : ": " + vm.name()));
        }
        sections.add(0, chart("States over time", tracks, times));
        sections.add(events(qemu.report(), ""));
        return new TracePage.Part(diagrams, sections);
    }

    static TracePage.Part of(CheckedMigration migration, TraceInput source, TraceInput target) throws IOException {
        MigrationReport report = migration.report();
        LogTimes atSource = times(report.source(), source);
        LogTimes atTarget = times(report.target(), target);
        List<Track> ofSource = new ArrayList<>();
        List<Track> ofTarget = new ArrayList<>();
        boolean comparable = atSource.clock().equals(atTarget.clock())
                && atSource.clock()
                        .filter(clock -> clock != LogStamp.Clock.HOST)
                        .isPresent();
        if (comparable) {
            double first = Math.min(atSource.first(), atTarget.first());
            atSource = atSource.from(first);
            atTarget = atTarget.from(first);
        }
        List<Diagram> diagrams = new ArrayList<>();
        report.migrations().forEach(one -> diagrams.add(order(one, diagrams.size() + 1)));
        List<Section> sections = new ArrayList<>();
        sections.addAll(tables(report.rules(), "Rules of both logs together"));
        for (VmReport vm : report.source().vms()) {
            ofSource.addAll(tracks(vm, atSource, "source "));
            diagrams.add(new QemuStory(vm, atSource, "source: " + source.name()).diagram());
            sections.addAll(tables(vm, " of the source"));
        }
        for (VmReport vm : report.target().vms()) {
            ofTarget.addAll(tracks(vm, atTarget, "target "));
            diagrams.add(new QemuStory(vm, atTarget, "target: " + target.name()).diagram());
            sections.addAll(tables(vm, " of the target"));
        }
        sections.add(events(report.source(), " of the source"));
        sections.add(events(report.target(), " of the target"));
        if (comparable) {
            List<Track> both =
                    Stream.concat(ofSource.stream(), ofTarget.stream()).toList();
            sections.add(0, chart("States over time, by the clocks of both hosts", both, atSource));
        } else {
            sections.add(0, chart("States at the target", ofTarget, atTarget));
            sections.add(0, chart("States at the source", ofSource, atSource));
        }
        if (!report.unpaired().isEmpty()) {
            List<Row> rows = report.unpaired().stream()
                    .map(device -> Row.of(Mood.PLAIN, device))
                    .toList();
            sections.add(new Table("Devices without a counterpart", List.of("device"), rows, ""));
        }
        return new TracePage.Part(diagrams, sections);
    }

    /** The events that a page shows. */
    private static LogTimes times(QemuReport report, TraceInput input) throws IOException {
        Set<Integer> lines = new TreeSet<>();
        for (DeviceReport device : report.devices()) {
            device.path().forEach(step -> lines.add(step.line()));
            device.walk().forEach(step -> lines.add(step.line()));
            device.rejected().ifPresent(rejected -> lines.add(rejected.line()));
        }
        return LogTimes.read(input, lines);
    }

    private static String prefix(VmReport vm) {
        return vm.name().isEmpty() ? "" : vm.name() + " ";
    }

    private static Chart chart(String title, List<Track> tracks, LogTimes times) {
        double end = tracks.stream()
                .flatMap(track -> track.spans().stream())
                .mapToDouble(Span::to)
                .max()
                .orElse(1);
        String note = times.clock().isPresent()
                ? "Time from the stamps of the log."
                : "The lines have no time of one clock, so the axis counts lines.";
        double begin = times.clock().isPresent() ? 0 : 1;
        return new Chart(title, times.unit(), begin, end > begin ? end : begin + 1, tracks, note);
    }

    private static List<Track> tracks(VmReport vm, LogTimes times, String prefix) {
        List<Track> tracks = new ArrayList<>();
        for (DeviceReport device : vm.devices()) {
            double end = device.path().stream()
                    .mapToDouble(step -> times.of(step.line()))
                    .max()
                    .orElse(0);
            List<Span> spans = new ArrayList<>();
            List<QemuReport.Step> walk = device.walk();
            for (int at = 0; at < walk.size(); at++) {
                QemuReport.Step step = walk.get(at);
                double from = times.of(step.line());
                double to = at + 1 == walk.size()
                        ? Math.max(from, end)
                        : times.of(walk.get(at + 1).line());
                Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
                if (last != null && last.label().equals(step.state())) {
                    spans.set(spans.size() - 1, new Span(last.from(), to, last.label(), last.detail()));
                } else {
                    spans.add(new Span(from, to, step.state(), step.how()));
                }
            }
            tracks.add(new Track(prefix + device.name(), spans));
        }
        return tracks;
    }

    /** The steps of both ends in an order that the specification allows. */
    private static Diagram order(MigrationReport.Migration migration, int number) {
        String title = migration.device() + " > " + migration.counterpart() + ", " + migration.lines();
        DiagramBuilder diagram = new DiagramBuilder("migration " + number, "both ends: " + title, "step")
                .about("device", migration.device() + " at the source, " + migration.counterpart() + " at the target")
                .about("end", Words.of(migration.end()));
        int step = 0;
        for (String text : migration.order()) {
            String end = StringUtils.substringBefore(text, ",");
            boolean bytes = text.contains(" bytes)");
            List<String> lanes = !bytes
                    ? List.of(end)
                    : end.equals("source") ? List.of("source", "stream") : List.of("stream", "target");
            diagram.step(
                    String.valueOf(++step), lanes, StringUtils.substringAfter(text, ", "), Mood.PLAIN, Map.of(), "");
        }
        migration.objection().ifPresent(objection -> {
            diagram.end(objection);
            migration.before().forEach(state -> diagram.end("possible where the order ends: " + state));
            diagram.end("The specification allows " + Words.or(migration.allowed()));
        });
        return diagram.build(Comparator.naturalOrder());
    }

    private static List<Section> tables(VmReport vm, String of) {
        List<Section> sections = new ArrayList<>(tables(vm.rules(), "Rules" + of));
        List<Row> devices = vm.devices().stream()
                .map(device -> Row.of(
                        device.rejected().isPresent()
                                ? Mood.BAD
                                : device.incomplete().isPresent() || !device.migrates() ? Mood.UNSURE : Mood.GOOD,
                        device.name(),
                        device.rejected().isPresent()
                                ? "rejected"
                                : device.migrates() ? "accepted" : "does not migrate",
                        device.features().map(String::valueOf).orElse("not told"),
                        String.valueOf(device.accepted()),
                        device.bytes().stream()
                                .map(phase -> phase.phase() + ": " + phase.bytes() + " bytes in " + phase.blocks())
                                .collect(Collectors.joining("; ")),
                        device.incomplete().orElse("")))
                .toList();
        sections.add(new Table(
                "Devices" + of,
                List.of("device", "verdict", "features", "events accepted", "data", "incomplete"),
                devices,
                String.join("; ", vm.open())));
        List<Row> attempts = vm.attempts().stream()
                .map(attempt -> Row.of(
                        attempt.outcome().equals("completed") ? Mood.GOOD : Mood.UNSURE,
                        attempt.kind() + ", lines " + attempt.firstLine() + " to " + attempt.lastLine(),
                        attempt.outcome(),
                        String.join(", ", attempt.devices()),
                        attempt.why()))
                .toList();
        if (!attempts.isEmpty()) {
            sections.add(
                    new Table("Attempts to save" + of, List.of("attempt", "outcome", "devices", "why"), attempts, ""));
        }
        return sections;
    }

    private static List<Section> tables(List<Judgement> rules, String title) {
        List<Row> rows = rules.stream()
                .sorted(Comparator.comparing(rule -> rank(mood(rule))))
                .map(rule -> Row.of(
                        mood(rule),
                        rule.rule().id(),
                        rule.verdict(),
                        rule.rule().level().name(),
                        rule.rule().text(),
                        Stream.concat(
                                        rule.findings().stream()
                                                .map(finding -> "line " + finding.line() + ": " + finding.what()
                                                        + " (allowed: " + finding.allowed() + ")"),
                                        rule.unobservable().stream())
                                .collect(Collectors.joining("; ")),
                        String.valueOf(rule.judged())))
                .toList();
        return rows.isEmpty() ? List.of() : List.of(new Table(title, RULE_COLUMNS, rows, ""));
    }

    private static int rank(Mood mood) {
        return mood == Mood.BAD ? 0 : mood == Mood.GOOD ? 1 : 2;
    }

    private static Mood mood(Judgement rule) {
        if (!rule.findings().isEmpty()) {
            return rule.rule().level() == LogRule.Level.MUST ? Mood.BAD : Mood.UNSURE;
        }
        return rule.judged() > 0 ? Mood.GOOD : Mood.UNSURE;
    }

    private static Section events(QemuReport report, String of) {
        List<Row> rows = report.events().stream()
                .map(event -> Row.of(
                        switch (event.taken()) {
                            case MAPPED, ANNOUNCES -> Mood.GOOD;
                            case WITHOUT_STATE, UNKNOWN -> Mood.UNSURE;
                            case OTHER -> Mood.PLAIN;
                        },
                        event.event(),
                        words(event.taken()),
                        event.why(),
                        String.valueOf(event.count())))
                .toList();
        return new Table("Events of the log" + of, List.of("event", "how it was taken", "why", "times"), rows, "");
    }

    private static String words(Taken taken) {
        return switch (taken) {
            case MAPPED -> "judged";
            case ANNOUNCES -> "announces others";
            case WITHOUT_STATE -> "not judged";
            case OTHER -> "not about migration";
            case UNKNOWN -> "unknown, not judged";
        };
    }
}
