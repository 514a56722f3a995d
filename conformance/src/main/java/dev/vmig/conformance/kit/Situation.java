package dev.vmig.conformance.kit;

/**
 * What precedes a call of a comparison.
 *
 * @param state as the device reported it last
 * @param resuming whether the call's file is that of a resuming session; false without a file
 * @param ended whether the session of that file has ended
 * @param spoiled whether a write into that file was refused, or wrote bytes that are no stream
 * @param whole whether that file was given a whole stream and nothing else
 */
record Situation(String state, boolean resuming, boolean ended, boolean spoiled, boolean whole) {
    boolean isResuming() {
        return state.equals("RESUMING");
    }

    /** A failed write ends a session, too, though the state stays RESUMING. */
    boolean isOver() {
        return ended || (resuming && spoiled);
    }

    boolean isPreCopy() {
        return state.startsWith("PRE_COPY");
    }
}
