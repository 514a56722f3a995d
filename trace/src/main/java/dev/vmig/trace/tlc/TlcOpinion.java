package dev.vmig.trace.tlc;

/**
 * What TLC says about the events of one device, or of the devices of one VM.
 *
 * @param device its name in the trace, or in words the barrier
 * @param accepted how many of its events the other checker has accepted
 * @param reached whether TLC explains these
 * @param stopped whether it explains no more of them; true if there are no more
 */
public record TlcOpinion(String device, int accepted, boolean reached, boolean stopped) {
    /** Whether both have come to the same event. */
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
