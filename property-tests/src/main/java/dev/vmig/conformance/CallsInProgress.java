package dev.vmig.conformance;

import dev.vmig.conformance.trace.TraceEvent;

/**
 * Which calls of the VMM have begun and are not answered: some steps are possible during some of them only.
 *
 * @param write a write to a resuming file
 * @param reset a reset, which may come during any other call
 */
record CallsInProgress(boolean write, boolean reset) {
    static final CallsInProgress NONE = new CallsInProgress(false, false);

    /** Once the event has happened. */
    CallsInProgress after(TraceEvent event) {
        if (event instanceof TraceEvent.Write) {
            return new CallsInProgress(true, reset);
        } else if (event instanceof TraceEvent.WriteDone) {
            return new CallsInProgress(false, reset);
        } else if (event instanceof TraceEvent.Reset) {
            return new CallsInProgress(write, true);
        } else if (event instanceof TraceEvent.ResetDone) {
            return new CallsInProgress(write, false);
        }
        return this;
    }
}
