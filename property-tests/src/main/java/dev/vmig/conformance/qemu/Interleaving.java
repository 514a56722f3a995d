package dev.vmig.conformance.qemu;

import dev.vmig.conformance.qemu.QemuReport.Moment;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
    private final List<Moment> source;
    private final List<Moment> target;
    private final boolean sourceIsAll;
    private final int lastBlock;
    private final int firstOfFinal;
    private final Map<Move, List<SpecState>> successors = new HashMap<>();
    private final Set<Place> reached = new LinkedHashSet<>();
    private final Deque<Place> open = new ArrayDeque<>();
    private int furthest;

    /**
     * Over the moments of one migration.
     *
     * @param source from PRE_COPY on
     * @param target from RESUMING on
     * @param sourceIsAll whether the source's log goes to the end of the migration; if not, the source may have done more
     */
    Interleaving(Oracle oracle, List<Moment> source, List<Moment> target, boolean sourceIsAll) {
        this.oracle = oracle;
        this.sourceIsAll = sourceIsAll;
        this.actions = oracle.actions();
        this.source = source;
        this.target = target;
        List<Moment> blocks = blocks(source);
        this.lastBlock = blocks.isEmpty() ? -1 : source.lastIndexOf(blocks.get(blocks.size() - 1));
        this.firstOfFinal = (int) blocks.stream()
                .filter(block -> !block.state().equals("STOP_COPY"))
                .count();
    }

    static List<Moment> blocks(List<Moment> moments) {
        return moments.stream()
                .filter(moment -> moment.how().equals(Moment.BYTES))
                .toList();
    }

    /** How many moments the longest order has; there is one if it has all. */
    int search() {
        oracle.initialStates().forEach(state -> reach(new Place(0, 0, state)));
        while (!open.isEmpty()) {
            Place place = open.removeLast();
            furthest = Math.max(furthest, place.depth());
            if (place.depth() == source.size() + target.size()) {
                return furthest;
            }
            if (place.source() < source.size()) {
                int next = place.source();
                take(place, LiveSteps.ofSource(source.get(next), next == lastBlock), 1, 0);
            }
            if (place.target() < target.size()) {
                take(place, LiveSteps.ofTarget(target.get(place.target()), isImage(place.target())), 0, 1);
            }
            for (SpecAction action : actions) {
                boolean afterItsLog = !sourceIsAll && place.source() == source.size() && LiveSteps.isOfSource(action);
                if (afterItsLog || LiveSteps.isSilent(action, place.state())) {
                    next(action, place.state())
                            .forEach(state -> reach(new Place(place.source(), place.target(), state)));
                }
            }
        }
        return furthest;
    }

    /** Where the VM runs once all has happened: at the "source", at the "target", or "nowhere". */
    Set<String> runsAt() {
        Set<String> ends = new TreeSet<>();
        reached.stream()
                .filter(place -> place.depth() == source.size() + target.size())
                .forEach(place -> ends.add(runsAt(place.state())));
        return ends;
    }

    private static String runsAt(SpecState state) {
        if ("RUNNING".equals(state.get("target"))) {
            return "target";
        }
        return "RUNNING".equals(state.get("source")) ? "source" : "nowhere";
    }

    /** Where the longest orders end: the states, and what neither end can go on with. */
    List<String> ends() {
        Set<String> words = new TreeSet<>();
        reached.stream()
                .filter(place -> place.depth() == furthest)
                .forEach(place -> words.add(LiveSteps.words(place.state()) + "; next at the source "
                        + next(source, place.source()) + ", at the target " + next(target, place.target())));
        return new ArrayList<>(words);
    }

    private static String next(List<Moment> moments, int index) {
        if (index == moments.size()) {
            return "nothing";
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
        return block < firstOfFinal || block == sent - 1 || (!sourceIsAll && block >= sent);
    }

    private void take(Place place, Set<String> names, int bySource, int byTarget) {
        int ofSource = place.source() + bySource;
        int ofTarget = place.target() + byTarget;
        if (names.isEmpty()) {
            boolean early = byTarget == 1 && !"RESUMING".equals(place.state().get("target"));
            if (!early) {
                reach(new Place(ofSource, ofTarget, place.state()));
            }
            return;
        }
        actions.stream()
                .filter(action -> names.contains(action.name()))
                .forEach(action ->
                        next(action, place.state()).forEach(state -> reach(new Place(ofSource, ofTarget, state))));
    }

    private void reach(Place place) {
        if (reached.add(place)) {
            open.add(place);
        }
    }

    private List<SpecState> next(SpecAction action, SpecState from) {
        return successors.computeIfAbsent(new Move(action, from), move -> oracle.successors(action, from));
    }
}
