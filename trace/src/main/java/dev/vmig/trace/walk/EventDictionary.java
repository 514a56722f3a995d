package dev.vmig.trace.walk;

import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Answer;
import dev.vmig.trace.TraceEvent.Call;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How the events of a trace are read as steps of one module of the spec. */
interface EventDictionary {
    /**
     * What begins a call.
     *
     * @param apart whether it is one of several that overlap
     */
    Meaning begin(Call call, String argument, boolean apart);

    /** Whether a call that has begun can have ended in this state. */
    boolean mayEnd(Call call, SpecState state);

    /**
     * Whether a call can be answered like this.
     *
     * @param call with its end
     * @param overtaken whether a reset came during the call
     * @param departure what the driver may do other than the contract says
     */
    boolean isAnswer(OpenCall call, Answer answer, boolean overtaken, Optional<Departure> departure);

    /**
     * What an event means that is neither the beginning of a call nor an answer.
     *
     * @param requested whether a request or a reset is in progress
     */
    Meaning meaning(TraceEvent event, boolean requested, Optional<Departure> departure);

    /** Whether the spec may take this action without an event. */
    boolean isSilent(SpecAction action, Explanation explanation);

    /** What could have come in these states in place of an event that was rejected, in the words of the trace. */
    List<String> insteadOf(TraceEvent event, SpecMoves moves, Collection<SpecState> states);
}
