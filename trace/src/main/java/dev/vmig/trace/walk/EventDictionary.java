package dev.vmig.trace.walk;

import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import java.util.Collection;
import java.util.List;

/** How the events of a trace are read as steps of one module of the spec. */
interface EventDictionary {
    /** What the event means, given the calls that are in progress. */
    Meaning meaning(TraceEvent event, CallsInProgress calls);

    /** Whether the spec may take this action without an event, given the calls that are in progress. */
    boolean isSilent(SpecAction action, CallsInProgress calls);

    /** What could have come in these states in place of an event that was rejected, in the words of the trace. */
    List<String> insteadOf(TraceEvent event, SpecMoves moves, Collection<SpecState> states);
}
