package dev.vmig.trace.walk;

import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Answer;
import dev.vmig.trace.TraceEvent.Call;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Maps the events of a trace to steps of one module of the spec. */
interface EventDictionary {
    /**
     * The meaning of the beginning of a call.
     *
     * @param apart whether the call is one of several that overlap
     */
    Meaning begin(Call call, String argument, boolean apart);

    /** Whether a call in progress can end in this state. */
    boolean mayEnd(Call call, SpecState state);

    /**
     * Whether a call can have this answer.
     *
     * @param call with its end
     * @param overtaken whether a reset occurred during the call
     * @param departure that the driver may have
     */
    boolean isAnswer(OpenCall call, Answer answer, boolean overtaken, Optional<Departure> departure);

    /**
     * The meaning of an event that neither begins nor answers a call.
     *
     * @param requested whether a request or a reset is in progress
     */
    Meaning meaning(TraceEvent event, boolean requested, Optional<Departure> departure);

    /** Whether the spec may take this action without an event. */
    boolean isSilent(SpecAction action, Explanation explanation);

    /** The events that these states would have allowed in place of a rejected one, in the words of the trace. */
    List<String> insteadOf(TraceEvent event, SpecMoves moves, Collection<SpecState> states);
}
