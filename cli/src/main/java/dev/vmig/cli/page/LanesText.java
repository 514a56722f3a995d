package dev.vmig.cli.page;

import dev.vmig.cli.page.ReportPage.Change;
import dev.vmig.cli.page.ReportPage.Diagram;
import dev.vmig.cli.page.ReportPage.DiagramStep;
import dev.vmig.cli.page.ReportPage.Mood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;

/** A diagram in lanes for a terminal, in ASCII: a line for each step, and one for what it changes. */
public final class LanesText {
    /** If the names of the lanes need more columns, letters stand for them. */
    private static final int WIDEST = 60;

    private static final int NARROWEST = 5;

    private final Diagram diagram;
    private final List<String> names;
    private final int lane;
    private final int label;

    private LanesText(Diagram diagram) {
        this.diagram = diagram;
        int longest = 1 + longest(diagram.lanes());
        boolean isNamed = longest * diagram.lanes().size() <= WIDEST;
        this.names = isNamed ? diagram.lanes() : letters(diagram.lanes().size());
        this.lane = isNamed ? Math.max(NARROWEST, longest) : NARROWEST;
        this.label = Math.max(
                diagram.labels().length(),
                longest(diagram.steps().stream().map(DiagramStep::label).toList()));
    }

    /** The lines, the title first. */
    public static List<String> of(Diagram diagram) {
        return new LanesText(diagram).lines();
    }

    private static int longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static List<String> letters(int count) {
        List<String> letters = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            letters.add(at < 26 ? String.valueOf((char) ('A' + at)) : "A" + (char) ('A' + at - 26));
        }
        return letters;
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(diagram.title());
        diagram.about().forEach((name, value) -> lines.add("  " + name + ": " + value));
        if (!names.equals(diagram.lanes())) {
            for (int at = 0; at < names.size(); at++) {
                lines.add("  " + names.get(at) + ": " + diagram.lanes().get(at));
            }
        }
        String heads =
                names.stream().map(name -> StringUtils.center(name, lane)).collect(Collectors.joining());
        lines.add(line(diagram.labels(), heads, ""));
        for (DiagramStep step : diagram.steps()) {
            lines.add(line(step.label(), track(step), (step.mood() == Mood.BAD ? "! " : "") + step.text()));
            if (!step.changes().isEmpty()) {
                String changes = step.changes().stream().map(LanesText::words).collect(Collectors.joining(", "));
                lines.add(line("", String.valueOf(empty()), "   [" + changes + "]"));
            }
        }
        diagram.end().forEach(one -> lines.add("  " + one));
        return lines;
    }

    private String line(String first, String lanes, String text) {
        return (StringUtils.leftPad(first, label) + "  " + lanes + "  " + text).stripTrailing();
    }

    private static String words(Change change) {
        String after = change.after().isEmpty() ? "-" : change.after();
        return change.place() + " " + (change.before().isEmpty() ? "" : change.before() + " -> ") + after;
    }

    private char[] empty() {
        char[] empty = new char[lane * names.size()];
        Arrays.fill(empty, ' ');
        for (int at = 0; at < names.size(); at++) {
            empty[middle(at)] = '|';
        }
        return empty;
    }

    private int middle(int at) {
        return at * lane + lane / 2;
    }

    private String track(DiagramStep step) {
        char[] track = empty();
        List<Integer> lanes = step.lanes();
        if (step.barrier()) {
            Arrays.fill(track, middle(lanes.get(0)), middle(lanes.get(1)) + 1, '=');
        } else if (lanes.size() == 1) {
            track[middle(lanes.get(0))] = step.mood() == Mood.BAD ? 'X' : 'o';
        } else if (lanes.size() > 1) {
            int from = middle(lanes.get(0));
            int to = middle(lanes.get(1));
            Arrays.fill(track, Math.min(from, to) + 1, Math.max(from, to), '-');
            track[from < to ? to - 1 : to + 1] = from < to ? '>' : '<';
        }
        return String.valueOf(track);
    }
}
