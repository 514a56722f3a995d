package dev.vmig.properties.tours;

/**
 * One call and what comes of it.
 *
 * @param from where the device is before the call
 * @param call what the VMM does: the state that it asks for, {@code Write…} as the specification names it, or Reset
 * @param outcome how it is answered
 * @param to where the device is afterwards
 */
public record TourEdge(Place from, String call, Outcome outcome, Place to) {
    /** How a call ends. */
    public enum Outcome {
        DONE,
        /** It is refused without an attempt. */
        REFUSED,
        /** An arc fails. */
        FAILED,
        /** What has been written is not a whole state. */
        NOT_LOADED,
        /** A reset comes in the middle of it. */
        OVERTAKEN
    }

    /** Whether the call is a request for a state. */
    public boolean isRequest() {
        return !call.startsWith("Write") && !call.equals("Reset");
    }

    @Override
    public String toString() {
        return from + " --" + call + ": " + outcome + "--> " + to;
    }
}
