package dev.vmig.trace.walk;

import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent.Begin;
import dev.vmig.trace.TraceEvent.Call;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A call in progress.
 *
 * <p>A call without a caller takes effect from its own event on and ends where it is answered. A call of one of several
 * callers waits, takes effect while no other does, and ends some time before its answer is recorded.
 *
 * @param argument as the specification models it
 * @param apart whether the call is one of several that overlap
 * @param stale whether another session has followed that of the data file which the call uses or returns
 * @param overtaken whether a reset occurred during the call
 * @param end the end of the call, if reached
 */
record OpenCall(
        Call call,
        String caller,
        String argument,
        boolean apart,
        Phase phase,
        boolean stale,
        boolean overtaken,
        Optional<End> end) {
    enum Phase {
        WAITING,
        ACTIVE,
        ENDED
    }

    /**
     * The end of a call.
     *
     * @param seen the state of the specification at the end
     * @param closed whether the data file had been closed before
     * @param since the migration states since then, which a GET may answer
     */
    record End(SpecState seen, boolean closed, Set<String> since) {
        End {
            since = Set.copyOf(since);
        }
    }

    static OpenCall waiting(Begin begin) {
        return begun(begin, true, Phase.WAITING);
    }

    static OpenCall active(Begin begin) {
        return begun(begin, false, Phase.ACTIVE);
    }

    private static OpenCall begun(Begin begin, boolean apart, Phase phase) {
        return new OpenCall(
                begin.call(), begin.caller(), begin.argument(), apart, phase, false, false, Optional.empty());
    }

    private OpenCall with(Phase now, boolean isStale, boolean isOvertaken, Optional<End> how) {
        return new OpenCall(call, caller, argument, apart, now, isStale, isOvertaken, how);
    }

    OpenCall begun() {
        return with(Phase.ACTIVE, stale, overtaken, end);
    }

    /** This call after a new session has begun. */
    OpenCall followed() {
        return (phase == Phase.WAITING && usesFile()) || opensFile() ? with(phase, true, overtaken, end) : this;
    }

    OpenCall overtakenByReset() {
        return phase == Phase.ACTIVE && apart && call != Call.RESET ? with(phase, stale, true, end) : this;
    }

    OpenCall ended(SpecState seen, boolean closed) {
        return with(
                Phase.ENDED,
                stale,
                overtaken,
                Optional.of(new End(seen, closed, Set.of(String.valueOf(seen.get("state"))))));
    }

    /** This call after the device has gone to a state. */
    OpenCall seeing(String state) {
        if (end.isEmpty() || end.get().since().contains(state) || !(call == Call.SET_STATE || call == Call.RESET)) {
            return this;
        }
        Set<String> since = new HashSet<>(end.get().since());
        since.add(state);
        return with(
                phase,
                stale,
                overtaken,
                Optional.of(new End(end.get().seen(), end.get().closed(), since)));
    }

    /** Whether the call returned a new data file. */
    boolean opensFile() {
        return call == Call.SET_STATE
                && end.isPresent()
                && !"none".equals(((Map<?, ?>) end.get().seen().get("reply")).get("file"));
    }

    boolean isActive(Call kind) {
        return call == kind && phase == Phase.ACTIVE;
    }

    /** Whether no second call can take effect meanwhile. */
    boolean excludesOthers() {
        return phase == Phase.ACTIVE && call != Call.RESET && call != Call.CLOSE;
    }

    boolean usesFile() {
        return call == Call.READ || call == Call.WRITE || call == Call.PRECOPY_INFO;
    }
}
