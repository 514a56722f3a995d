package dev.vmig.cli;

import dev.vmig.cli.page.DiagramBuilder;
import dev.vmig.cli.page.ReportPage;
import dev.vmig.cli.page.ReportPage.Diagram;
import dev.vmig.cli.page.ReportPage.Diagrams;
import dev.vmig.cli.page.ReportPage.Mood;
import dev.vmig.cli.page.ReportPage.Row;
import dev.vmig.cli.page.ReportPage.Section;
import dev.vmig.cli.page.ReportPage.Table;
import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.Violation;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.vmmkit.VmmViolation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.lang3.RegExUtils;
import org.apache.commons.lang3.StringUtils;

/** The verdicts on a driver or a VMM as a page: the violations with their calls in lanes, then all rules as a table. */
final class ConformPage {
    private static final List<String> LANES = List.of("guest", "VMM", "source file", "source", "target file", "target");
    private static final Comparator<String> LEFT_TO_RIGHT =
            Comparator.comparingInt(ConformPage::rank).thenComparing(Comparator.naturalOrder());

    private ConformPage() {}

    static ReportPage of(ConformResult result, int exitCode) {
        return of(result, exitCode, List.of());
    }

    /** With the requests that two vfio-user servers answer otherwise than the table, and their habits. */
    static ReportPage of(ConformVfioUser result, int exitCode) {
        List<Row> requests = result.transitions().stream()
                .map(one -> Row.of(
                        one.holds() ? Mood.GOOD : Mood.BAD,
                        one.toString(),
                        one.holds() ? "as in the table" : "differs",
                        one.observed(),
                        one.allowed()))
                .toList();
        List<Row> habits = result.departures().stream()
                .map(one -> Row.of(Mood.PLAIN, one.id(), one.what(), String.valueOf(one.count())))
                .toList();
        List<Section> more = new ArrayList<>();
        if (!requests.isEmpty()) {
            more.add(new Table(
                    "Requests for a state in a state",
                    List.of("request", "answer", "observed", "allowed"),
                    requests,
                    ""));
        }
        if (!habits.isEmpty()) {
            more.add(new Table("Departures without a rule", List.of("id", "what", "times"), habits, ""));
        }
        return of(result.rules(), exitCode, more);
    }

    private static ReportPage of(ConformResult result, int exitCode, List<Section> more) {
        ConformanceReport report = result.report();
        RootCause causes = RootCause.of(report);
        List<Diagram> diagrams = new ArrayList<>();
        for (Rule rule : causes.inOrder()) {
            if (report.verdicts().get(rule) instanceof Verdict.Violated violated) {
                String note = causes.note(rule)
                        .map(text -> RegExUtils.replaceFirst(text, "^(root cause|follows) +", "$1: "))
                        .orElse("");
                diagrams.add(diagram(rule, violated.violation(), StringUtils.capitalize(note)));
            }
        }
        report.verdicts().forEach((rule, verdict) -> {
            if (verdict instanceof Verdict.ExpectedFailure expected) {
                diagrams.add(diagram(rule, expected.violation(), "Expected: " + expected.reason()));
            }
        });
        List<Row> rows = new ArrayList<>();
        report.verdicts().forEach((rule, verdict) -> rows.add(row(rule, verdict, report.stale())));
        List<Section> sections = sections(diagrams, rows);
        sections.addAll(more);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("features", String.valueOf(report.shape().features().flags()));
        facts.put("uAPI", report.shape().uapi().toString());
        facts.put("seeds", report.seeds() == 1 ? "" + report.seed() : report.seeds() + " from " + report.seed());
        return new ReportPage(
                "vmig conform: " + report.shape().name(),
                CheckPage.mood(exitCode),
                StringUtils.substringAfter(result.summary(), ": "),
                facts,
                sections);
    }

    static ReportPage of(ConformVmm result) {
        List<Diagram> diagrams = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (Rule rule : result.rules()) {
            boolean violated = result.isViolated(rule);
            if (violated) {
                diagrams.add(diagram(rule, result.violation(rule)));
            }
            long checks = result.report().checks(rule.id());
            Mood mood = violated ? Mood.BAD : checks == 0 ? Mood.UNSURE : Mood.GOOD;
            List<String> cells = List.of(
                    rule.id(), result.verdict(rule), rule.level().name(), rule.text(), "", String.valueOf(checks));
            rows.add(new Row(cells, mood, violated ? rule.id() : ""));
        }
        return new ReportPage(
                "vmig conform: " + result.report().vmm(),
                CheckPage.mood(result.exitCode()),
                StringUtils.substringAfter(result.summary(), ": "),
                Map.of("seed", String.valueOf(result.seed())),
                sections(diagrams, rows));
    }

    private static List<Section> sections(List<Diagram> diagrams, List<Row> rows) {
        List<Section> sections = new ArrayList<>();
        if (!diagrams.isEmpty()) {
            sections.add(new Diagrams(diagrams.size() == 1 ? "Violation" : "Violations", diagrams));
        }
        rows.sort(Comparator.comparing(row -> row.mood() != Mood.BAD));
        List<String> columns = List.of("rule", "verdict", "level", "text", "why not judged", "judged");
        sections.add(new Table("Rules", columns, rows, ""));
        return sections;
    }

    private static Row row(Rule rule, Verdict verdict, List<String> stale) {
        String word = ConformResult.word(verdict);
        boolean broken = verdict instanceof Verdict.Violated || verdict instanceof Verdict.ExpectedFailure;
        boolean isStale = stale.contains(rule.id());
        Mood mood = verdict instanceof Verdict.Violated || isStale
                ? Mood.BAD
                : verdict instanceof Verdict.Held ? Mood.GOOD : Mood.UNSURE;
        List<String> cells = List.of(
                rule.id(),
                word + (isStale ? ", but waived" : ""),
                rule.level().name(),
                rule.text(),
                verdict instanceof Verdict.Held || broken ? "" : ConformResult.note(rule, verdict),
                verdict instanceof Verdict.Held held ? String.valueOf(held.checks()) : "");
        return new Row(cells, mood, broken ? rule.id() : "");
    }

    private static Diagram diagram(Rule rule, Violation violation, String note) {
        DiagramBuilder diagram = about(rule);
        List<Call> calls = violation.calls();
        for (int at = 0; at < calls.size(); at++) {
            Call call = calls.get(at);
            diagram.step(
                    String.valueOf(at + 1),
                    lanes(call),
                    call.toString(),
                    at == calls.size() - 1 ? Mood.BAD : Mood.PLAIN,
                    Map.of(),
                    "");
        }
        diagram.end("Observed: " + violation.observed()).end("Allowed: " + violation.allowed());
        if (calls.isEmpty()) {
            diagram.end(
                    rule.withheld()
                            ? violation.length() + " calls, not shown: current kernels violate this rule"
                            : "Newly opened devices show it, without any call");
        }
        if (!note.isEmpty()) {
            diagram.end(note);
        }
        return diagram.end("Reproduce: " + violation.reproduce()).build(LEFT_TO_RIGHT);
    }

    private static Diagram diagram(Rule rule, VmmViolation violation) {
        DiagramBuilder diagram = about(rule);
        diagram.about(
                "happens", violation.incidents().stream().map(Object::toString).collect(Collectors.joining("; ")));
        List<String> calls = violation.calls();
        IntStream.range(0, calls.size())
                .forEach(at -> diagram.step(
                        String.valueOf(at + 1),
                        lanes(calls.get(at)),
                        calls.get(at),
                        at == calls.size() - 1 ? Mood.BAD : Mood.PLAIN,
                        Map.of(),
                        ""));
        return diagram.end("Observed: " + violation.observed()).build(LEFT_TO_RIGHT);
    }

    private static DiagramBuilder about(Rule rule) {
        return new DiagramBuilder(rule.id(), rule.id() + ": " + rule.text(), "call")
                .about("rule", rule.id() + ", " + rule.level())
                .about("text", rule.text())
                .about("source", rule.source())
                .about("property", rule.property());
    }

    private static List<String> lanes(Call call) {
        String side = call.side().toString();
        String file = side + " file";
        return switch (call.kind()) {
            case READ, READ_LATER, DRAIN -> List.of(file, "VMM");
            case WRITE,
                    FILL,
                    WRITE_AND_BEGIN_AGAIN,
                    FINISH_AGAIN,
                    WRITE_AND_GARBAGE,
                    WRITE_DAMAGED,
                    WRITE_GARBAGE,
                    WRITE_OPTIONAL_RECORD,
                    WRITE_CUT_RECORD,
                    WRITE_EMPTY_IMAGE,
                    WRITE_MANDATORY_RECORD,
                    WRITE_OVERSIZED_HEADER,
                    CLOSE_FILE,
                    PRECOPY_INFO -> List.of("VMM", file);
            case SET_UP, WORK, FINISH_WORK -> List.of("guest", side);
            case MOVE_GUEST -> List.of(side, call.side().other().toString());
            case FAIL, FAIL_LATER -> List.of(side);
            case OPEN_AS, PASS -> List.of("VMM");
            default -> List.of("VMM", side);
        };
    }

    /** Of an event of a VMM, whose text begins with its place: {@code source vf0: READ file 1}. */
    private static List<String> lanes(String event) {
        String place = StringUtils.substringBefore(event, ":");
        String kind = StringUtils.substringBefore(StringUtils.substringAfter(event, ": "), " ");
        return switch (kind) {
            case "PAUSE", "GO_ON", "STAYS_PAUSED" -> List.of("VMM", "guest");
            case "END" -> List.of("VMM");
            case "READ" -> List.of(place, "VMM");
            case "GUEST_RESETS" -> List.of("guest", place);
            case "HOST_RESETS", "LINK_LOST", "TARGET_GONE", "NO_P2P" -> List.of(place);
            default -> List.of("VMM", place);
        };
    }

    private static int rank(String lane) {
        return LANES.indexOf(LANES.contains(lane) ? lane : StringUtils.substringBefore(lane, " "));
    }
}
