package dev.vmig.conformance.vmmkit;

import static dev.vmig.conformance.vmmkit.RequestJudges.fault;

import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How a migration ends: all of it has been seen. */
final class EndJudges {
    private EndJudges() {}

    /** Something that the source's device was asked for has failed. */
    static Optional<Fault> recoversFromFailure(FeatureSet features, List<Observed> seen) {
        return any(seen, EndJudges::sourceFailed)
                ? sourceRuns(seen, "after a failure of the source")
                : Optional.empty();
    }

    /** The target, or the way to it, has failed, and the source has not. */
    static Optional<Fault> runsOnWithoutTarget(FeatureSet features, List<Observed> seen) {
        boolean lost = any(
                seen,
                event -> (event.side() == Side.TARGET && event.failed())
                        || event.deed() == Deed.LINK_LOST
                        || event.deed() == Deed.TARGET_GONE);
        return lost && !any(seen, EndJudges::sourceFailed)
                ? sourceRuns(seen, "after the target was lost")
                : Optional.empty();
    }

    private static Optional<Fault> sourceRuns(List<Observed> seen, String why) {
        Observed end = end(seen, Side.SOURCE);
        boolean paused = false;
        for (Observed event : seen) {
            paused = event.deed() == Deed.PAUSE || (paused && event.deed() != Deed.GO_ON);
        }
        if (completed(seen) || (end.after() == MigrationState.RUNNING && !paused)) {
            return Optional.empty();
        }
        return fault(
                end, "%s its device is in %s, the guest %s".formatted(why, end.after(), paused ? "paused" : "running"));
    }

    /** ENOMSG is no failure. */
    static Optional<Fault> completesUndisturbed(FeatureSet features, List<Observed> seen) {
        boolean disturbed = any(
                seen,
                event -> realFailure(event)
                        || event.deed() == Deed.LINK_LOST
                        || event.deed() == Deed.TARGET_GONE
                        || event.deed() == Deed.GUEST_RESETS);
        if (disturbed || completed(seen)) {
            return Optional.empty();
        }
        String last = seen.stream()
                .filter(Observed::failed)
                .map(event -> ": " + event + " (" + event.number() + ")")
                .findFirst()
                .orElse("");
        return fault(end(seen, Side.TARGET), "gave up, though nothing had failed%s".formatted(last));
    }

    static Optional<Fault> givesUpTheTarget(FeatureSet features, List<Observed> seen) {
        Observed end = end(seen, Side.TARGET);
        boolean gone = any(seen, event -> event.deed() == Deed.TARGET_GONE);
        boolean left = end.after() != MigrationState.RUNNING;
        return !completed(seen) && !gone && left
                ? fault(end, "the target was given up in %s".formatted(end.after()))
                : Optional.empty();
    }

    private static boolean completed(List<Observed> seen) {
        return any(seen, event -> event.is(Side.TARGET, Deed.GO_ON));
    }

    private static boolean sourceFailed(Observed event) {
        return event.side() == Side.SOURCE && realFailure(event);
    }

    private static boolean realFailure(Observed event) {
        return event.errno().filter(errno -> errno != Errno.ENOMSG).isPresent();
    }

    private static boolean any(List<Observed> seen, Predicate<Observed> what) {
        return seen.stream().anyMatch(what);
    }

    private static Observed end(List<Observed> seen, Side side) {
        return seen.stream()
                .filter(event -> event.is(side, Deed.END))
                .findFirst()
                .orElseThrow();
    }
}
