package dev.vmig.conformance.kit;

import java.util.List;

/**
 * Calls to be made one after the other, of devices that have just been opened.
 *
 * @param name what it is about
 * @param claim id of the rule that is violated if something in it fails that should not; empty if that is the rule of the
 *     call itself
 */
public record Script(String name, String claim, List<Call> calls) {
    /** Takes a copy. */
    public Script {
        calls = List.copyOf(calls);
    }

    /** The same about other calls. */
    public Script withCalls(List<Call> others) {
        return new Script(name, claim, others);
    }
}
