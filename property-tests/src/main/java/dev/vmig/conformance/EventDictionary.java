package dev.vmig.conformance;

import dev.vmig.conformance.trace.TraceEvent;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import java.util.Collection;
import java.util.List;

/** How the events of a trace are read as steps of one module of the spec. */
interface EventDictionary {
    /** What the event means, given the states that the spec may be in. */
    Meaning meaning(TraceEvent event);

    /** Whether the spec may take this action without an event, given the call that is in progress. */
    boolean isSilent(SpecAction action, CallInProgress call);

    /** What could have come next in these states, in the words of the trace. */
    List<String> possible(Oracle oracle, Collection<SpecState> states);
}
