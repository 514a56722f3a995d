package dev.vmig.cli.page;

import dev.vmig.cli.page.ReportPage.Change;
import dev.vmig.cli.page.ReportPage.Diagram;
import dev.vmig.cli.page.ReportPage.DiagramStep;
import dev.vmig.cli.page.ReportPage.Mood;
import dev.vmig.spec.StateChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the steps of a diagram with the state after each, of which a step keeps only what it changes. */
public final class DiagramBuilder {
    private record Collected(
            String label,
            List<String> lanes,
            String text,
            Mood mood,
            Map<String, String> state,
            String where,
            boolean barrier) {}

    private final String id;
    private final String title;
    private final String labels;
    private final Map<String, String> about = new LinkedHashMap<>();
    private final List<Collected> steps = new ArrayList<>();
    private final List<String> end = new ArrayList<>();
    private int opensAt = 1;

    /**
     * A diagram without steps.
     *
     * @param labels what the labels of the steps are
     */
    public DiagramBuilder(String id, String title, String labels) {
        this.id = id;
        this.title = title;
        this.labels = labels;
    }

    /** Adds what is to be known before it is read; an empty value is left out. */
    public DiagramBuilder about(String name, String value) {
        if (!value.isEmpty()) {
            about.put(name, value);
        }
        return this;
    }

    /**
     * Adds a step.
     *
     * @param lanes the lane that it belongs to, or those that it leads from and to; or none
     * @param state all of it after the step; empty if the step has none
     * @param where its place; may be empty
     */
    public DiagramBuilder step(
            String label, List<String> lanes, String text, Mood mood, Map<String, String> state, String where) {
        steps.add(new Collected(label, List.copyOf(lanes), text, mood, Map.copyOf(state), where, false));
        return this;
    }

    /** Adds a moment that all processes between two lanes reach together. */
    public DiagramBuilder barrier(String label, String from, String to, String text, Mood mood) {
        steps.add(new Collected(label, List.of(from, to), text, mood, Map.of(), "", true));
        return this;
    }

    /** The diagram opens at the step that was added last, instead of the first one. */
    public DiagramBuilder openHere() {
        opensAt = steps.size();
        return this;
    }

    /** Adds a line behind the last step; the first one is the heading. */
    public DiagramBuilder end(String line) {
        end.add(line);
        return this;
    }

    /** The diagram, with the lanes in this order. */
    public Diagram build(Comparator<String> leftToRight) {
        TreeSet<String> all = new TreeSet<>(leftToRight);
        steps.forEach(step -> all.addAll(step.lanes()));
        List<String> lanes = List.copyOf(all);
        List<DiagramStep> built = new ArrayList<>();
        Map<String, String> before = Map.of();
        for (Collected step : steps) {
            Map<String, String> set = new TreeMap<>(step.state());
            set.entrySet().removeAll(before.entrySet());
            List<Change> changes =
                    before.isEmpty() || step.state().isEmpty() ? List.of() : changes(before, step.state());
            List<Integer> indices = step.lanes().stream().map(lanes::indexOf).toList();
            built.add(new DiagramStep(
                    step.label(), indices, step.text(), step.mood(), changes, set, step.where(), step.barrier()));
            before = step.state().isEmpty() ? before : step.state();
        }
        return new Diagram(id, title, about, lanes, labels, built, opensAt, end);
    }

    /** A variable that appears has no value before. */
    private static List<Change> changes(Map<String, String> before, Map<String, String> after) {
        return StateChange.between(before, after).stream()
                .map(change -> new Change(
                        change.place(),
                        before.containsKey(change.place()) || !change.before().equals("-") ? change.before() : "",
                        change.after()))
                .toList();
    }
}
