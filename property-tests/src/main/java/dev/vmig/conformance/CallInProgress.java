package dev.vmig.conformance;

import dev.vmig.conformance.trace.TraceEvent;

/** Which calls of the VMM have begun and are not answered: some steps are silent in some of them only. */
record CallInProgress(boolean write, boolean reset) {
    static final CallInProgress NONE = new CallInProgress(false, false);

    CallInProgress after(TraceEvent event) {
        if (event instanceof TraceEvent.Write) {
            return new CallInProgress(true, reset);
        } else if (event instanceof TraceEvent.WriteDone) {
            return new CallInProgress(false, reset);
        } else if (event instanceof TraceEvent.Reset) {
            return new CallInProgress(write, true);
        } else if (event instanceof TraceEvent.ResetDone) {
            return new CallInProgress(write, false);
        }
        return this;
    }
}
