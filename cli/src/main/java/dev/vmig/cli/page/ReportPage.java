package dev.vmig.cli.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A page.
 *
 * @param title what was checked
 * @param mood of the verdict
 * @param verdict in one line
 * @param facts about the run, name and value
 * @param sections in the order in which they are shown
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReportPage(String title, Mood mood, String verdict, Map<String, String> facts, List<Section> sections) {
    /** How something came out; the page never shows it by its colour alone. */
    public enum Mood {
        /** Holds. */
        GOOD,
        /** Does not hold. */
        BAD,
        /** Was not judged, or not to the end. */
        UNSURE,
        /** Is no verdict. */
        PLAIN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A part of a page. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Diagrams.class, name = "diagrams"),
        @JsonSubTypes.Type(value = Chart.class, name = "chart"),
        @JsonSubTypes.Type(value = Table.class, name = "table"),
        @JsonSubTypes.Type(value = RequestGraph.class, name = "graph"),
        @JsonSubTypes.Type(value = DriverWalk.class, name = "walk")
    })
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public sealed interface Section permits Diagrams, Chart, Table, RequestGraph, DriverWalk {
        /** The heading. */
        String title();
    }

    /** Sequences of events, of which one is shown at a time. */
    public record Diagrams(String title, List<Diagram> diagrams) implements Section {}

    /**
     * A sequence of events in lanes.
     *
     * @param id what {@code #diagram=} calls it
     * @param title in the list of the diagrams
     * @param about what is to be known before it is read: the rule, the property
     * @param lanes from left to right
     * @param labels what the steps' labels are: {@code line}, {@code ms}
     * @param opensAt the number of the step at which it opens
     * @param end the lines behind the last step: what is false, or rejected; the first one is the heading
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Diagram(
            String id,
            String title,
            Map<String, String> about,
            List<String> lanes,
            String labels,
            List<DiagramStep> steps,
            int opensAt,
            List<String> end) {}

    /**
     * A step.
     *
     * @param label its number, line or time
     * @param lanes the indices of the lanes that it leads from and to, or of the one that it belongs to; or none
     * @param changes what differs from the step before, in words
     * @param set the variables that are new or different after it
     * @param where its place in a module or a log
     * @param barrier whether it is a moment that all processes between the two lanes reach together
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record DiagramStep(
            String label,
            List<Integer> lanes,
            String text,
            Mood mood,
            List<Change> changes,
            Map<String, String> set,
            String where,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean barrier) {}

    /** A place that differs. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Change(String place, String before, String after) {}

    /**
     * What tracks are in over a time.
     *
     * @param unit of the numbers
     * @param begin where the axis begins
     * @param end where it ends
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Chart(String title, String unit, double begin, double end, List<Track> tracks, String note)
            implements Section {}

    /** A row of a chart. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Track(String name, List<Span> spans) {}

    /**
     * A stretch of a track.
     *
     * @param label the state's name
     * @param detail what happens in it besides
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Span(double from, double to, String label, String detail) {}

    /** A table, which can be filtered when it is long. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Table(String title, List<String> columns, List<Row> rows, String note) implements Section {}

    /**
     * A row.
     *
     * @param mood of its first cell
     * @param diagram the id of the diagram that it opens; empty if none
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Row(List<String> cells, Mood mood, String diagram) {
        /** A row that opens nothing. */
        public static Row of(Mood mood, String... cells) {
            return new Row(List.of(cells), mood, "");
        }
    }
}
