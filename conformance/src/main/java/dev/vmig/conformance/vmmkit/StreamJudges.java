package dev.vmig.conformance.vmmkit;

import static dev.vmig.conformance.vmmkit.RequestJudges.fault;

import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a VMM does with data files and what comes through them. */
final class StreamJudges {
    private StreamJudges() {}

    /** That a session has ended the VMM knows of what it did itself, what it read, and what it was told. */
    static Optional<Fault> leavesEndedFilesAlone(FeatureSet features, List<Observed> seen) {
        Map<Side, Integer> opened = new EnumMap<>(Side.class);
        Map<Integer, Integer> known = new HashMap<>();
        for (Observed event : seen) {
            if (event.deed().usesFile()) {
                Integer since = known.get(event.file());
                if (since != null) {
                    return fault(event, "%s, though its session had ended (%d)".formatted(event, since));
                }
                if (event.errno().filter(Errno.ENODEV::equals).isPresent()) {
                    known.put(event.file(), event.number());
                }
            }
            boolean answered = event.deed() == Deed.SET || event.deed() == Deed.GET;
            boolean tells = (answered && !event.failed()) || event.deed() == Deed.RESET;
            Integer file = opened.get(event.side());
            if (tells && file != null && !hasSession(event.after())) {
                known.putIfAbsent(file, event.number());
            }
            if (event.deed() == Deed.SET && event.file() > 0) {
                opened.put(event.side(), event.file());
            }
        }
        return Optional.empty();
    }

    private static boolean hasSession(MigrationState state) {
        return state.inSavingGroup() || state == MigrationState.RESUMING;
    }

    static Optional<Fault> loadsTheEnd(FeatureSet features, List<Observed> seen) {
        boolean ended = false;
        for (Observed event : seen) {
            ended |= event.is(Side.SOURCE, Deed.READ)
                    && event.before() == MigrationState.STOP_COPY
                    && event.bytes() == 0
                    && !event.failed();
            if (runsLoaded(event) && !ended) {
                return fault(
                        event, "%s, though the source's stream was not read to its end in STOP_COPY".formatted(event));
            }
        }
        return Optional.empty();
    }

    static Optional<Fault> movesAllInOrder(FeatureSet features, List<Observed> seen) {
        long read = 0;
        long written = 0;
        for (Observed event : seen) {
            read += event.is(Side.SOURCE, Deed.READ) ? event.bytes() : 0;
            if (event.is(Side.TARGET, Deed.WRITE) && !event.failed()) {
                written += event.bytes();
                if (!event.sound()) {
                    return fault(event, "%s, which are not the next ones of the source's stream".formatted(event));
                }
            }
            if (runsLoaded(event) && read != written) {
                return fault(event, "%s, with %d of %d bytes written".formatted(event, written, read));
            }
        }
        return Optional.empty();
    }

    /** The target is asked to run on what it has loaded. */
    private static boolean runsLoaded(Observed event) {
        boolean loaded = event.before() == MigrationState.RESUMING || event.before() == MigrationState.STOP;
        boolean runs = event.asksFor(MigrationState.RUNNING) || event.asksFor(MigrationState.RUNNING_P2P);
        return event.is(Side.TARGET, Deed.SET) && loaded && runs;
    }

    static Optional<Fault> neverBothRun(FeatureSet features, List<Observed> seen) {
        boolean arrived = false;
        MigrationState source = MigrationState.RUNNING;
        for (Observed event : seen) {
            if (event.side() == Side.SOURCE) {
                source = event.after();
            } else if (event.deed() == Deed.SET) {
                boolean came = event.before() == MigrationState.RESUMING || event.before() == MigrationState.STOP;
                arrived = (arrived || came) && runs(event.after());
            } else if (event.deed() == Deed.RESET || event.deed() == Deed.TARGET_GONE) {
                arrived = false;
            }
            if (arrived && runs(source)) {
                return fault(event, "%s, with the source in %s".formatted(event, source));
            }
        }
        return Optional.empty();
    }

    private static boolean runs(MigrationState state) {
        return state == MigrationState.RUNNING
                || state == MigrationState.RUNNING_P2P
                || state == MigrationState.PRE_COPY
                || state == MigrationState.PRE_COPY_P2P;
    }

    static Optional<Fault> guestFollowsDevice(FeatureSet features, List<Observed> seen) {
        for (Observed event : seen) {
            if (event.is(Side.TARGET, Deed.GO_ON) && event.after() != MigrationState.RUNNING) {
                return fault(event, "the guest goes on at the target, with its device in %s".formatted(event.after()));
            }
        }
        return Optional.empty();
    }

    static Optional<Fault> closesFiles(FeatureSet features, List<Observed> seen) {
        Set<Integer> open = new HashSet<>();
        for (Observed event : seen) {
            if (event.deed() == Deed.SET && event.file() > 0) {
                open.add(event.file());
            } else if (event.deed() == Deed.CLOSE) {
                open.remove(event.file());
            } else if (event.is(Side.TARGET, Deed.END) && !open.isEmpty()) {
                return fault(event, "files %s were not closed".formatted(open));
            }
        }
        return Optional.empty();
    }
}
