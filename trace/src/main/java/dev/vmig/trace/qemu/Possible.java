package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.walk.Rejection;
import dev.vmig.trace.walk.SpecMoves;
import dev.vmig.trace.walk.SpecWalk;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The spec states that one device may be in, between two events. */
final class Possible {
    private final SpecMoves moves;
    private Set<SpecState> states;

    Possible(SpecMoves moves, Collection<SpecState> from) {
        this.moves = moves;
        this.states = new LinkedHashSet<>(from);
    }

    /**
     * Takes an event of QEMU.
     *
     * @param readings what it may have been; each ends with all calls answered
     * @return why none of them can be, in the words of the first; after that the states are what they were
     */
    Optional<Rejection> accept(List<List<TraceEvent>> readings) {
        Set<SpecState> after = new LinkedHashSet<>();
        Optional<Rejection> first = Optional.empty();
        Set<String> allowed = new TreeSet<>();
        for (List<TraceEvent> reading : readings) {
            SpecWalk walk = new SpecWalk(moves, states);
            Optional<Rejection> rejection =
                    reading.stream().map(walk::accept).flatMap(Optional::stream).findFirst();
            if (rejection.isEmpty()) {
                after.addAll(walk.states());
            } else {
                allowed.addAll(rejection.get().allowed());
                first = first.or(() -> rejection);
            }
        }
        if (after.isEmpty()) {
            return first.map(rejection -> new Rejection(rejection.reason(), List.copyOf(allowed)));
        }
        states = after;
        return Optional.empty();
    }

    /** Keeps those that a condition holds for; none of them does if the answer is false, and then all are kept. */
    boolean keep(Predicate<SpecState> condition) {
        Set<SpecState> kept = new LinkedHashSet<>();
        states.stream().filter(condition).forEach(kept::add);
        if (kept.isEmpty()) {
            return false;
        }
        states = kept;
        return true;
    }

    static Predicate<SpecState> in(MigrationState state) {
        return spec -> state.name().equals(spec.get("state"));
    }

    /** The states, as far as they differ in what matters to the VMM. */
    List<String> words() {
        Set<String> words = new TreeSet<>();
        for (SpecState state : states) {
            String text = String.valueOf(state.get("state"));
            if (Boolean.TRUE.equals(state.get("dead"))) {
                text += " (its session has failed)";
            } else if (text.equals(MigrationState.RESUMING.name())) {
                text += image(state);
            }
            words.add(text);
        }
        return List.copyOf(words);
    }

    private static String image(SpecState state) {
        if (Boolean.TRUE.equals(state.get("pending"))) {
            return " (part of a record written)";
        }
        return "whole".equals(state.get("image")) ? " (a whole image written)" : " (no image written)";
    }
}
