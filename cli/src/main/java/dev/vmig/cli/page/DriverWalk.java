package dev.vmig.cli.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vmig.cli.page.ReportPage.Section;
import java.util.List;

/**
 * All calls at all moments of a driver, for a walk call by call.
 *
 * @param driver its name
 * @param header the first line of a trace
 * @param events lines of traces, whose time is 0; moves refer to them by index
 * @param texts that moves refer to by index
 * @param moments the first one is that of a newly opened device
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DriverWalk(
        String title, String driver, String header, List<String> events, List<String> texts, List<Moment> moments)
        implements Section {
    /** A moment between two calls. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Moment(String state, List<Move> moves) {}

    /**
     * A call.
     *
     * @param call text
     * @param answer text; that of an event, or empty
     * @param allowed texts of the answers that the specification allows
     * @param objection text of the answer that it does not allow; empty otherwise
     * @param commands texts
     * @param next the moment after the call; -1 if there is none
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Move(
            int call,
            int answer,
            List<Integer> events,
            List<Integer> allowed,
            int objection,
            List<Integer> commands,
            int next) {}
}
