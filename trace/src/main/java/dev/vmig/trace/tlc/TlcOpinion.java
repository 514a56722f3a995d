package dev.vmig.trace.tlc;

/**
 * TLC's verdict on the events of one device, or on the barrier of one VM.
 *
 * @param device its name in the trace, or in words the barrier
 * @param accepted number of events that the Java checker has accepted
 * @param reached whether TLC accepts them too
 * @param stopped whether TLC accepts no more than these; true at the end of the trace
 */
public record TlcOpinion(String device, int accepted, boolean reached, boolean stopped) {
    /** Whether both checkers stop at the same event. */
    public boolean agrees() {
        return reached && stopped;
    }

    /** In words. */
    @Override
    public String toString() {
        if (agrees()) {
            return device + ": TLC agrees";
        }
        return device + ": TLC explains " + (reached ? "more" : "fewer") + " than the " + accepted
                + " events accepted here";
    }
}
