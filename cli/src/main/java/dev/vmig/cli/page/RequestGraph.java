package dev.vmig.cli.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vmig.cli.page.ReportPage.Section;
import java.util.List;

/**
 * The states and arcs of a device, and what becomes of each request.
 *
 * @param rules texts that requests refer to
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RequestGraph(
        String title, List<State> states, List<GraphArc> arcs, List<Request> requests, List<String> rules)
        implements Section {
    /** A state, and what it is. */
    public record State(String name, String text) {}

    /**
     * An arc.
     *
     * @param file whether it returns a data file
     * @param text what the driver does
     * @param commands that the driver issues
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record GraphArc(String from, String to, boolean file, String text, List<String> commands) {}

    /**
     * A request for a state in a state.
     *
     * @param path indices of its arcs
     * @param refused why it answers EINVAL; empty if it does not
     * @param rules indices of the texts about it
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Request(String from, String to, List<Integer> path, String refused, List<Integer> rules) {}
}
