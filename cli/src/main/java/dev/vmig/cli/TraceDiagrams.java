package dev.vmig.cli;

import dev.vmig.cli.TraceResult.CheckedTrace;
import dev.vmig.cli.page.ReportPage.Diagram;
import dev.vmig.cli.page.ReportPage.Mood;
import dev.vmig.cli.page.ReportPage.Row;
import dev.vmig.cli.page.ReportPage.Section;
import dev.vmig.cli.page.ReportPage.Table;
import dev.vmig.trace.TextLines;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.TraceReader;
import dev.vmig.trace.walk.TraceReport;
import dev.vmig.trace.walk.TraceReport.BarrierBreach;
import dev.vmig.trace.walk.TraceReport.DeviceReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A checked trace as a part of a page: a diagram for each rejection, or one of the whole trace if there is none. The events
 * are read once more, since the check keeps none.
 */
final class TraceDiagrams {
    /** Each is one more pass over the file. */
    private static final int MOST_DIAGRAMS = 8;

    private final CheckedTrace trace;
    private final TraceInput input;

    private TraceDiagrams(CheckedTrace trace, TraceInput input) {
        this.trace = trace;
        this.input = input;
    }

    static TracePage.Part of(CheckedTrace trace, TraceInput input) throws IOException {
        return new TraceDiagrams(trace, input).part();
    }

    private TracePage.Part part() throws IOException {
        List<Diagram> diagrams = new ArrayList<>();
        for (DeviceReport device : trace.report().devices()) {
            if (device.rejected().isPresent() && diagrams.size() < MOST_DIAGRAMS) {
                diagrams.add(rejected(device, device.rejected().get()));
            }
        }
        for (BarrierBreach breach : trace.report().barriers()) {
            if (diagrams.size() < MOST_DIAGRAMS) {
                diagrams.add(breached(breach));
            }
        }
        TraceStory whole = new TraceStory("all", trace.file() + ": all devices", devices(device -> true));
        read(whole, Integer.MAX_VALUE);
        if (diagrams.isEmpty()) {
            diagrams.add(whole.diagram());
        }
        List<Section> sections = new ArrayList<>();
        whole.chart("States over time, as the answers tell them").ifPresent(sections::add);
        sections.add(new Table(
                "Devices",
                List.of("device", "verdict", "driver", "features", "events accepted", "what does not fit"),
                trace.header().devices().stream().map(this::row).toList(),
                ""));
        List<Row> notes = trace.report().notes().stream()
                .map(note -> Row.of(Mood.PLAIN, note))
                .toList();
        if (!notes.isEmpty()) {
            sections.add(new Table("Not judged", List.of("what"), notes, ""));
        }
        return new TracePage.Part(diagrams, sections);
    }

    private Diagram rejected(DeviceReport device, TraceReport.Place place) throws IOException {
        TraceStory story = new TraceStory(
                device.name(),
                trace.file() + ": " + device.name() + " is rejected",
                devices(one -> one.name().equals(device.name())));
        read(story, place.line());
        story.end("Line " + place.line() + " is rejected: " + place.rejection().reason());
        List<String> allowed = place.rejection().allowed();
        story.end(allowed.isEmpty() ? "The specification allows nothing" : "The specification allows:");
        allowed.forEach(one -> story.end("- " + one));
        if (!place.with().isEmpty()) {
            story.end("No order of the calls explains it together with the answers on lines " + place.with());
        }
        return story.diagram();
    }

    private Diagram breached(BarrierBreach breach) throws IOException {
        String id = "barrier, line " + breach.line();
        TraceStory story = new TraceStory(
                id,
                trace.file() + ": the barrier of VM " + breach.vm() + ", line " + breach.line(),
                devices(device -> device.vm().equals(breach.vm())));
        read(story, breach.line()).ifPresent(story::breakBarrier);
        story.end("Line " + breach.line() + " breaks the barrier between the devices of VM " + breach.vm());
        story.end(breach.device() + ": " + breach.reason());
        return story.diagram();
    }

    private List<TraceHeader.Device> devices(Predicate<TraceHeader.Device> wanted) {
        return trace.header().devices().stream().filter(wanted).toList();
    }

    /** Tells the story up to a line, and what is rejected there; that line, if the trace has it. */
    private Optional<Trace.Line> read(TraceStory story, int last) throws IOException {
        try (TextLines lines = TextLines.open(input.name(), input.source().open())) {
            TraceReader reader = TraceReader.open(lines);
            for (Optional<Trace.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                int number = line.get().number();
                story.add(line.get(), number == last);
                if (number == last) {
                    return line;
                }
            }
        }
        return Optional.empty();
    }

    private Row row(TraceHeader.Device device) {
        DeviceReport report =
                trace.report().devices().get(trace.header().devices().indexOf(device));
        List<String> wrong = new ArrayList<>();
        report.rejected().ifPresent(place -> wrong.add("line " + place.line() + ": " + place.rejection()));
        report.departures()
                .forEach(departed -> wrong.add(
                        "line " + departed.line() + ": " + departed.departure().id() + ", "
                                + departed.departure().words()));
        report.givenUp().ifPresent(reason -> wrong.add("the search was given up: " + reason));
        Mood mood = report.rejected().isPresent()
                ? Mood.BAD
                : wrong.isEmpty() && report.answered() ? Mood.GOOD : Mood.UNSURE;
        String verdict = report.rejected().isPresent()
                ? "rejected"
                : report.givenUp().isPresent()
                        ? "given up"
                        : report.departures().isEmpty() ? "accepted" : "departs";
        List<String> cells = List.of(
                device.name(),
                verdict,
                device.driver(),
                String.valueOf(device.features()),
                String.valueOf(report.accepted()),
                String.join("; ", wrong));
        return new Row(cells, mood, report.rejected().isPresent() ? device.name() : "");
    }
}
