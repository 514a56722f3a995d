package dev.vmig.cli;

import dev.vmig.cli.TraceResult.CheckedMigration;
import dev.vmig.cli.TraceResult.CheckedQemu;
import dev.vmig.cli.TraceResult.CheckedTable;
import dev.vmig.cli.TraceResult.CheckedTrace;
import dev.vmig.cli.TraceResult.Unreadable;
import dev.vmig.cli.page.LanesText;
import dev.vmig.cli.page.ReportPage;
import dev.vmig.cli.page.ReportPage.Diagram;
import dev.vmig.cli.page.ReportPage.Diagrams;
import dev.vmig.cli.page.ReportPage.Mood;
import dev.vmig.cli.page.ReportPage.Row;
import dev.vmig.cli.page.ReportPage.Section;
import dev.vmig.cli.page.ReportPage.Table;
import dev.vmig.trace.tables.RecordedRow;
import dev.vmig.trace.tables.RecordingReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Results of {@code vmig trace} as a page: the events in lanes, then what was judged and what not. */
final class TracePage {
    private TracePage() {}

    /**
     * A result and what it was read from.
     *
     * @param files one, or the two of a migration
     */
    record Input(TraceResult result, List<TraceInput> files) {}

    /** The diagrams of an input, and its other sections. */
    record Part(List<Diagram> diagrams, List<Section> sections) {}

    static ReportPage of(List<Input> inputs, boolean strict, boolean complete, TraceResult.Verdict verdict) {
        List<Diagram> diagrams = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        for (Input input : inputs) {
            Part part = part(input);
            diagrams.addAll(part.diagrams());
            sections.addAll(part.sections());
        }
        if (!diagrams.isEmpty()) {
            boolean charted = !sections.isEmpty() && sections.get(0) instanceof ReportPage.Chart && inputs.size() == 1;
            sections.add(charted ? 1 : 0, new Diagrams("Events", diagrams));
        }
        if (inputs.size() > 1) {
            sections.add(0, files(inputs, strict, complete));
        }
        String name = inputs.size() == 1 ? inputs.get(0).result().file() : inputs.size() + " files";
        String words = inputs.size() == 1
                ? TraceText.summary(inputs.get(0).result(), new TraceText.Options(strict, complete, false, false))
                        .substring(name.length() + 2)
                : TraceText.wordsOfAll(verdict);
        return new ReportPage("vmig trace: " + name, mood(verdict), words, Map.of(), sections);
    }

    /** The diagrams as text. */
    static List<String> lanes(List<Input> inputs) {
        List<String> lines = new ArrayList<>();
        for (Input input : inputs) {
            for (Diagram diagram : part(input).diagrams()) {
                lines.addAll(LanesText.of(diagram));
                lines.add("");
            }
        }
        return lines;
    }

    private static Part part(Input input) {
        try {
            if (input.result() instanceof CheckedTrace trace) {
                return TraceDiagrams.of(trace, input.files().get(0));
            } else if (input.result() instanceof CheckedQemu qemu) {
                return QemuPage.of(qemu, input.files().get(0));
            } else if (input.result() instanceof CheckedMigration migration) {
                return QemuPage.of(
                        migration, input.files().get(0), input.files().get(1));
            } else if (input.result() instanceof CheckedTable table) {
                return new Part(List.of(), List.of(table(table)));
            }
            return new Part(List.of(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Section files(List<Input> inputs, boolean strict, boolean complete) {
        List<Row> rows = inputs.stream()
                .map(Input::result)
                .map(result -> Row.of(
                        mood(result.verdict(strict, complete)),
                        result.file(),
                        result.verdict(strict, complete).words(),
                        result instanceof Unreadable unreadable ? unreadable.reason() : TraceText.counts(result)))
                .toList();
        return new Table("Files", List.of("file", "verdict", "what was checked"), rows, "");
    }

    static Mood mood(TraceResult.Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> Mood.GOOD;
            case INCOMPLETE -> Mood.UNSURE;
            case DOES_NOT_HOLD, UNREADABLE -> Mood.BAD;
        };
    }

    private static Section table(CheckedTable table) {
        List<Row> rows = new ArrayList<>();
        for (RecordingReport.Finding finding : table.report().findings()) {
            RecordedRow row = finding.row();
            Mood mood = switch (finding.verdict()) {
                case HOLDS -> Mood.GOOD;
                case QUIRK, NOT_APPLICABLE -> Mood.UNSURE;
                case REJECTED -> Mood.BAD;
            };
            rows.add(Row.of(
                    mood,
                    "line " + row.line(),
                    finding.verdict() == RecordingReport.Verdict.QUIRK ? finding.quirk() : Words.of(finding.verdict()),
                    row.current() + " (" + row.variant() + ") > " + row.requested(),
                    finding.explanation()));
        }
        return new Table(table.file(), List.of("line", "verdict", "request", "explanation"), rows, "");
    }
}
