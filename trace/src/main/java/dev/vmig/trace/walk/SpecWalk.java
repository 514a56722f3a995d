package dev.vmig.trace.walk;

import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows one device through the spec: the set of states that explain all events so far. */
public final class SpecWalk {
    private final SpecMoves moves;
    private CallsInProgress calls = CallsInProgress.NONE;
    private Set<SpecState> states;

    /**
     * Begins a walk.
     *
     * @param from the states that it may begin in
     */
    public SpecWalk(SpecMoves moves, Collection<SpecState> from) {
        this.moves = moves;
        this.states = new LinkedHashSet<>(from);
    }

    /** The states that explain what has been seen. */
    public Set<SpecState> states() {
        return Set.copyOf(states);
    }

    /**
     * Takes the next event.
     *
     * @return why no behaviour of the spec explains it, or nothing if one does; after a rejection the walk stays where
     *     it was
     */
    public Optional<Rejection> accept(TraceEvent event) {
        Optional<String> objection = calls.objection(event);
        if (objection.isPresent()) {
            return objection.map(expected -> Rejection.of(event, List.of(expected)));
        }
        Meaning meaning = moves.dictionary().meaning(event, calls);
        Set<SpecState> before = moves.silently(states, calls);
        Set<SpecState> after = switch (meaning.kind()) {
            case STEP -> step(before, meaning, false);
            case STEP_IF_POSSIBLE -> step(before, meaning, true);
            case OBSERVATION ->
                before.stream().filter(meaning.where()).collect(Collectors.toCollection(LinkedHashSet::new));
        };
        if (after.isEmpty()) {
            return Optional.of(Rejection.of(event, moves.dictionary().insteadOf(event, moves, before)));
        }
        states = after;
        calls = calls.after(event);
        return Optional.empty();
    }

    /** Whether every call has been answered, so that the walk may end here. */
    public boolean isAtRest() {
        return calls.open().isEmpty();
    }

    private Set<SpecState> step(Set<SpecState> before, Meaning meaning, boolean elseStay) {
        List<SpecAction> actions =
                moves.actions().stream().filter(meaning.action()).toList();
        Set<SpecState> after = new LinkedHashSet<>();
        for (SpecState state : before.stream().filter(meaning.from()).toList()) {
            boolean possible = false;
            for (SpecAction action : actions) {
                for (SpecState next : moves.successors(action, state)) {
                    possible = true;
                    if (meaning.where().test(next)) {
                        after.add(next);
                    }
                }
            }
            if (elseStay && !possible) {
                after.add(state);
            }
        }
        return after;
    }
}
