package dev.vmig.properties.interop;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pair of profiles did.
 *
 * @param handshake the commands with which the owner is set up
 * @param refusal why migration is not offered; nothing if it is
 * @param roundTrips for each feature set (3 and 7) why the round trip did not end well; nothing if it did
 */
public record PairOutcome(
        Pair pair, List<Exchange> handshake, Optional<String> refusal, Map<Integer, Optional<String>> roundTrips) {
    /** Copies the collections. */
    public PairOutcome {
        handshake = List.copyOf(handshake);
        roundTrips = Map.copyOf(roundTrips);
    }
}
