package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a VMM asks for, and what it has to know before. */
final class RequestJudges {
    private RequestJudges() {}

    /** In doubt about the state other rules apply. */
    static Optional<Fault> asksForWhatIsAllowed(FeatureSet features, List<Observed> seen) {
        TransitionTable table = TransitionTable.of(features);
        Doubts doubts = new Doubts(true, true);
        for (Observed event : seen) {
            if (event.deed() == Deed.SET && !doubts.has(event.side())) {
                MigrationState requested = event.requested().orElseThrow();
                if (!table.allows(event.before(), requested)) {
                    return fault(event, "asks the %s for %s in %s".formatted(event.side(), requested, event.before()));
                }
            }
            doubts.see(event);
        }
        return Optional.empty();
    }

    static Optional<Fault> looksAfterFailure(FeatureSet features, List<Observed> seen) {
        return looks(seen, new Doubts(true, false), "failed");
    }

    static Optional<Fault> looksAfterReset(FeatureSet features, List<Observed> seen) {
        return looks(seen, new Doubts(false, true), "was reset by the guest");
    }

    private static Optional<Fault> looks(List<Observed> seen, Doubts doubts, String why) {
        for (Observed event : seen) {
            boolean asks = event.deed() == Deed.SET && !event.asksFor(MigrationState.RUNNING);
            boolean relies = asks || (doubts.failures() && event.deed().usesFile());
            if (relies && doubts.has(event.side())) {
                return fault(
                        event,
                        "%s, though the %s %s (%d) and its state was not read since"
                                .formatted(event, event.side(), why, doubts.since(event.side())));
            }
            doubts.see(event);
        }
        return Optional.empty();
    }

    static Optional<Fault> resetsAsLastResort(FeatureSet features, List<Observed> seen) {
        boolean refused = false;
        for (Observed event : seen) {
            if (event.side() == Side.SOURCE) {
                boolean needless =
                        !refused && event.before() != MigrationState.RUNNING && event.before() != MigrationState.ERROR;
                if (event.deed() == Deed.RESET && needless) {
                    return fault(
                            event,
                            "resets the source in %s without having asked for RUNNING".formatted(event.before()));
                }
                if (event.deed() == Deed.SET && event.asksFor(MigrationState.RUNNING)) {
                    refused = event.failed();
                }
            }
        }
        return Optional.empty();
    }

    static Optional<Fault> pausesTheGuestFirst(FeatureSet features, List<Observed> seen) {
        boolean paused = false;
        for (Observed event : seen) {
            paused |= event.deed() == Deed.PAUSE;
            boolean stops = event.after() == MigrationState.STOP || event.after() == MigrationState.STOP_COPY;
            if (event.is(Side.SOURCE, Deed.SET) && stops && !paused) {
                return fault(event, "stops the source's device, in %s, while its guest runs".formatted(event.after()));
            }
        }
        return Optional.empty();
    }

    static Optional<Fault> fault(Observed at, String observed) {
        return Optional.of(new Fault(at.number(), observed));
    }

    /** Since which observation the state of a device is unknown to its VMM. */
    private record Doubts(boolean failures, boolean resets, Map<Side, Integer> since) {
        Doubts(boolean failures, boolean resets) {
            this(failures, resets, new EnumMap<>(Side.class));
        }

        boolean has(Side side) {
            return since.containsKey(side);
        }

        int since(Side side) {
            return since.getOrDefault(side, 0);
        }

        void see(Observed event) {
            switch (event.deed()) {
                case SET -> {
                    if (!event.failed()) {
                        since.remove(event.side());
                    } else if (failures) {
                        since.putIfAbsent(event.side(), event.number());
                    }
                }
                case GET, RESET -> since.remove(event.side());
                case GUEST_RESETS -> {
                    if (resets && event.before() != event.after()) {
                        since.put(event.side(), event.number());
                    }
                }
                default -> {}
            }
        }
    }
}
