package dev.vmig.conformance.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Removes calls that a violation does not need: halves first, then smaller pieces (delta debugging). */
final class Shrinker {
    private Shrinker() {}

    /** A sublist that still fails, and does not without any one of its calls. */
    static List<Call> shrink(List<Call> calls, Predicate<List<Call>> fails) {
        List<Call> best = calls;
        int piece = Math.max(1, best.size() / 2);
        while (true) {
            List<Call> smaller = withoutAPiece(best, piece, fails);
            if (smaller.size() < best.size()) {
                best = smaller;
                piece = Math.max(1, Math.min(piece, best.size() / 2));
            } else if (piece == 1) {
                return best;
            } else {
                piece = piece / 2;
            }
        }
    }

    private static List<Call> withoutAPiece(List<Call> calls, int piece, Predicate<List<Call>> fails) {
        for (int from = 0; from < calls.size(); from += piece) {
            List<Call> rest = new ArrayList<>(calls.subList(0, from));
            rest.addAll(calls.subList(Math.min(calls.size(), from + piece), calls.size()));
            if (fails.test(rest)) {
                return rest;
            }
        }
        return calls;
    }
}
