package dev.vmig.cli;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.cli.page.DiagramBuilder;
import dev.vmig.cli.page.ReportPage;
import dev.vmig.cli.page.ReportPage.Diagram;
import dev.vmig.cli.page.ReportPage.Diagrams;
import dev.vmig.cli.page.ReportPage.Mood;
import dev.vmig.cli.page.ReportPage.Row;
import dev.vmig.cli.page.ReportPage.Section;
import dev.vmig.cli.page.ReportPage.Table;
import dev.vmig.spec.CounterexampleStep;
import dev.vmig.spec.ModelResult;
import dev.vmig.spec.StepLanes;
import dev.vmig.spec.StepWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The report of {@code vmig check} as a page: the checks as a table, and each counterexample as a diagram. */
final class CheckPage {
    private static final double MILLIS_PER_SECOND = 1000.0;

    private CheckPage() {}

    static ReportPage of(CheckReport report) {
        List<Diagram> diagrams = report.models().stream()
                .filter(model -> !model.outcome().result().counterexample().isEmpty())
                .sorted(Comparator.comparing(model -> model.outcome().isAsItMust()))
                .map(CheckPage::counterexample)
                .toList();
        Set<String> drawn = diagrams.stream().map(Diagram::id).collect(Collectors.toSet());
        List<CheckReport.Row> rows = report.rows();
        List<Section> sections = new ArrayList<>();
        Table table = new Table(
                "Checks",
                List.of("check", "result", "what it shows", "distinct states", "depth", "seconds"),
                rows.stream().map(row -> row(row, drawn.contains(row.name()))).toList(),
                diagrams.isEmpty() ? "" : "The link of a model opens its counterexample.");
        sections.add(table);
        if (!diagrams.isEmpty()) {
            sections.add(rows.size() == 1 ? 0 : 1, new Diagrams("Counterexample", diagrams));
        }
        long wrong = rows.stream().filter(row -> !row.good()).count();
        String count = rows.size() == 1 ? "1 check" : rows.size() + " checks";
        String verdict = wrong == 0 ? count + ", as expected" : wrong + " of " + count + " not as expected";
        String title = rows.size() == 1 ? "vmig check: " + rows.get(0).title() : "vmig check";
        return new ReportPage(title, mood(report.exitCode()), verdict, Map.of(), sections);
    }

    /** The mood of a verdict with this exit code. */
    static Mood mood(int exitCode) {
        return switch (exitCode) {
            case ExitCode.HOLDS -> Mood.GOOD;
            case ExitCode.INCONCLUSIVE -> Mood.UNSURE;
            default -> Mood.BAD;
        };
    }

    private static Row row(CheckReport.Row row, boolean isDrawn) {
        String seconds = String.format(Locale.ROOT, "%.1f", row.elapsed().toMillis() / MILLIS_PER_SECOND);
        List<String> cells = List.of(
                row.title(),
                row.good() ? "as expected" : "differs",
                row.says(),
                row.size().map(size -> String.valueOf(size.distinct())).orElse(""),
                row.size().map(size -> String.valueOf(size.depth())).orElse(""),
                seconds);
        return new Row(cells, row.good() ? Mood.GOOD : Mood.BAD, isDrawn ? row.name() : "");
    }

    /** The counterexample in lanes. */
    static Diagram counterexample(CheckedModel model) {
        ModelResult result = model.outcome().result();
        String name = model.outcome().model().name();
        String property = Objects.requireNonNullElse(result.violated(), "a property");
        DiagramBuilder diagram = new DiagramBuilder(name, name + ": " + property, "state")
                .about("shows", model.outcome().model().shows())
                .about("module", result.module())
                .about("property", property);
        List<CounterexampleStep> steps = result.counterexample();
        Map<String, String> before = Map.of();
        for (CounterexampleStep step : steps) {
            boolean isLast = step.equals(steps.get(steps.size() - 1));
            diagram.step(
                    String.valueOf(step.number()),
                    StepLanes.of(step),
                    StepWords.of(before, step),
                    isLast ? Mood.BAD : Mood.PLAIN,
                    step.state(),
                    step.where() == null
                            ? ""
                            : Objects.requireNonNull(step.where()).toString());
            before = step.state();
        }
        diagram.end(property + " is violated");
        model.falseParts().forEach(part -> diagram.end("false: " + part));
        return diagram.build(StepLanes.LEFT_TO_RIGHT);
    }
}
