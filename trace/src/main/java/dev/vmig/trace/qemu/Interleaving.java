package dev.vmig.trace.qemu;

import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.qemu.MigrationReport.End;
import dev.vmig.trace.qemu.QemuReport.Moment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Searches for an order of what the two ends did that {@code LiveMigration} allows. The logs have no common clock: any
 * order that keeps each log's own will do.
 */
final class Interleaving {
    private record Place(int source, int target, SpecState state) {
        int depth() {
            return source + target;
        }
    }

    private record Move(SpecAction action, SpecState from) {}

    private final Oracle oracle;
    private final List<SpecAction> actions;
    private final Attempt attempt;
    private final List<Moment> source;
    private final List<Moment> target;
    private final int lastBlock;
    private final int firstOfFinal;
    private final Set<String> skipped;
    private final Map<Move, List<SpecState>> successors = new HashMap<>();
    /** Each place with the one that it was reached from. */
    private final Map<Place, Optional<Place>> reached = new LinkedHashMap<>();

    private final Deque<Place> open = new ArrayDeque<>();
    private int furthest;

    Interleaving(Oracle oracle, Attempt attempt) {
        this.oracle = oracle;
        this.actions = oracle.actions();
        this.attempt = attempt;
        this.source = attempt.source();
        this.target = attempt.target();
        List<Moment> blocks = blocks(source);
        this.lastBlock = blocks.isEmpty() ? -1 : source.lastIndexOf(blocks.get(blocks.size() - 1));
        this.firstOfFinal = (int) blocks.stream()
                .filter(block -> !block.state().equals("STOP_COPY"))
                .count();
        this.skipped = attempt.skipped();
    }

    static List<Moment> blocks(List<Moment> moments) {
        return moments.stream()
                .filter(moment -> moment.how().equals(Moment.BYTES))
                .toList();
    }

    /** Whether there is an order of all moments. */
    boolean search() {
        oracle.initialStates().forEach(state -> reach(new Place(0, 0, state), Optional.empty()));
        while (!open.isEmpty()) {
            Place place = open.removeLast();
            furthest = Math.max(furthest, place.depth());
            if (place.source() < source.size()) {
                int next = place.source();
                take(place, LiveSteps.ofSource(source.get(next), next == lastBlock), 1, 0);
            }
            if (place.target() < target.size()) {
                boolean image = !skipped.contains("Receive") && isImage(place.target());
                take(place, LiveSteps.ofTarget(target.get(place.target()), image), 0, 1);
            }
            for (SpecAction action : actions) {
                if (isUnseen(action, place)) {
                    next(action, place.state())
                            .forEach(state ->
                                    reach(new Place(place.source(), place.target(), state), Optional.of(place)));
                }
            }
        }
        return furthest == source.size() + target.size();
    }

    /** Whether a step is taken without a moment of either log. */
    private boolean isUnseen(SpecAction action, Place place) {
        boolean afterSource = !attempt.sourceIsAll() && place.source() == source.size();
        boolean afterTarget = !attempt.targetIsAll() && place.target() == target.size();
        return LiveSteps.isSilent(action, place.state())
                || skipped.contains(action.name())
                || (afterSource && LiveSteps.isOfSource(action))
                || (afterTarget && LiveSteps.isOfTarget(action));
    }

    /** Where the VM runs once all has happened; open unless all orders agree. */
    End end() {
        Set<End> ends = furthest().map(place -> LiveSteps.end(place.state())).collect(Collectors.toSet());
        return ends.size() == 1 ? ends.iterator().next() : End.OPEN;
    }

    /** One of the longest orders. */
    List<String> order() {
        List<String> order = new ArrayList<>();
        Optional<Place> place = furthest().findFirst();
        while (place.isPresent()) {
            Optional<Place> from = before(place.get());
            if (from.isPresent()) {
                step(from.get(), place.get()).ifPresent(order::add);
            }
            place = from;
        }
        Collections.reverse(order);
        return order;
    }

    private Optional<String> step(Place from, Place to) {
        if (from.source() != to.source()) {
            return Optional.of("source, " + next(source, from.source()));
        }
        return from.target() != to.target() ? Optional.of("target, " + next(target, from.target())) : Optional.empty();
    }

    /** Where the longest orders end: the states, and what neither end can go on with. */
    List<String> before() {
        Map<String, Set<String>> states = new TreeMap<>();
        furthest()
                .forEach(place -> states.computeIfAbsent(
                                LiveSteps.words(place.state()) + "; then neither " + next(source, place.source())
                                        + " of the source nor " + next(target, place.target()) + " of the target",
                                words -> new TreeSet<>())
                        .add(LiveSteps.unseen(place.state())));
        return states.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + String.join("; or ", entry.getValue()) + ")")
                .toList();
    }

    /** What the spec would have allowed where the longest orders end. */
    List<String> allowed() {
        Set<String> words = new TreeSet<>();
        furthest()
                .forEach(place -> actions.stream()
                        .filter(action -> !isUnseen(action, place)
                                && !next(action, place.state()).isEmpty())
                        .forEach(action -> LiveSteps.shown(action).ifPresent(words::add)));
        return List.copyOf(words);
    }

    private Stream<Place> furthest() {
        return reached.keySet().stream().filter(place -> place.depth() == furthest);
    }

    private Optional<Place> before(Place place) {
        return Objects.requireNonNull(reached.get(place));
    }

    private static String next(List<Moment> moments, int index) {
        if (index == moments.size()) {
            return "the end";
        }
        Moment moment = moments.get(index);
        return "line " + moment.line() + " " + moment.state()
                + (moment.how().equals(Moment.BYTES) ? " (" + moment.bytes() + " bytes)" : "");
    }

    /** Pre-copy data are an image each; of the final data the last block makes the image. */
    private boolean isImage(int index) {
        int block = blocks(target.subList(0, index)).size();
        int sent = blocks(source).size();
        // Of what an incomplete log of the source does not show each block may be an image.
        return block < firstOfFinal || block == sent - 1 || (!attempt.sourceIsAll() && block >= sent);
    }

    private void take(Place place, Set<String> names, int bySource, int byTarget) {
        int ofSource = place.source() + bySource;
        int ofTarget = place.target() + byTarget;
        if (names.isEmpty()) {
            boolean early = byTarget == 1 && !"RESUMING".equals(place.state().get("target"));
            if (!early) {
                reach(new Place(ofSource, ofTarget, place.state()), Optional.of(place));
            }
            return;
        }
        actions.stream()
                .filter(action -> names.contains(action.name()))
                .forEach(action -> next(action, place.state())
                        .forEach(state -> reach(new Place(ofSource, ofTarget, state), Optional.of(place))));
    }

    private void reach(Place place, Optional<Place> from) {
        if (reached.putIfAbsent(place, from) == null) {
            open.add(place);
        }
    }

    private List<SpecState> next(SpecAction action, SpecState from) {
        return successors.computeIfAbsent(new Move(action, from), move -> oracle.successors(action, from));
    }
}
