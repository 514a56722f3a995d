package dev.vmig.properties.tours;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.properties.tours.TourEdge.Outcome;
import java.util.Optional;
import java.util.Set;

/** What the contract allows and the reference driver has no reason to do. {@link PlainDriver} does all of it. */
enum NotShown {
    ERROR("the reference never enters ERROR"),
    NO_COMMAND("the arc sends no command, or only a DESTROY whose failure it bears, so that it cannot fail"),
    NO_TIME("the request begins without a command, so that no reset can come in the middle of it"),
    NOTHING_LOADED("a device that is not loaded is kept in RESUMING before any command is sent");

    private static final Set<String> SURE = Set.of(
            "RUNNING_P2P>STOP",
            "STOP>RUNNING_P2P",
            "STOP_COPY>STOP",
            "RESUMING>STOP",
            "PRE_COPY>RUNNING",
            "PRE_COPY_P2P>RUNNING_P2P");

    /** Arcs in which no command is sent at all; DEV_PARTS_GET and the like are, if the arc appends to the stream. */
    private static final Set<String> IMMEDIATE = Set.of("RUNNING_P2P>STOP", "STOP>RUNNING_P2P");

    private final String reason;

    NotShown(String reason) {
        this.reason = reason;
    }

    @Override
    public String toString() {
        return reason;
    }

    /** Why the reference does not take an edge, if it does not. */
    static Optional<NotShown> of(FeatureSet features, TourEdge edge) {
        String from = edge.from().state();
        String to = edge.to().state();
        if (from.equals("ERROR") || to.equals("ERROR")) {
            return Optional.of(ERROR);
        }
        boolean kept = from.equals("RESUMING") && edge.from().load() != Place.Load.WHOLE;
        boolean fails = edge.outcome() == Outcome.FAILED;
        boolean overtaken = edge.outcome() == Outcome.OVERTAKEN;
        if ((fails || overtaken) && kept && !edge.call().equals(from)) {
            return Optional.of(NOTHING_LOADED);
        } else if (fails && SURE.contains(hop(features, to, edge.call()))) {
            return Optional.of(NO_COMMAND);
        } else if (overtaken && (edge.call().equals(from) || IMMEDIATE.contains(from + ">" + edge.call()))) {
            return Optional.of(NO_TIME);
        }
        return Optional.empty();
    }

    /**
     * Whether the saving session fails with the arc, so that STOP_COPY cannot be reached any more: the contract lets a
     * driver go on. Such an edge is taken at the end of a walk, and begins no pair.
     */
    static boolean losesSession(FeatureSet features, TourEdge edge) {
        return edge.outcome() == Outcome.FAILED
                && hop(features, edge.to().state(), edge.call()).equals("PRE_COPY_P2P>STOP_COPY");
    }

    private static String hop(FeatureSet features, String from, String to) {
        return from + ">" + TransitionTable.of(features).next(MigrationState.valueOf(from), MigrationState.valueOf(to));
    }
}
