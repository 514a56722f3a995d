package dev.vmig.cli;

import dev.vmig.cli.MigrationTally.MigrationEnd;
import dev.vmig.cli.page.DiagramBuilder;
import dev.vmig.cli.page.ReportPage;
import dev.vmig.cli.page.ReportPage.Chart;
import dev.vmig.cli.page.ReportPage.Diagram;
import dev.vmig.cli.page.ReportPage.Diagrams;
import dev.vmig.cli.page.ReportPage.Mood;
import dev.vmig.cli.page.ReportPage.Row;
import dev.vmig.cli.page.ReportPage.Section;
import dev.vmig.cli.page.ReportPage.Span;
import dev.vmig.cli.page.ReportPage.Table;
import dev.vmig.cli.page.ReportPage.Track;
import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.walk.TraceReport;
import dev.vmig.vmm.MigrationResult;
import dev.vmig.vmm.MigrationResult.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A migration as a page: the states of the devices over time with the downtime, and its steps in lanes. */
final class MigratePage {
    private static final double NANOS_PER_MILLI = 1e6;

    /** How much of the time before the downtime the second chart shows, in downtimes. */
    private static final double BEFORE_SWITCHOVER = 1.5;

    private final MigrateResult report;
    private final MigrationResult result;

    private MigratePage(MigrateResult report) {
        this.report = report;
        this.result = report.result();
    }

    static ReportPage of(MigrateResult report) {
        return new MigratePage(report).page();
    }

    /** The steps in lanes. */
    static Diagram lanes(MigrateResult report) {
        MigratePage page = new MigratePage(report);
        return page.steps().build(Comparator.comparingInt(page::rank));
    }

    private ReportPage page() {
        List<Section> sections = new ArrayList<>();
        double end = millis(result.total());
        List<Track> tracks = tracks(end);
        sections.add(new Chart("States over time", "ms", 0, end, tracks, ""));
        double downtime = millis(result.downtime());
        double from = Math.max(0, end - downtime * (1 + BEFORE_SWITCHOVER));
        if (downtime > 0 && from > 0) {
            List<Track> zoomed = tracks.stream().map(track -> cut(track, from)).toList();
            sections.add(new Chart("The switchover", "ms", from, end, zoomed, ""));
        }
        sections.add(new Diagrams("Steps", List.of(lanes(report))));
        sections.add(commands());
        report.verdict().ifPresent(verdict -> sections.add(verdict(verdict)));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("downtime", text(result.downtime()) + " ms");
        facts.put("total time", text(result.total()) + " ms");
        facts.put("device state", result.streamBytes() + " bytes");
        facts.put("guest memory", result.memoryBytes() + " bytes");
        report.seed().ifPresent(seed -> facts.put("seed", String.valueOf(seed)));
        String verdict = result.failure().map(reason -> "failed: " + reason).orElse("completed");
        return new ReportPage(
                "vmig migrate: " + Words.counted(report.vfs(), "VF"),
                CheckPage.mood(report.exitCode()),
                verdict + ", downtime " + text(result.downtime()) + " ms",
                facts,
                sections);
    }

    /** The VM, and each device from its first state on. */
    private List<Track> tracks(double end) {
        Map<String, List<Span>> spans = new TreeMap<>(Comparator.comparingInt(this::rank));
        for (Moment moment : result.timeline()) {
            String name = moment.place() + " " + moment.device();
            if (isState(moment.what())) {
                begin(spans.computeIfAbsent(name, device -> initially(moment.place())), moment);
            }
        }
        List<Track> tracks = new ArrayList<>();
        double pause = end - millis(result.downtime());
        String place = result.completed() ? "target" : "source";
        tracks.add(new Track(
                "VM",
                List.of(
                        new Span(0, pause, "runs", "at the source"),
                        new Span(pause, end, "paused", "until it runs at the " + place))));
        spans.forEach((name, of) -> {
            Span last = of.remove(of.size() - 1);
            of.add(new Span(last.from(), end, last.label(), last.detail()));
            tracks.add(new Track(name, of));
        });
        return tracks;
    }

    private static List<Span> initially(String place) {
        return new ArrayList<>(
                List.of(new Span(0, 0, MigrationState.RUNNING.name(), "as the VMM opens it at the " + place)));
    }

    private static void begin(List<Span> spans, Moment moment) {
        Span last = spans.remove(spans.size() - 1);
        double at = millis(moment.at());
        spans.add(new Span(last.from(), at, last.label(), last.detail()));
        spans.add(new Span(at, at, moment.what(), ""));
    }

    private static Track cut(Track track, double from) {
        List<Span> spans = track.spans().stream()
                .filter(span -> span.to() > from)
                .map(span -> new Span(Math.max(from, span.from()), span.to(), span.label(), span.detail()))
                .toList();
        return new Track(track.name(), spans);
    }

    private static boolean isState(String what) {
        return Arrays.stream(MigrationState.values())
                .anyMatch(state -> state.name().equals(what));
    }

    private DiagramBuilder steps() {
        DiagramBuilder diagram = new DiagramBuilder("steps", "Steps", "ms");
        Map<String, String> state = new TreeMap<>();
        result.timeline().stream()
                .filter(moment -> isState(moment.what()))
                .forEach(moment -> state.put(moment.place() + " " + moment.device(), MigrationState.RUNNING.name()));
        Map<String, P2pBarrier> barriers = new TreeMap<>();
        for (Moment moment : result.timeline()) {
            String name = moment.place() + " " + moment.device();
            if (isState(moment.what())) {
                state.put(name, moment.what());
            }
            boolean moves = moment.what().contains("sent ") || moment.device().equals("memory");
            diagram.step(
                    text(moment.at()),
                    moves ? List.of(name, "link") : List.of(name),
                    moment.what(),
                    Mood.PLAIN,
                    state,
                    "");
            List<String> side = state.keySet().stream()
                    .filter(device -> device.startsWith(moment.place() + " "))
                    .toList();
            boolean isReached = barriers.computeIfAbsent(moment.place(), place -> new P2pBarrier(side.size()))
                    .isReachedBy(side.stream().map(state::get).toList());
            if (isReached) {
                diagram.barrier(
                        text(moment.at()), side.get(0), side.get(side.size() - 1), P2pBarrier.REACHED, Mood.PLAIN);
            }
        }
        result.failure().ifPresent(reason -> diagram.end("The migration failed: " + reason));
        return diagram;
    }

    private Section commands() {
        Map<String, Integer> source = report.tally().commands(MigrationEnd.SOURCE);
        Map<String, Integer> target = report.tally().commands(MigrationEnd.TARGET);
        List<Row> rows = Stream.concat(source.keySet().stream(), target.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(name -> Row.of(
                        Mood.PLAIN,
                        name,
                        String.valueOf(source.getOrDefault(name, 0)),
                        String.valueOf(target.getOrDefault(name, 0))))
                .toList();
        return new Table("Admin commands", List.of("command", "source", "target"), rows, "");
    }

    private static Section verdict(TraceReport verdict) {
        List<Row> rows = verdict.devices().stream()
                .map(device -> Row.of(
                        device.rejected().isPresent() ? Mood.BAD : Mood.GOOD,
                        device.name(),
                        device.rejected().isPresent() ? "rejected" : "accepted",
                        String.valueOf(device.accepted()),
                        device.rejected()
                                .map(place -> "line " + place.line() + ": " + place.rejection())
                                .orElse("")))
                .toList();
        return new Table(
                "Verdict of the specification", List.of("device", "verdict", "events accepted", "why"), rows, "");
    }

    private int rank(String lane) {
        List<String> lanes = result.timeline().stream()
                .map(moment -> moment.place() + " " + moment.device())
                .distinct()
                .sorted()
                .toList();
        long sources = lanes.stream().filter(name -> name.startsWith("source")).count();
        int at = lanes.indexOf(lane);
        return lane.equals("link") ? (int) sources : at < sources ? at : at + 1;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }

    private static String text(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", millis(duration));
    }
}
