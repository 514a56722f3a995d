package dev.vmig.properties;

import dev.vmig.properties.tours.Place;
import dev.vmig.properties.tours.TourEdge;
import dev.vmig.properties.tours.TourEdge.Outcome;
import dev.vmig.properties.tours.TourGraph;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.ResetDone;
import dev.vmig.trace.TraceEvent.SetState;
import dev.vmig.trace.TraceEvent.SetStateDone;
import dev.vmig.trace.walk.SpecMoves;
import dev.vmig.trace.walk.SpecWalk;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which edges of the contract, as it is seen between calls, a walk has taken. Only what is beyond doubt counts: a request or
 * a reset between two places that the events leave no choice about.
 */
final class WalkedEdges {
    private final TourGraph graph;
    private final Set<TourEdge> taken = new HashSet<>();

    WalkedEdges(TourGraph graph) {
        this.graph = graph;
    }

    Set<TourEdge> taken() {
        return Set.copyOf(taken);
    }

    /** Follows a walk from the beginning. */
    void follow(SpecMoves contract, Collection<SpecState> start, List<TraceEvent> events) {
        SpecWalk walk = new SpecWalk(contract, start);
        Set<Place> before = places(walk);
        String call = "";
        boolean reset = false;
        for (TraceEvent event : events) {
            if (walk.isAtRest()) {
                before = places(walk);
                reset = false;
                call = "";
            }
            walk.accept(event).ifPresent(rejection -> {
                throw new AssertionError("the contract: " + rejection);
            });
            if (event instanceof SetState asked) {
                call = asked.requested();
            } else if (event instanceof TraceEvent.Reset) {
                reset = true;
            } else if (event instanceof SetStateDone done) {
                take(before, call, outcome(done, reset), places(walk));
            } else if (event instanceof ResetDone && call.isEmpty()) {
                take(before, "Reset", Set.of(Outcome.DONE), places(walk));
            }
        }
    }

    private static Set<Outcome> outcome(SetStateDone done, boolean reset) {
        if (done.errno().equals("0")) {
            return Set.of(Outcome.DONE);
        }
        return reset ? Set.of(Outcome.OVERTAKEN) : Set.of(Outcome.REFUSED, Outcome.FAILED, Outcome.NOT_LOADED);
    }

    private void take(Set<Place> before, String call, Set<Outcome> outcomes, Set<Place> after) {
        List<TourEdge> possible = graph.edges().stream()
                .filter(edge -> before.contains(edge.from())
                        && edge.call().equals(call)
                        && outcomes.contains(edge.outcome())
                        && after.contains(edge.to()))
                .toList();
        if (possible.size() == 1) {
            taken.add(possible.get(0));
        }
    }

    private static Set<Place> places(SpecWalk walk) {
        return walk.states().stream().map(Place::of).collect(Collectors.toSet());
    }
}
